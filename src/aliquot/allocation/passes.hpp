// Rounds that are shared in passes: what a pass sees, and what it leaves to the next one.
//
// A pass is a round of its own, with other weights and fewer lines. The rules solve passes one
// after another and the check asks each about its fairness, so both read them here; nothing in
// this file searches for an answer.
#pragma once

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// The round after some of it was given: less supply, room, storage and limits, more held.
// Requires: what was given fits the round.
[[nodiscard]] Problem left_after(const Problem& problem, const Plan& given);

// Courses of its own lines that complete what a claim has started of a product, rounded down to
// whole courses; with lots, to what can be sent of them.
[[nodiscard]] Courses completing_need(const Problem& problem, std::size_t claim,
                                      std::size_t product, const LotSettings& lots);

// A pass of `second_doses`: lines of one product only, nobody beyond its need, and what is evened
// out is the completed share of each need. `rest` is what earlier passes left.
[[nodiscard]] Problem completing_pass(const Problem& rest, std::size_t product,
                                      const LotSettings& lots);

// A pass of `demand_pull`: lines of one priority only, and what is evened out is the share of each
// demand (the room at the start of the round) that is met. `rest` is what earlier passes left.
[[nodiscard]] Problem demand_pass(const Problem& problem, const Problem& rest,
                                  std::int64_t priority);

// The priorities of the lines, the highest first.
[[nodiscard]] std::vector<std::int64_t> priorities(const Problem& problem);

}  // namespace aliquot
