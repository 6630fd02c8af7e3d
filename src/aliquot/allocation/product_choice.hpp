// Which products a participant takes when it takes at most so many.
//
// A participant may handle few vaccines at a time. The supply is first shared as if it took them
// all; it keeps those that carry most of its share, and the supply is shared again. Then products
// are added where there is place, and exchanged where that raises the least covered. The best
// choice is a hard problem; what the result is worth against the answer without this limit is
// stated with every round (docs/methods/lots.md).
#pragma once

#include <functional>

#include "aliquot/allocation/problem.hpp"

namespace aliquot {

struct ChosenProducts {
    Grid<Courses> without_limit;  // the exact answer as if everybody took every product
    Grid<Courses> exact;          // the exact answer for the products that were chosen
};

using Sharing = std::function<Grid<Courses>(const Problem&)>;

// Promises: in `exact` nobody is given more new products than it takes, and no single further
// product for a participant that has place for it would change the answer.
// Requires: `share` is equal coverage, whose answer in courses is unique.
[[nodiscard]] ChosenProducts choose_products(const Problem& problem, const Sharing& share);

// The same for a rule that has an answer of its own for each product: those with the largest
// amounts are kept. Closes the others in the problem.
void keep_largest_products(Problem& problem, const Grid<Courses>& answer);

}  // namespace aliquot
