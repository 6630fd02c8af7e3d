// How far a plan is from the exact answer, for the worst-covered people of every number.
//
// Rank all by coverage, the worst first, and add up the courses that the first q people hold: the
// generalised Lorenz curve. No way to share the same supply under the same limits lies above the
// curve of the exact answer by more than one course for each participant that the exact answer
// serves (proof: docs/methods/lots.md). So the largest difference between the two curves bounds
// what any better plan could add, whoever finds it.
#pragma once

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/lots_outcome.hpp"

namespace aliquot {

// `exact` is the exact answer in courses without lots, minimum shipments and product limits.
// Promises: whole numbers decide; gap rounded up.
[[nodiscard]] LotsOutcome against_exact(const Problem& problem, const Grid<Courses>& exact,
                                        const Plan& plan);

}  // namespace aliquot
