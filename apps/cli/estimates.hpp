// What a report shows of what is not known: supply to come, and who is hit hardest.
#pragma once

#include "aliquot/domain/estimates.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::cli {

// Made at the last round of the run, with what was known then; the pipeline is forecast once more
// from a round three months before, so that there is something to hold it against.
[[nodiscard]] Estimates estimates_of(const Scenario& scenario, const Run& run);

}  // namespace aliquot::cli
