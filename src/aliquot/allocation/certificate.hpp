// Was it fair? Checks anyone's plan for a round: feasibility, and fairness under its rule.
//
// This file and its source include nothing of the solver. Fairness in whole courses is decided by
// exchanges: a plan of `equal_coverage` is the best there is exactly if no course can move, along
// any chain of supply lines, from one claim to another that is worse off (Frank and Murota 2022,
// decreasing minimisation on M-convex sets). Proof and examples: docs/methods/certificate.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

enum class ViolationKind {
    supply_exceeded,
    pair_closed,
    limit_exceeded,
    room_exceeded,
    storage_exceeded,
    too_many_products,
    wrong_lot,
    below_minimum_shipment,
    supply_left,      // doses lie idle that someone could take
    fairer_exchange,  // doses could move to someone worse off
    above_threshold,  // `least_covered`: given to a claim that the rule leaves out
    uneven_rate,      // `proportional`: no single rate explains what two claims got
    below_floor,      // `most_deaths_averted`: less than the part of an equal share that is kept
    fewer_averted,    // `most_deaths_averted`: a course would avert more deaths elsewhere
};

[[nodiscard]] std::string_view name_of(ViolationKind kind);

struct Violation {
    ViolationKind kind = ViolationKind::supply_exceeded;
    std::optional<std::size_t> claim;  // who has it
    std::optional<std::size_t> other;  // who should have it
    std::optional<std::size_t> line;
    std::string words;
};

// Promises: every violation of feasibility; of fairness, the worst one for each supply line.
[[nodiscard]] std::vector<Violation> check_plan(const Problem& problem, const Plan& plan,
                                                const RuleSettings& rule, const LotSettings& lots);

// Only whether the plan can stand at all, fair or not.
[[nodiscard]] std::vector<Violation> check_feasibility(const Problem& problem, const Plan& plan,
                                                       const LotSettings& lots);

// What a clean check has shown, in words, for the decision package.
[[nodiscard]] std::vector<std::string> statements_of(const RuleSettings& rule,
                                                     const LotSettings& lots);

}  // namespace aliquot
