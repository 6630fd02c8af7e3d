// Everything that is wrong with a folder, collected while reading goes on, and put in order of
// file, row and column at the end.
//
// A file with a million mistakes must not cost a million messages: after the first thousand, a
// file is read no further, and the list says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/io/scenario_files.hpp"

namespace aliquot::reading {

inline constexpr std::size_t most_errors = 1000;  // reported in full, of a file and of a folder

// Where a record stands in its file. Rows are records, counted from 1 at the header; they differ
// from lines where a cell holds a line break or a line is blank.
struct RowAt {
    std::uint64_t row = 0;   // 0: the file as a whole
    std::uint64_t line = 0;  // from 1
};

struct Spot {
    std::string file;
    RowAt at;
    std::size_t column = 0;   // place of the cell in its row, from 0
    std::string column_name;  // empty: the row as a whole
};

class Findings {
public:
    // In the order of these files; others come last.
    explicit Findings(std::span<const std::string_view> files = scenario_files) : files_{files} {}

    void add(const Spot& spot, std::string what, std::string hint);
    void add(const Spot& order, Error error);  // with its own words for where

    [[nodiscard]] bool empty() const { return found_.empty(); }
    // The file has given as many errors as are reported.
    [[nodiscard]] bool full(const std::string& file) const;
    void stopped(const std::string& file, RowAt at) { stopped_.emplace_back(file, at.row); }

    [[nodiscard]] Errors take();

private:
    struct Found {
        std::size_t file;
        std::uint64_t row;
        std::size_t column;
        std::size_t order;  // of finding
        Error error;
    };

    std::span<const std::string_view> files_;
    std::vector<Found> found_;
    std::map<std::string, std::size_t, std::less<>> per_file_;
    std::vector<std::pair<std::string, std::uint64_t>> stopped_;
};

// "supply.csv row 3 (line 5), column doses"
[[nodiscard]] std::string where_text(const Spot& spot);

}  // namespace aliquot::reading
