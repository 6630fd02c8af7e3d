// A solver's proposal for the round in lots, kept only if it is better than our own.
#pragma once

#include <optional>
#include <string>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::mip {

struct Polished {
    std::optional<Plan> plan;  // better than the one there was, and checked; or nothing
    std::string proposed_by;
    std::string notice;  // why there is no plan
};

// Promises: a plan that passes the check of the rule and whose gap to the exact answer is smaller.
[[nodiscard]] Polished polish(const Problem& problem, const Grid<Courses>& exact, const Plan& plan,
                              const RuleSettings& rule, const LotSettings& lots);

}  // namespace aliquot::mip
