// The rule `proportional` with `pooled = true`: one rate of courses per head over all products.
//
// With population P, A courses from the facility so far, and room R (ceiling, request, stores):
//
//     owed = min(floor(r x P) - A, R)             r: courses per head, the largest payable rate
//
// Payable means that all that is owed can be placed on the lines that are open to each. In lots,
// what is placed on a line is cut down to whole lots; whoever has nothing then gets its smallest
// shipment while the lots last, the least supplied first. See docs/methods/proportional.md.
#pragma once

#include "aliquot/allocation/problem.hpp"

namespace aliquot {

struct Pooled {
    Grid<Courses> exact;
    Plan plan;
};

[[nodiscard]] Pooled pooled(const Problem& problem, Share ceiling, bool respect_lots);

}  // namespace aliquot
