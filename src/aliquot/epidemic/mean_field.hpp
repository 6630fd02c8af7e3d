// The model as its differential equations, with doses as a continuous flow: the published model
// word for word, in double precision, one plain step after another.
//
// It is slow, and the measure for everything faster. docs/methods/epidemic.md has the equations.
#pragma once

#include "aliquot/epidemic/outcome.hpp"

namespace aliquot::epidemic {

// Runge and Kutta's fourth-order method with equal steps; two a day differ from twenty by 1e-5.
// Requires: steps_a_day * (2 / shortest duration) below 2.7, so that it is stable.
// Promises: a day for each of `parameters.days`.
[[nodiscard]] Outcome mean_field(const Parameters& parameters, int steps_a_day = 20);

}  // namespace aliquot::epidemic
