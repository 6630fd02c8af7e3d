// The rule itself, word for word, however slow: one course at a time, each to the recipient whose
// turn comes first among those that can still be given one without taking any away from another.
//
// Whether one more can be given is answered by a plain augmenting path on the whole network: lines,
// then the sets of a recipient as a tree or each of its weeks as a node, then recipients, then
// districts. Nothing of the solver is used.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot::testing {

// Requires: few courses in all, and lines that last few weeks.
[[nodiscard]] std::vector<std::int64_t> given_by_the_slow_rule(const Pool& pool);

}  // namespace aliquot::testing
