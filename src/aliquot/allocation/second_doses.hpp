// The rule `second_doses`: courses that have been started are completed first.
//
// For each product in turn, those who have started courses of it share its lines so that the
// completed share of what each has started is as even as can be; nobody gets more than that needs.
// What is left of everything is then shared by equal coverage. See docs/methods/second_doses.md.
#pragma once

#include "aliquot/allocation/rules.hpp"

namespace aliquot {

[[nodiscard]] Result<Proposal> propose_second_doses(const Problem& problem,
                                                    const RuleParameters& parameters);

}  // namespace aliquot
