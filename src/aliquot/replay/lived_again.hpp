// A finished run, lived again from the inputs that it kept.
//
// Who needs more than the tables of a run replays it; since equal input gives equal output, the
// summary that is stored must then say the same.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

struct LivedAgain {
    Folder inputs;
    std::vector<std::string> overrides;
    Scenario scenario;
    Run run;
    std::optional<Date> until;   // the last day that was asked for
    std::string summary_sha256;  // of what is stored: with the inputs, all that made the run
};

// Errors: not_found (no run there), conflict (the stored summary says otherwise: it was written by
// another version, or changed since).
[[nodiscard]] Checked<LivedAgain> live_again(const std::filesystem::path& folder,
                                             bool with_prices = false);

}  // namespace aliquot
