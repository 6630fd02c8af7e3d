// `aliquot allocate --declined`: a round shared again without some participants, and what changes.
#pragma once

#include <string>

#include "door.hpp"

#include "aliquot/facility/round.hpp"

namespace aliquot::cli {

// `ids`: participants, separated by commas.
int allocate_after_decline(const Scenario& scenario, const ProposedRound& proposed,
                           const std::string& ids, const Output& output);

}  // namespace aliquot::cli
