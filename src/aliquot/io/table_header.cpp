// The first row of a table: its names are checked against the columns that the table may have.
#include "aliquot/io/table_header.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/cells.hpp"

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

class HeaderReader {
public:
    HeaderReader(std::string_view file, const CsvReader& csv, std::span<const Column> columns,
                 Findings& findings)
        : file_{file}, csv_{csv}, columns_{columns}, findings_{findings}, places_(columns.size()) {}

    std::optional<Places> read() && {
        if (const auto separator = other_separator(); !separator.empty()) {
            add(0, fmt::format("cells are separated by {}", separator), "separate them by commas");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < csv_.cells().size() && sound_for_more(i); ++i) check_name(i);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].required && !places_[i])
                add(csv_.cells().size(), fmt::format("column {} is missing", columns_[i].name),
                    fmt::format("the table needs {}", required_list(columns_)));
        }
        if (!sound_) return std::nullopt;
        return std::move(places_);
    }

private:
    void add(std::size_t cell, std::string what, std::string hint) {
        sound_ = false;
        findings_.add(Spot{file_, csv_.at(), cell, ""}, std::move(what), std::move(hint));
    }

    // A table of a thousand unknown columns is not a table of this kind.
    [[nodiscard]] bool sound_for_more(std::size_t i) const { return sound_ || i < 50; }

    void check_name(std::size_t i) {
        const std::string_view name = csv_.cells()[i];
        const auto column = std::find_if(columns_.begin(), columns_.end(),
                                         [&](const Column& one) { return one.name == name; });
        if (name.empty()) {
            add(i, fmt::format("column {} has no name", i + 1), "name it or remove it");
        } else if (column == columns_.end()) {
            std::vector<std::string> names;
            for (const Column& one : columns_) names.emplace_back(one.name);
            add(i, fmt::format("unknown column {}", shown(name)),
                did_you_mean(name, names,
                             fmt::format("the columns are {}", column_list(columns_))));
        } else if (auto& place = places_[static_cast<std::size_t>(column - columns_.begin())];
                   place) {
            add(i, fmt::format("column {} is given twice", name), "remove one");
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

    std::string file_;
    const CsvReader& csv_;
    std::span<const Column> columns_;
    Findings& findings_;
    Places places_;
    bool sound_ = true;
};

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string> known,
                         std::string otherwise) {
    constexpr std::size_t most_compared = 5000;  // bounds the cost of a thousand misspelt ids
    const std::string near = nearest_word(word, known.first(std::min(known.size(), most_compared)));
    return near.empty() ? otherwise : fmt::format("did you mean \"{}\"?", near);
}

void add_fault(std::string_view file, const CsvReader& csv, std::span<const Column> columns,
               const Places& places, Findings& findings) {
    const CsvFault& fault = *csv.fault();
    Spot spot{std::string{file}, csv.at(), fault.cell, ""};
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] == fault.cell) spot.column_name = columns[i].name;
    findings.add(spot, fault.what, fault.hint);
}

std::optional<Places> read_header(std::string_view file, CsvReader& csv,
                                  std::span<const Column> columns, Findings& findings) {
    if (!csv.next()) {
        findings.add(Spot{std::string{file}, {}, 0, ""}, "the file is empty",
                     fmt::format("its first row names its columns: {}", required_list(columns)));
        return std::nullopt;
    }
    if (csv.fault()) {
        add_fault(file, csv, columns, {}, findings);
        return std::nullopt;
    }
    return HeaderReader{file, csv, columns, findings}.read();
}

}  // namespace aliquot::reading
