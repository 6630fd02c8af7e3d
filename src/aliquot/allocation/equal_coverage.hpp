// The rule `equal_coverage`: raise the least covered first, exactly, in whole courses.
//
// The answer is the one reached by handing out one course at a time, each to the least covered
// claim that can still be given one without taking any away from another (moving others between
// supply lines is allowed). "Covered" is held courses / weight; of equals the smaller weight goes
// first, then the smaller tie rank. No other sharing makes the sorted list of coverages
// lexicographically larger. Method: docs/methods/equal_coverage.md.
#pragma once

#include "aliquot/allocation/problem.hpp"

namespace aliquot {

// Promises: the courses of each claim do not depend on the order of lines.
// Requires: weights below 2^48, held and room below 2^50.
[[nodiscard]] Grid<Courses> equal_coverage(const Problem& problem);

}  // namespace aliquot
