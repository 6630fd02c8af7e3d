// A finished run, lived again from the inputs that it kept.
//
// `report` and `explain` need more than the tables of a run; since equal input gives equal output
// they replay it and check that the stored summary says the same.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "door.hpp"

#include "aliquot/domain/run.hpp"
#include "aliquot/facility/round.hpp"

namespace aliquot::cli {

struct Rerun {
    LoadedScenario loaded;
    Run run;
    std::optional<Run> actual;  // under the rule `recorded`, where the scenario knows it
    std::optional<Date> until;  // the last day that was asked for
};

// Errors: not_found (no run there), conflict (the stored summary says otherwise: it was written by
// another version, or changed since).
[[nodiscard]] Checked<Rerun> rerun(const std::filesystem::path& folder, bool with_actual,
                                   bool with_prices = false);

// What each round started from, for asking what if. Requires: `again` outlives the facts.
[[nodiscard]] Result<std::map<int, RoundFacts>> facts_of_rounds(const Rerun& again);

// What happened, by the scenario's recorded.csv. Nothing if it is not known.
[[nodiscard]] Result<std::optional<Run>> actual_run(const Scenario& scenario,
                                                    std::optional<Date> until);

// The round of a number or date.
[[nodiscard]] Result<int> find_round(const Scenario& scenario, const std::string& text);

}  // namespace aliquot::cli
