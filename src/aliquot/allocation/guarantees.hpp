// What can be relied on in a round: the promises of its rule, and what breaks them here.
//
// Equal coverage in whole courses keeps five promises; lots, minimum shipments and a few other
// things break some of them. Which hold is read off the rule and the problem, never tried out.
// Proofs, sources and counterexamples: docs/methods/guarantees.md.
#pragma once

#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/domain/explanation.hpp"

namespace aliquot {

// The promises, in the order in which they are listed:
//   most_even        no other sharing spreads the courses more evenly (Lorenz dominance)
//   more_supply      more doses of the round's lines leave nobody with less
//   fewer_takers     if a participant leaves, nobody else gets less
//   lower_limits     a participant that asks for less takes nothing from anyone
//   no_overstating   nobody gets more by overstating or understating its own limits
// `product_limits`: some claim's lines were closed by a limit on the number of products.
[[nodiscard]] std::vector<Guarantee> guarantees_of(const Problem& problem,
                                                   const RuleParameters& parameters,
                                                   bool product_limits);

}  // namespace aliquot
