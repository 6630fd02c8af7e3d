// A round in lots handed to any solver, and its answer taken back: `allocate --export`, `--import`.
#pragma once

#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/facility/round.hpp"

namespace aliquot::cli {

// The round as a program: .lp or .mps.
[[nodiscard]] Result<void> export_model(const std::string& file, const ProposedRound& proposed);

// What a solver's answer gives to whom: whole lots that keep to every limit; what it leaves is
// shared out, and steps move as after any rounding.
// Errors: wrong_input (located), infeasible (what the answer breaks).
[[nodiscard]] Checked<std::vector<GivenAward>> import_solution(const std::string& file,
                                                               const Scenario& scenario,
                                                               const ProposedRound& proposed);

}  // namespace aliquot::cli
