// A round's problem as a pool of plain numbers, for the exact solver and its checker.
//
// Every claim is a group of its own, so that positions of claims and recipients agree; lines keep
// their order of use. A claim's storage rooms become rooms for sets of lines.
#pragma once

#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

[[nodiscard]] Pool pool_of(const Problem& problem);

// Courses by claim and line.
[[nodiscard]] Grid<Courses> grid_of(const Problem& problem, const Shares& shares);
[[nodiscard]] Shares shares_of(const Grid<Courses>& plan, std::vector<LineLevel> levels);

}  // namespace aliquot
