// `aliquot ledger key` and `aliquot ledger sign`: a signing key in a file, and a log vouched for.
#pragma once

#include <memory>

namespace CLI {
class App;
}

namespace aliquot::cli {

// Adds both to the group; `code` is where each leaves its exit code. What is answered holds what
// the commands are read into, and must outlive the parsing.
[[nodiscard]] std::shared_ptr<void> add_ledger_key_commands(CLI::App& group, int& code);

}  // namespace aliquot::cli
