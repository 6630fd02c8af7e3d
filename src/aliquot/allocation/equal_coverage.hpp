// The rule `equal_coverage`: raise the least covered first, exactly, in whole courses.
//
// The answer is the one reached by handing out one course at a time, each to the least covered
// claim that can still be given one without taking any away from another (moving others between
// supply lines is allowed). "Covered" is held courses / weight; of equals the smaller weight goes
// first, then the smaller tie rank. No other sharing makes the sorted list of coverages
// lexicographically larger. Method: docs/methods/equal_coverage.md.
#pragma once

#include <span>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

struct EvenShares {
    Grid<Courses> plan;             // claims x lines
    std::vector<LineLevel> levels;  // by line: how far it reaches, which is the certificate
};

// Promises: the courses of each claim do not depend on the order of lines; of the plans that give
// everybody these courses, lines are used up in their order and choose_plan() has the last word.
// Requires: weights below 2^48, held and room at most 2^50.
[[nodiscard]] EvenShares even_shares(const Problem& problem);

// The same after some claims have declined, with a plan that moves as little as possible from the
// earlier one: of all plans with the same sums and no worse preferences, none keeps more of it.
// Each claim gets what it would without the earlier plan; blocks of lines that the decline cannot
// reach are not solved again.
// Requires: `earlier` is the answer of a problem that differs from this one only in that each of
// the `declined` claims had no less room, no tighter limits and no less storage.
[[nodiscard]] EvenShares even_shares_again(const Problem& problem, const EvenShares& earlier,
                                           std::span<const std::uint32_t> declined);

[[nodiscard]] Grid<Courses> equal_coverage(const Problem& problem);

}  // namespace aliquot
