// What whole lots, minimum shipments and product limits made of a round's exact answer.
//
// Claims are named by their position in the round. Of two ways to share, compare what the
// worst-covered part of the people has in each: the worst-covered tenth, half, all of them. The
// gap is the largest such difference. Method: docs/methods/lots.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "aliquot/domain/coverage.hpp"

namespace aliquot {

struct LotsOutcome {
    // Everybody after the round, by sharing weight.
    struct Spread {
        std::size_t lowest_claim = 0;
        Courses lowest_held;
        People lowest_weight;
        std::int64_t gini_millionths = 0;
    };
    struct Change {
        std::size_t claim = 0;
        Courses courses;
    };

    Courses gap;              // rounded up; no group of this size has lost more
    People gap_weight;        // the worst-covered people of whom this is said, by sharing weight
    Courses gap_of;           // what they hold in the exact answer, rounded up
    People weight;            // all people, by sharing weight
    std::int64_t served = 0;  // claims that the exact answer gives something
    Spread exact;
    Spread in_lots;
    // Against the exact answer, by the share of its people.
    std::optional<Change> gained_most;
    std::optional<Change> lost_most;
    // Who found the plan: empty for the rounding and its exchanges, else a solver and its version.
    std::string polished_by;
    std::string notice;  // what was asked for and did not come about, or empty

    // No plan that keeps to supply, gates and limits could give any group of the worst covered
    // more than this beyond what it has: the exact answer is in whole courses, which is worth at
    // most one course for each claim that it serves.
    [[nodiscard]] Courses bound() const { return gap + Courses{served}; }
};

}  // namespace aliquot
