// A table on its way to a CSV file: RFC 4180, a header row, `\n` line ends.
//
// A cell is quoted only where it must be, so that a line can be read by eye and found by grep.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/count.hpp"
#include "aliquot/core/date.hpp"

namespace aliquot {

// A measured number for a cell: its first six digits.
[[nodiscard]] std::string in_six(double value);

class CsvWriter {
public:
    explicit CsvWriter(std::string_view header);  // the first line, commas included

    // Requires: as many cells as the header has columns.
    template <class... Cells>
    void row(const Cells&... cells) {
        ALIQUOT_CHECK(sizeof...(cells) == columns_);
        (cell(cells), ...);
        end_row();
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void cell(std::string_view value);
    void cell(std::int64_t value);
    void cell(Date value) { cell(std::string_view{format_date(value)}); }
    template <class Kind>
    void cell(Count<Kind> value) {
        cell(value.value());
    }
    template <class Value>
    void cell(const std::optional<Value>& value) {  // nothing: an empty cell
        value ? cell(*value) : cell(std::string_view{});
    }
    void end_row();

    std::string text_;
    std::size_t columns_;
};

}  // namespace aliquot
