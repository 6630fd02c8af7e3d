// Axes of charts: round steps from zero, and where a value or a day falls.
#pragma once

#include <vector>

#include "aliquot/core/date.hpp"

namespace aliquot::report {

// From zero in equal round steps to at or above the highest value; four to six steps.
struct Axis {
    double step = 0.1;
    int steps = 5;

    [[nodiscard]] double top() const { return step * steps; }
};
[[nodiscard]] Axis axis_to(double highest);

// One, two or five of a power of ten, at least so much. Requires: above zero.
[[nodiscard]] double round_step(double least);

// At most `most` firsts of months between two days, evenly spaced; the first day if there are none.
[[nodiscard]] std::vector<Date> month_marks(Date first, Date last, int most);

// Moves labels apart so that neighbours are at least `gap` from each other and none is below
// `bottom`. Ascending places in, ascending places out.
[[nodiscard]] std::vector<double> spread_apart(std::vector<double> places, double gap,
                                               double bottom);

}  // namespace aliquot::report
