// Cells, quoted where they must be.
#include "aliquot/io/run/csv_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

std::string in_six(double value) {
    return fmt::format("{:.6g}", value);
}

CsvWriter::CsvWriter(std::string_view header)
    : text_{header}, columns_{static_cast<std::size_t>(std::ranges::count(header, ',')) + 1} {
    text_ += '\n';
}

void CsvWriter::cell(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        text_.append(value);
    } else {
        text_ += '"';
        for (const char c : value) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
    }
    text_ += ',';
}

void CsvWriter::cell(std::int64_t value) {
    cell(std::string_view{std::to_string(value)});
}

void CsvWriter::end_row() {
    text_.back() = '\n';
}

}  // namespace aliquot
