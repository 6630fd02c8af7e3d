// A reader of comma-separated tables (RFC 4180, UTF-8), one record at a time.
//
// Nothing is copied but cells with doubled quotes, and nothing is kept of a record once the next
// is read: a file of any length takes the memory of its own bytes and one record.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/findings.hpp"

namespace aliquot::reading {

inline constexpr std::size_t largest_cell = std::size_t{64} << 10U;  // 64 KiB
inline constexpr std::size_t largest_file = std::size_t{1} << 30U;   // 1 GiB
inline constexpr std::uint64_t most_rows = 20'000'000;
inline constexpr std::size_t most_cells = 1000;  // of a row

struct CsvFault {
    std::size_t cell = 0;  // which cell of the record, from 0
    std::string what;
    std::string hint;
    bool fatal = false;  // nothing after it can be read as meant
};

class CsvReader {
public:
    // The bytes must outlive the reader. A byte order mark is skipped.
    explicit CsvReader(std::string_view bytes);

    // Goes on with other bytes, of which the first are those after a record that stood `before`.
    // `line` is the line that they begin in.
    void go_on(std::string_view bytes, RowAt before, std::uint64_t line);

    // Goes to the next record that is not a blank line. False at the end and after a fatal fault.
    [[nodiscard]] bool next();

    [[nodiscard]] RowAt at() const { return at_; }
    // What follows the record: its offset in the bytes, and its line.
    [[nodiscard]] std::size_t next_offset() const { return here_; }
    [[nodiscard]] std::uint64_t next_line() const { return line_; }
    // Valid until next(). Lines end in LF or CRLF; the last may lack its end.
    [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
    // The first thing wrong with the form of this record; its cells are then not to be used.
    [[nodiscard]] const std::optional<CsvFault>& fault() const { return fault_; }

private:
    struct Part {  // of scratch_, of the cell with this number
        std::size_t cell, begin, length;
    };

    bool skip_blank_lines();
    bool read_cell();  // false: it was the last of its record
    void read_quoted();
    void read_plain();
    bool end_cell();
    void keep(std::string_view cell);
    void fail(std::string what, std::string hint, bool fatal = false);
    void check_text(std::string_view cell);

    std::string_view bytes_;
    std::size_t here_ = 0;
    std::uint64_t line_ = 1;  // of here_
    RowAt at_;
    std::vector<std::string_view> cells_;
    std::string scratch_;
    std::vector<Part> unquoted_;
    std::optional<CsvFault> fault_;
};

}  // namespace aliquot::reading
