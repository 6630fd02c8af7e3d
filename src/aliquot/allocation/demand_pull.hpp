// The rule `demand_pull`: everybody gets the same share of what it asks for and can use.
//
// Demand is the room of a claim: its request, what it can give in the period, its stock taken off.
// Lines of the highest priority are shared first; of each priority the share of demand met so far
// is made as even as can be. What stays unmet is carried over. See docs/methods/demand_pull.md.
#pragma once

#include "aliquot/allocation/rules.hpp"

namespace aliquot {

[[nodiscard]] Result<Proposal> propose_demand_pull(const Problem& problem,
                                                   const RuleParameters& parameters);

}  // namespace aliquot
