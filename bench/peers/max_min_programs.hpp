// What most people would write: the largest coverage that everybody can have, by a linear program;
// fix those who can have no more; again for the others, until nobody is left.
//
// Written as favourably as we know: coverage and parts of a supply as units, so that every row is
// near one; who can have no more is read off the prices of the rows; each program starts where the
// one before ended; room is a bound on the level and costs no row.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "linear_solver.hpp"

#include "aliquot/sharing/pool.hpp"

namespace aliquot_bench {

using NewSolver = std::function<std::unique_ptr<LinearSolver>(const LinearProgram&)>;

struct Levels {
    std::vector<double> coverage;  // by recipient, continuous
    std::size_t programs = 0;
    bool finished = false;  // otherwise the solver called some program anything but optimal
};

// Requires: nobody holds anything; everybody has lines; every weight is positive.
[[nodiscard]] Levels max_min_levels(const aliquot::Pool& pool, const NewSolver& new_solver);

// Recipients with the same lines as one. What somebody does who looks at the data first; it works
// only where nobody has limits, and says nothing of single recipients. Requires: no limits.
[[nodiscard]] aliquot::Pool merged(const aliquot::Pool& pool);

}  // namespace aliquot_bench
