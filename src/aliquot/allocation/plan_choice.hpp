// Which line serves whom, once it is settled how much each gets.
//
// Many plans give everybody the same amounts from the same supply. Of these the one is chosen that
// uses preferred pairs most (what a participant prefers, then products it already has), then keeps
// most of an earlier plan, then has few lines for each participant.
#pragma once

#include "aliquot/allocation/problem.hpp"

namespace aliquot {

// Promises: every row and column adds up to what it did, within every limit and storage room; no
// plan of the same sums has a smaller sum of preference numbers, and among those none keeps more
// of `earlier` (which may be empty); the pairs that could take more or less form no circle, so
// that all but a few participants have one line of each storage class.
[[nodiscard]] Grid<Courses> choose_plan(const Problem& problem, const Grid<Courses>& plan,
                                        const Grid<Courses>& earlier = {});

}  // namespace aliquot
