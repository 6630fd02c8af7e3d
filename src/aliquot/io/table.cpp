// One table of a scenario: its header is checked, then its rows are handed out one by one.
#include "aliquot/io/table.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "aliquot/core/text.hpp"

namespace aliquot::reading {

namespace {

std::string column_list(std::span<const Column> columns) {
    std::vector<std::string_view> names;
    for (const Column& column : columns) names.push_back(column.name);
    return fmt::format("{}", fmt::join(names, ","));
}

std::string required_list(std::span<const Column> columns) {
    std::vector<std::string_view> names;
    for (const Column& column : columns)
        if (column.required) names.push_back(column.name);
    return fmt::format("{}", fmt::join(names, ","));
}

bool has_outer_space(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t'; };
    return !text.empty() && (space(text.front()) || space(text.back()));
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string> known,
                         std::string otherwise) {
    constexpr std::size_t most_compared = 5000;  // bounds the cost of a thousand misspelt ids
    const std::string near = nearest_word(word, known.first(std::min(known.size(), most_compared)));
    return near.empty() ? otherwise : fmt::format("did you mean \"{}\"?", near);
}

std::size_t Row::place(std::string_view column) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const Column& one) { return one.name == column; });
    ALIQUOT_CHECK(found != columns_.end());
    return static_cast<std::size_t>(found - columns_.begin());
}

void Row::wrong(std::string_view column, std::string what, std::string hint) {
    sound_ = false;
    Spot spot{file_, at_, 0, std::string{column}};
    if (!column.empty()) spot.column = places_[place(column)].value_or(0);
    findings_->add(spot, std::move(what), std::move(hint));
}

std::string_view Row::raw(std::string_view column) {
    const std::size_t which = place(column);
    const auto cell = places_[which];
    const std::string_view text = cell ? cells_[*cell] : std::string_view{};
    if (text.empty() && columns_[which].required) wrong(column, "is empty", "every row needs it");
    if (has_outer_space(text)) {
        wrong(column, shown(text) + " begins or ends with a space", "remove the space");
        return {};
    }
    return text;
}

template <class T>
std::optional<T> Row::kept(std::string_view column, Parsed<T> parsed) {
    if (parsed) return std::move(*parsed);
    wrong(column, std::move(parsed.error().what), std::move(parsed.error().hint));
    return std::nullopt;
}

std::optional<std::int64_t> Row::whole(std::string_view column, const WholeRange& range) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, whole_number(text, range));
}

std::optional<Share> Row::share(std::string_view column, Share most) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, share_number(text, most));
}

std::optional<double> Row::decimal(std::string_view column, double least, double most) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, decimal_number(text, least, most));
}

std::optional<Date> Row::date(std::string_view column) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    return kept(column, calendar_date(text));
}

std::optional<std::size_t> Row::one_of(std::string_view column,
                                       std::span<const std::string_view> words) {
    const std::string_view text = raw(column);
    if (text.empty()) return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    const std::vector<std::string> known(words.begin(), words.end());
    wrong(column, fmt::format("unknown {} {}", column, shown(text)),
          did_you_mean(text, known, fmt::format("it is one of: {}", fmt::join(words, ", "))));
    return std::nullopt;
}

std::string Row::id(std::string_view column) {
    const std::string_view text = raw(column);
    if (text.empty()) return {};
    return kept(column, plain_id(text)).value_or("");
}

std::string Row::text(std::string_view column) {
    return std::string{raw(column)};
}

std::optional<std::size_t> Row::known(std::string_view column, const Known& known) {
    const std::string_view text = raw(column);
    return text.empty() ? std::nullopt : known_word(column, text, known);
}

std::optional<std::size_t> Row::known_word(std::string_view column, std::string_view word,
                                           const Known& known) {
    const auto found = known.places.find(word);
    const bool listed = found != known.places.end();
    if (listed && found->second != Known::unsound) return found->second;
    if (listed || !known.complete) {
        sound_ = false;  // the row or table referred to has its own error
        return std::nullopt;
    }
    std::vector<std::string> ids;
    for (const auto& [id, place] : known.places) ids.push_back(id);
    wrong(column, fmt::format("unknown {} {}", known.noun, shown(word)),
          did_you_mean(word, ids, fmt::format("{} does not list it", known.file)));
    return std::nullopt;
}

// Goes through one file; apart from read_table so that Row's cells are set in one place.
class TableReader {
public:
    TableReader(std::string_view file, std::string_view bytes, std::span<const Column> columns,
                Findings& findings)
        : csv_{bytes}, columns_{columns}, findings_{findings}, row_{file, columns, findings} {}

    bool read_header() {
        if (!csv_.next()) {
            add({row_.file_, {}, 0, ""}, "the file is empty",
                fmt::format("its first row names its columns: {}", required_list(columns_)));
            return false;
        }
        if (csv_.fault()) {
            add_fault();
            return false;
        }
        if (const auto separator = other_separator(); !separator.empty()) {
            add({row_.file_, csv_.at(), 0, ""}, fmt::format("cells are separated by {}", separator),
                "separate them by commas");
            return false;
        }
        sound_ = true;
        for (std::size_t i = 0; i < csv_.cells().size() && sound_for_more(i); ++i) check_name(i);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].required && !row_.places_[i])
                add({row_.file_, csv_.at(), csv_.cells().size(), ""},
                    fmt::format("column {} is missing", columns_[i].name),
                    fmt::format("the table needs {}", required_list(columns_)));
        }
        return sound_;
    }

    // False: not every row could be handed out.
    bool read_rows(const std::function<void(Row&)>& each) {
        const std::size_t width = csv_.cells().size();
        bool all = true;
        while (csv_.next()) {
            if (findings_.full(row_.file_)) {
                findings_.stopped(row_.file_, {csv_.at().row - 1, 0});
                return false;
            }
            if (csv_.fault()) {
                add_fault();
                all = false;
                continue;
            }
            row_.at_ = csv_.at();
            row_.cells_ = csv_.cells();
            row_.sound_ = true;
            if (const auto found = csv_.cells().size(); found != width) {
                row_.wrong("", fmt::format("{} cells, expected {}", found, width),
                           found < width ? "leave cells empty, but keep their commas"
                                         : "put a cell with a comma in quotes");
                all = false;
            } else if (std::all_of(row_.cells_.begin(), row_.cells_.end(),
                                   [](std::string_view cell) { return cell.empty(); })) {
                row_.wrong("", "every cell is empty", "remove the row");
            } else {
                each(row_);
            }
        }
        return all;
    }

private:
    void add(const Spot& spot, std::string what, std::string hint) {
        sound_ = false;
        findings_.add(spot, std::move(what), std::move(hint));
    }

    void add_fault() {
        const CsvFault& fault = *csv_.fault();
        Spot spot{row_.file_, csv_.at(), fault.cell, ""};
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (row_.places_[i] == fault.cell) spot.column_name = columns_[i].name;
        add(spot, fault.what, fault.hint);
    }

    // A table of a thousand unknown columns is not a table of this kind.
    [[nodiscard]] bool sound_for_more(std::size_t i) const { return sound_ || i < 50; }

    void check_name(std::size_t i) {
        const std::string_view name = csv_.cells()[i];
        const Spot spot{row_.file_, csv_.at(), i, ""};
        const auto column = std::find_if(columns_.begin(), columns_.end(),
                                         [&](const Column& one) { return one.name == name; });
        if (name.empty()) {
            add(spot, fmt::format("column {} has no name", i + 1), "name it or remove it");
        } else if (column == columns_.end()) {
            std::vector<std::string> names;
            for (const Column& one : columns_) names.emplace_back(one.name);
            add(spot, fmt::format("unknown column {}", shown(name)),
                did_you_mean(name, names,
                             fmt::format("the columns are {}", column_list(columns_))));
        } else if (auto& place = row_.places_[static_cast<std::size_t>(column - columns_.begin())];
                   place) {
            add(spot, fmt::format("column {} is given twice", name), "remove one");
        } else {
            place = i;
        }
    }

    // What a spreadsheet of another country would have written.
    [[nodiscard]] std::string_view other_separator() const {
        const auto& cells = csv_.cells();
        if (cells.size() != 1 || columns_.size() == 1) return {};
        if (cells[0].find(';') != std::string_view::npos) return "semicolons";
        return cells[0].find('\t') != std::string_view::npos ? "tabs" : "";
    }

    CsvReader csv_;
    std::span<const Column> columns_;
    Findings& findings_;
    Row row_;
    bool sound_ = true;
};

TableState read_table(const Folder& folder, std::string_view file, std::span<const Column> columns,
                      Findings& findings, const std::function<void(Row&)>& each) {
    const auto bytes = folder.files.find(std::string{file});
    if (bytes == folder.files.end()) return TableState::absent;
    TableReader table{file, bytes->second, columns, findings};
    if (!table.read_header() || !table.read_rows(each)) return TableState::unreadable;
    return TableState::read;
}

}  // namespace aliquot::reading
