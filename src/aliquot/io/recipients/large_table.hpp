// A table of millions of rows, read from its file in blocks.
//
// Nearly every row of such a table is plain: ASCII, without quotes, digits where digits belong.
// Plain rows are cut at their commas and taken at once. A row that is anything else is read again
// by the reader of scenario tables (csv.hpp, table.hpp), which knows quotes and names each
// mistake with its row and column. So both doors say the same about the same table.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/recipients/table_files.hpp"
#include "aliquot/io/table.hpp"

namespace aliquot::reading {

// The cells of one row, by the place of their column among those that the table may have.
// The cell of an absent column is empty.
class Cells {
public:
    Cells(std::span<const std::string_view> in_file, std::span<const std::size_t> places)
        : in_file_{in_file}, places_{places} {}

    [[nodiscard]] std::string_view operator[](std::size_t column) const {
        return in_file_[places_[column]];
    }

private:
    std::span<const std::string_view> in_file_;
    std::span<const std::size_t> places_;
};

// What becomes of the rows.
class RowTaker {
public:
    virtual ~RowTaker() = default;

    // Once, before the rows: the columns there are, and about how many rows follow.
    virtual void begin(const Places& places, std::size_t rows) = 0;
    // False: this row wants a closer look; nothing was taken.
    [[nodiscard]] virtual bool take(const Cells& cells) = 0;
    // Called for a row that take() refused; every mistake in it is recorded by the row.
    virtual void take_closely(Row& row) = 0;
    // The row has no cells to speak of; its mistake is recorded.
    virtual void skip() = 0;
};

class LargeTable {
public:
    using Progress = std::function<void(std::uint64_t bytes)>;  // called with each block

    // `block`: bytes read at a time.
    LargeTable(std::string file, OpenFile source, std::span<const Column> columns,
               Findings& findings, Progress progress = {},
               std::size_t block = std::size_t{1} << 18U);

    // Hands out every row in order. False: the header is broken, or some rows could not be.
    [[nodiscard]] bool read(RowTaker& taker);

private:
    [[nodiscard]] std::string_view window() const { return {buffer_.data() + here_, end_ - here_}; }
    bool fill();  // more of the file behind the window; false: there is no more, or none was read
    bool next_record();
    bool read_header_row();
    [[nodiscard]] std::size_t rows_in_all() const;
    void index();
    bool next_plain();
    bool take_plain(RowTaker& taker);
    bool take_slowly(RowTaker& taker);

    std::string file_;
    OpenFile source_;
    std::span<const Column> columns_;
    Findings& findings_;
    Progress progress_;
    std::size_t block_;

    std::vector<char> buffer_;
    std::size_t here_ = 0;  // of the buffer: what was not taken yet begins
    std::size_t end_ = 0;
    bool at_end_ = false;  // nothing follows the buffer
    bool broken_ = false;  // not every row was handed out
    bool stopped_ = false;

    std::vector<std::uint32_t> special_;  // offsets from the window as it was at index()
    std::size_t specials_ = 0;
    std::size_t next_special_ = 0;
    std::size_t indexed_at_ = 0;  // of the buffer

    CsvReader csv_{{}};
    RowAt before_;  // the last record taken
    std::uint64_t line_ = 1;
    Places places_;
    std::vector<std::size_t> place_of_;        // of each column; behind the last if absent
    std::vector<std::string_view> row_cells_;  // one more than the header has, empty
};

}  // namespace aliquot::reading
