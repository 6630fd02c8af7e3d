// What each claim of a round is worth in deaths averted, asked of the scenario's epidemic model.
#pragma once

#include "aliquot/facility/claims.hpp"

namespace aliquot {

// Fills in Claim::lives. Only what was known on the day is told to the model: doses received,
// doses promised (as if they came after the usual transit), doses from elsewhere until the day.
// Requires: claims and lines of the round are posed.
void add_lives(const Scenario& scenario, const Holdings& holdings, Date day, PosedRound& posed);

}  // namespace aliquot
