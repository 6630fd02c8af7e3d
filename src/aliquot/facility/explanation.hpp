// The one reason that bound each claim of a solved round, with the figures to redo it.
#pragma once

#include <optional>
#include <vector>

#include "aliquot/facility/claims.hpp"

namespace aliquot {

struct RoundExplanation {
    std::vector<SupplyBlock> blocks;
    std::vector<Explanation> claims;  // in the order of the problem's claims
};

// `by_rule`: false when the plan was given by someone instead of the rule.
// Promises: exactly one reason for each claim, whatever the rule.
// The least that could have been sent to the claim next, where lots and minimum shipments took all
// of its exact share, or as much of it as could be sent.
[[nodiscard]] std::optional<Courses> shipment_kept_back(const Problem& problem, const Plan& plan,
                                                        std::size_t claim, Courses exact);

[[nodiscard]] RoundExplanation explain_round(const Scenario& scenario, const PosedRound& posed,
                                             const Proposal& proposal, bool by_rule);

}  // namespace aliquot
