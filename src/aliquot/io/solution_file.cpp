// Line by line; the shape is known by the words that only one program writes.
#include "aliquot/io/solution_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "aliquot/io/cells.hpp"

namespace aliquot {

namespace {

using Words = std::vector<std::string_view>;

enum class Shape { plain, cbc, highs, glpsol };

std::vector<std::string_view> lines_of(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        lines.push_back(bytes.substr(0, end));
        bytes = end == std::string_view::npos ? "" : bytes.substr(end + 1);
    }
    return lines;
}

Words words_of(std::string_view line) {
    Words words;
    while (true) {
        const std::size_t start = line.find_first_not_of(" \t\r");
        if (start == std::string_view::npos) return words;
        line.remove_prefix(start);
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Shape shape_of(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
        if (holds(line, "Column name")) return Shape::glpsol;
        if (line.starts_with("Model status")) return Shape::highs;
        if (holds(line, "objective value")) return Shape::cbc;
    }
    return Shape::plain;
}

// The part of the words that is a name and its value; nothing if the line holds none.
std::optional<Words> name_and_value(Shape shape, const Words& words) {
    if (shape == Shape::cbc) {  // [**] number name value cost
        const std::size_t first = words.front() == "**" ? 1 : 0;
        if (words.size() < first + 3) return words;
        return Words{words[first + 1], words[first + 2]};
    }
    if (shape == Shape::glpsol) {  // number name [mark] value bounds...
        if (words.size() < 3) return words;
        const bool marked = words[2] == "*" || (words[2].front() >= 'A' && words[2].front() <= 'Z');
        if (words.size() < (marked ? 4U : 3U)) return words;
        return Words{words[1], words[marked ? 3 : 2]};
    }
    return words;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

class SolutionReader {
public:
    explicit SolutionReader(std::string_view file) : file_{file} {}

    Checked<std::vector<SolutionValue>> read(std::string_view bytes) {
        const auto lines = lines_of(bytes);
        shape_ = shape_of(lines);
        inside_ = shape_ == Shape::plain || shape_ == Shape::cbc;
        for (const std::string_view line : lines) {
            ++line_;
            read_line(line);
        }
        if (errors_.empty() && values_.empty())
            wrong("the file names no column", "give lines of a name and a value");
        if (!errors_.empty()) return tl::make_unexpected(std::move(errors_));
        return std::move(values_);
    }

private:
    void wrong(std::string what, std::string hint) {
        errors_.push_back({ErrorCode::wrong_input, std::move(what),
                           fmt::format("{} line {}", file_, line_), std::move(hint)});
    }

    // Headings open and close the list of columns.
    bool is_heading(std::string_view line, const Words& words) {
        if (shape_ == Shape::cbc) return holds(line, "objective value");
        if (shape_ == Shape::highs && words.front() == "#") {
            if (words.size() > 1 && words[1] == "Columns" && !was_inside_)
                inside_ = was_inside_ = true;
            else
                inside_ = false;
            return true;
        }
        if (shape_ == Shape::glpsol && holds(line, "Column name")) return inside_ = true;
        if (shape_ == Shape::glpsol && words.front().starts_with("---")) return true;
        return words.front().starts_with('#') || words.front().starts_with('\\');
    }

    void read_line(std::string_view line) {
        const Words words = words_of(line);
        if (words.empty()) {
            // A blank line ends the table of glpsol.
            if (shape_ == Shape::glpsol && !values_.empty()) inside_ = false;
            return;
        }
        if (is_heading(line, words) || !inside_) return;
        const auto pair = name_and_value(shape_, words);
        if (!pair || pair->size() != 2)
            return wrong("this is no name and value",
                         "write the column's name, a space, its value");
        const auto value = number_of(pair->back());
        const std::string name = reading::printable(std::string{pair->front()});
        if (!value)
            return wrong(fmt::format("the value \"{}\" of {} is not a number",
                                     reading::printable(std::string{pair->back()}), name),
                         "write it as 12 or 12.5");
        const auto [first, is_new] = lines_by_name_.emplace(name, line_);
        if (!is_new)
            return wrong(fmt::format("{} is named twice, first in line {}", name, first->second),
                         "name each column once");
        values_.push_back({name, *value, line_});
    }

    std::string file_;
    Shape shape_ = Shape::plain;
    bool inside_ = true;
    bool was_inside_ = false;
    std::uint64_t line_ = 0;
    std::map<std::string, std::uint64_t> lines_by_name_;
    std::vector<SolutionValue> values_;
    Errors errors_;
};

}  // namespace

Checked<std::vector<SolutionValue>> read_solution(std::string_view file, std::string_view bytes) {
    return SolutionReader{file}.read(bytes);
}

}  // namespace aliquot
