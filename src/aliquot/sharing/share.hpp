// Equal coverage, exactly: raise the least covered first, in whole courses.
//
// The answer is the one reached by handing out one course at a time, each to the recipient with
// the smallest (held + given) / weight that can still be given one without taking any away from
// another (re-routing lines is allowed); of equals the smaller weight goes first, then the smaller
// tie rank. No other sharing makes the sorted list of coverages lexicographically larger.
//
// Method: decomposition (Fujishige 1980, Groenevelt 1991) over the supply lines, with a flow that
// searches only the lines; integers decide everywhere. See docs/methods/exact_solver.md.
#pragma once

#include "aliquot/sharing/shares.hpp"

namespace aliquot {

// Promises: `given` depends on nothing but the pool's numbers, neither the order of lines nor of
// recipients (beyond their tie ranks); `portions` are what a deterministic procedure makes of it.
// Requires: no fault_of(pool).
[[nodiscard]] Shares share(const Pool& pool);

}  // namespace aliquot
