// The log as text, one JSON object a line: to keep, to send, and to check with other programs.
//
// First a line that names the log, then each record, each checkpoint right after its record, and a
// last line that says where the log ended. docs/reference/log.md has an example.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "aliquot/ledger/log/checkpoint.hpp"
#include "aliquot/ledger/log/record.hpp"

namespace aliquot::ledger {

struct LogStart {
    std::string log_id;
};
struct LogEnd {
    Head head;
};
using LogLine = std::variant<LogStart, Record, Checkpoint, LogEnd>;

// Appends the line, with its end.
void write_line(const LogLine& line, std::string& text);

// Members may stand in any order, with blanks between; each must be there once, and no other.
// Errors: wrong_input; `where` is the column.
[[nodiscard]] Result<LogLine> parse_line(std::string_view line);

}  // namespace aliquot::ledger
