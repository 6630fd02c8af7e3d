// The first row of a table: its names are checked against the columns that the table may have.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/csv.hpp"
#include "aliquot/io/findings.hpp"

namespace aliquot::reading {

struct Column {
    std::string_view name;
    bool required = false;  // the column must be there, and no cell of it empty
};

// Where each column stands in the file, from 0; nothing if the file does not have it.
using Places = std::vector<std::optional<std::size_t>>;

// Reads the header, which must be the reader's next record. Nothing, with the reasons among the
// findings, when the rows cannot be read by it.
[[nodiscard]] std::optional<Places> read_header(std::string_view file, CsvReader& csv,
                                                std::span<const Column> columns,
                                                Findings& findings);

// The form of a record that the reader could not make out.
void add_fault(std::string_view file, const CsvReader& csv, std::span<const Column> columns,
               const Places& places, Findings& findings);

// The nearest known id as a hint, or `otherwise`.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known,
                                       std::string otherwise);

}  // namespace aliquot::reading
