// What every command of the door shares: exit codes, how errors are shown, how scenarios are found.
//
// This folder is the only code that prints or exits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot::cli {

enum ExitCode : int {
    done = 0,
    violations_found = 1,
    wrong_usage = 2,
    wrong_input = 3,
    infeasible = 4,
    ledger_conflict = 5,
    not_allowed = 6,
    broken_promise = 70,
};

struct Output {
    bool json = false;
    bool quiet = false;
};

// A scenario as named on the command line, with the settings that were overridden.
struct ScenarioChoice {
    std::string scenario;  // a folder, or the name of an embedded scenario
    std::optional<std::string> rule;
    std::optional<std::int64_t> seed;
    std::vector<std::string> set;  // key=value
    int threads = 1;               // the result is the same for any number

    [[nodiscard]] std::vector<std::string> overrides() const;
};

struct LoadedScenario {
    Folder folder;
    std::vector<std::string> overrides;
    Scenario scenario;
};

[[nodiscard]] int exit_code_of(ErrorCode code);

// Prints the error (the first twenty in full) and answers with the exit code of its kind.
int report_error(const Error& error, const Output& output);
int report_errors(const Errors& errors, const Output& output);

// Errors: not_found, naming the embedded scenarios; everything wrong with the folder.
[[nodiscard]] Checked<LoadedScenario> load_scenario(const ScenarioChoice& choice);

void print(const std::string& text);  // to standard output
[[nodiscard]] Result<std::string> read_text(const std::string& file);
// To the file, or to standard output when there is none.
[[nodiscard]] Result<void> write_text(const std::string& file, const std::string& text);

}  // namespace aliquot::cli
