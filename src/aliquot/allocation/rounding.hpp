// From the exact answer in whole courses to allocation lots and minimum shipments.
//
// Each supply line goes out in steps (whole lots that are whole courses) and no shipment is below
// the minimum. Whole steps of the exact plan are kept; the rest goes, step by step, to the claim
// with the smallest key (held + d x step) / weight, d = 0 (Adams), 1/2 (Webster) or 1 (Jefferson),
// which can still take it; then steps move between claims while a move lowers the larger key, and
// two lines are exchanged at once where that helps (lot_exchanges.hpp).
// Method and what it can cost: docs/methods/lots.md.
#pragma once

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// Promises: within every limit, room, number of products and supply; no step of any line could
// move from one claim to another that is worse off by the keys above; nothing is left that some
// claim could take.
[[nodiscard]] Plan round_to_lots(const Problem& problem, const Grid<Courses>& exact,
                                 Rounding rounding);

// The same promises for a plan found in another way: what is left is shared out, and steps move.
// Requires: the plan keeps to every limit, in whole lots.
[[nodiscard]] Plan settle_in_lots(const Problem& problem, const Plan& plan, Rounding rounding);

// The exact plan as doses, for `lots.respect = false`.
[[nodiscard]] Plan whole_course_plan(const Problem& problem, const Grid<Courses>& exact);

}  // namespace aliquot
