// A reader of comma-separated tables (RFC 4180, UTF-8), one record at a time.
#include "aliquot/io/csv.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/cells.hpp"

namespace aliquot::reading {

namespace {

bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
}

}  // namespace

CsvReader::CsvReader(std::string_view bytes) : bytes_{bytes} {
    if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
}

void CsvReader::go_on(std::string_view bytes, RowAt before, std::uint64_t line) {
    bytes_ = bytes;
    here_ = 0;
    line_ = line;
    at_ = before;
    fault_.reset();
}

void CsvReader::fail(std::string what, std::string hint, bool fatal) {
    if (fault_ && (fault_->fatal || !fatal)) return;
    fault_ = CsvFault{cells_.size(), std::move(what), std::move(hint), fatal};
}

bool CsvReader::skip_blank_lines() {
    while (here_ < bytes_.size()) {
        const bool crlf = bytes_.substr(here_, 2) == "\r\n";
        if (!crlf && bytes_[here_] != '\n') return true;
        here_ += crlf ? 2U : 1U;
        ++line_;
    }
    return false;
}

bool CsvReader::next() {
    if (fault_ && fault_->fatal) return false;
    fault_.reset();
    cells_.clear();
    scratch_.clear();
    unquoted_.clear();
    if (bytes_.size() > largest_file) {
        at_ = {};
        fail("the file is larger than 1 GiB", "split the scenario, or add rows up", true);
        return true;
    }
    if (!skip_blank_lines()) return false;
    at_ = {at_.row + 1, line_};
    if (at_.row > most_rows + 1) {
        fail("the table has more than 20 million rows", "add rows up before reading", true);
        return true;
    }
    while (read_cell()) {
    }
    for (const Part& part : unquoted_)
        cells_[part.cell] = std::string_view{scratch_}.substr(part.begin, part.length);
    return true;
}

bool CsvReader::read_cell() {
    if (here_ < bytes_.size() && bytes_[here_] == '"') {
        read_quoted();
    } else {
        read_plain();
    }
    if (cells_.size() > most_cells)
        fail("a row has more than 1,000 cells", "is this a table of a scenario?", true);
    if (fault_ && fault_->fatal) return false;
    return end_cell();
}

// Steps over the comma or the line end after a cell. False: the record ends.
bool CsvReader::end_cell() {
    if (here_ >= bytes_.size()) return false;
    if (bytes_[here_] == ',') {
        ++here_;
        return true;
    }
    here_ += bytes_[here_] == '\r' ? 2U : 1U;
    ++line_;
    return false;
}

void CsvReader::read_plain() {
    const std::size_t begin = here_;
    while (here_ < bytes_.size()) {
        const char c = bytes_[here_];
        if (c == ',' || c == '\n') break;
        if (c == '\r') {
            if (bytes_.substr(here_, 2) == "\r\n") break;
            fail("a carriage return without a line feed", "end lines with LF or CRLF");
        }
        if (c == '"')
            fail("a quote inside a cell that does not begin with one",
                 "put the whole cell in quotes, and write each quote inside it twice");
        ++here_;
        if (here_ - begin > largest_cell) {
            fail("a cell is longer than 64 KiB", "is this a table of comma-separated text?", true);
            return;
        }
    }
    keep(bytes_.substr(begin, here_ - begin));
}

void CsvReader::read_quoted() {
    const std::size_t begin = ++here_;
    const std::size_t scratch_begin = scratch_.size();
    std::size_t copied = begin;  // up to here the cell is in scratch_, if it has doubled quotes
    bool doubled = false;
    for (;;) {
        if (here_ - begin > largest_cell) {
            fail("a cell is longer than 64 KiB", "is a quote left open?", true);
            return;
        }
        if (here_ >= bytes_.size()) {
            fail("a quote is opened and never closed",
                 "close it, and write each quote inside a cell twice", true);
            return;
        }
        const char c = bytes_[here_];
        if (c == '\n') ++line_;
        if (c == '"') {
            if (here_ + 1 >= bytes_.size() || bytes_[here_ + 1] != '"') break;
            doubled = true;
            scratch_.append(bytes_.substr(copied, here_ + 1 - copied));
            ++here_;
            copied = here_ + 1;
        }
        ++here_;
    }
    std::string_view cell = bytes_.substr(begin, here_ - begin);
    if (doubled) {
        scratch_.append(bytes_.substr(copied, here_ - copied));
        const std::size_t length = scratch_.size() - scratch_begin;
        unquoted_.push_back({cells_.size(), scratch_begin, length});
        cell = std::string_view{scratch_}.substr(scratch_begin, length);
    }
    ++here_;  // the closing quote
    while (here_ < bytes_.size() && bytes_[here_] != ',' && bytes_[here_] != '\n' &&
           bytes_.substr(here_, 2) != "\r\n") {
        fail("text after the closing quote of a cell",
             "write each quote inside a cell twice, and quote the whole cell");
        ++here_;
    }
    keep(cell);
}

void CsvReader::keep(std::string_view cell) {
    check_text(cell);
    cells_.push_back(cell);
}

void CsvReader::check_text(std::string_view cell) {
    for (std::size_t i = 0; i < cell.size();) {
        if (is_plain(cell[i])) {
            ++i;
            continue;
        }
        const unsigned byte = static_cast<unsigned char>(cell[i]);
        const std::size_t length = utf8_length(cell.substr(i));
        if (length == 0) {
            fail(fmt::format("byte 0x{:02X} is not UTF-8", byte), "save the file as UTF-8");
            return;
        }
        if (byte == 0) {
            fail("a NUL byte", "save the file as UTF-8 text");
            return;
        }
        if (byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')) {
            fail(fmt::format("control character 0x{:02X}", byte), "remove it");
            return;
        }
        i += length;
    }
}

}  // namespace aliquot::reading
