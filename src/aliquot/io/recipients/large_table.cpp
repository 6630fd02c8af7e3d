// A table of millions of rows, read from its file in blocks.
#include "aliquot/io/recipients/large_table.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "aliquot/io/recipients/special_bytes.hpp"

namespace aliquot::reading {

LargeTable::LargeTable(std::string file, OpenFile source, std::span<const Column> columns,
                       Findings& findings, Progress progress, std::size_t block)
    : file_{std::move(file)},
      source_{std::move(source)},
      columns_{columns},
      findings_{findings},
      progress_{std::move(progress)},
      block_{block} {}

bool LargeTable::fill() {
    if (at_end_) return false;
    if (here_ > 0) std::memmove(buffer_.data(), buffer_.data() + here_, end_ - here_);
    end_ -= here_;
    here_ = 0;
    specials_ = next_special_ = 0;
    // A record that fills the buffer makes it grow; CsvReader bounds the length of records.
    const std::size_t wanted = end_ + std::max(block_, end_);
    if (buffer_.size() < wanted + 1) buffer_.resize(wanted + 1);
    const auto count = source_.read(std::span{buffer_}.subspan(end_, wanted - end_));
    if (!count) {
        findings_.add(Spot{file_, {}, 0, ""}, count.error());
        broken_ = stopped_ = at_end_ = true;
        return false;
    }
    end_ += *count;
    if (*count == 0) {
        at_end_ = true;
        // A last row may lack its end.
        if (end_ > 0 && buffer_[end_ - 1] != '\n') buffer_[end_++] = '\n';
    }
    if (progress_) progress_(*count);
    return *count > 0;
}

// Brings csv_ to the next record, read to its end. False: there is none, or reading has stopped.
bool LargeTable::next_record() {
    for (;;) {
        csv_.go_on(window(), before_, line_);
        const bool found = csv_.next();
        // A record that ends where the window ends may go on behind it.
        if (at_end_ || (found && csv_.next_offset() < window().size())) return found;
        if (!found) {  // blank lines only
            here_ += csv_.next_offset();
            line_ = csv_.next_line();
        }
        (void)fill();
        if (stopped_) return false;
    }
}

// By the rows in the buffer.
std::size_t LargeTable::rows_in_all() const {
    const std::string_view seen = window();
    const auto ends = static_cast<std::uint64_t>(std::ranges::count(seen, '\n'));
    if (at_end_ || seen.empty()) return ends;
    // A file of short rows first and long ones later must not reserve more than it can fill.
    const std::uint64_t guess = (source_.size / seen.size() + 1) * (ends + ends / 16 + 1);
    return std::min({guess, most_rows, source_.size / 4 + 1});
}

bool LargeTable::read_header_row() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    while (end_ < byte_order_mark.size() && fill()) {
    }
    if (window().starts_with(byte_order_mark)) here_ += byte_order_mark.size();
    (void)next_record();
    if (stopped_) return false;
    csv_.go_on(window(), before_, line_);
    auto places = read_header(file_, csv_, columns_, findings_);
    if (!places) return false;
    places_ = *std::move(places);
    const std::size_t width = csv_.cells().size();
    for (const auto& place : places_) place_of_.push_back(place.value_or(width));
    row_cells_.assign(width + 1, {});
    here_ += csv_.next_offset();
    before_ = csv_.at();
    line_ = csv_.next_line();
    return true;
}

bool LargeTable::read(RowTaker& taker) {
    if (!read_header_row()) return false;
    taker.begin(places_, rows_in_all());
    index();
    while (!stopped_ && (take_plain(taker) || take_slowly(taker))) {
    }
    return !broken_;
}

// Finds the special bytes of all records that end in the window.
void LargeTable::index() {
    const std::string_view bytes = window();
    const std::size_t last = bytes.rfind('\n');
    indexed_at_ = here_;
    next_special_ = 0;
    specials_ = last == std::string_view::npos ? 0 : find_special(bytes.data(), last + 1, special_);
}

// Cuts the next row at its commas. False: it is not plain, or not in the index.
bool LargeTable::next_plain() {
    const std::size_t width = row_cells_.size() - 1;
    const char* const bytes = buffer_.data() + indexed_at_;
    std::size_t begin = here_ - indexed_at_;
    std::size_t cells = 0;
    for (std::size_t k = next_special_; k < specials_; ++k) {
        const std::size_t at = special_[k];
        const char c = bytes[at];
        const bool crlf = c == '\r' && bytes[at + 1] == '\n';
        if ((c != ',' && c != '\n' && !crlf) || cells == width || at - begin > largest_cell)
            return false;
        row_cells_[cells++] = std::string_view{bytes + begin, at - begin};
        begin = at + 1;
        if (c == ',') continue;
        if (cells != width) return false;
        next_special_ = k + (crlf ? 2 : 1);
        here_ = indexed_at_ + begin + (crlf ? 1 : 0);
        return true;
    }
    return false;
}

// Takes rows as long as they are plain. False: the next one is not, or there is none.
bool LargeTable::take_plain(RowTaker& taker) {
    const Cells cells{row_cells_, place_of_};
    for (;;) {
        const std::size_t row_begin = here_;
        const std::size_t row_special = next_special_;
        if (before_.row > most_rows || !next_plain()) return false;
        if (!taker.take(cells)) {
            here_ = row_begin;
            next_special_ = row_special;
            return false;
        }
        ++before_.row;
        ++line_;
    }
}

// Takes one row by the reader of scenario tables. False: there is none.
bool LargeTable::take_slowly(RowTaker& taker) {
    if (!next_record()) return false;
    if (findings_.full(file_)) {
        findings_.stopped(file_, before_);
        broken_ = true;
        return false;
    }
    const std::size_t width = row_cells_.size() - 1;
    bool taken = false;
    if (!csv_.fault() && csv_.cells().size() == width) {
        std::ranges::copy(csv_.cells(), row_cells_.begin());
        taken = taker.take(Cells{row_cells_, place_of_});
    }
    if (!taken) {
        Row row{file_, columns_, places_, findings_};
        const RowForm form = row.go_to(csv_, width);
        if (form == RowForm::cells) {
            taker.take_closely(row);
        } else {
            taker.skip();
            broken_ = broken_ || form == RowForm::broken;
        }
    }
    if (csv_.fault() && csv_.fault()->fatal) return false;
    before_ = csv_.at();
    line_ = csv_.next_line();
    here_ += csv_.next_offset();
    while (next_special_ < specials_ && indexed_at_ + special_[next_special_] < here_)
        ++next_special_;
    if (next_special_ == specials_) index();
    return true;
}

}  // namespace aliquot::reading
