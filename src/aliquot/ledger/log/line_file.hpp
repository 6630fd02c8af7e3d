// Reads an exported log line by line, however long it is.
#pragma once

#include <functional>
#include <string>

#include "aliquot/ledger/log/json_lines.hpp"

namespace aliquot::ledger {

using LineVisitor = std::function<void(const LogLine&)>;

// Promises: shows a LogStart first, a LogEnd last, and none of them in between.
// Errors: io; wrong_input, naming the line and column, after showing the lines before it.
[[nodiscard]] Result<void> read_log_file(const std::string& file, const LineVisitor& visit);

// The same of text at hand; `name` is for messages.
[[nodiscard]] Result<void> read_log_text(const std::string& name, std::string_view text,
                                         const LineVisitor& visit);

}  // namespace aliquot::ledger
