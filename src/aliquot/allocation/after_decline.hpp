// A round shared again after some claims have declined, with as little change as the rule allows.
#pragma once

#include <cstdint>
#include <span>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/core/result.hpp"

namespace aliquot {

struct AfterDecline {
    Problem problem;  // the declined have no room
    Plan plan;
    // In whole courses: of all plans with the same sums and no worse preferences, none keeps more
    // of the earlier one. Lots are rounded anew; under other rules, and with limits on the number
    // of products, the round is shared from scratch.
    bool moves_least = false;
};

// Promises: what everybody is given in whole courses is the rule's answer without the declined;
// lots are rounded from it as in any round.
// Errors: those of the rule. Requires: `declined` are claims of the problem.
[[nodiscard]] Result<AfterDecline> share_after_decline(const Problem& problem,
                                                       const RuleParameters& parameters,
                                                       std::span<const std::uint32_t> declined);

}  // namespace aliquot
