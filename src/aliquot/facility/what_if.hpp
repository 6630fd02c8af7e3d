// What a round would have given with one thing changed: the scenario is changed in that one thing,
// the round is posed and solved again, and the awards are compared. No shadow prices.
//
// Docs: docs/how-to/ask-what-would-have-changed-it.md.
#pragma once

#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/counterfactual.hpp"
#include "aliquot/facility/round.hpp"

namespace aliquot {

class WhatIf {
public:
    // Requires: scenario, facts and decision (the round as it was decided) outlive this.
    WhatIf(const Scenario& scenario, const RoundFacts& facts, const Decision& decision)
        : scenario_{&scenario}, facts_{&facts}, decision_{&decision} {}

    // Everything of that kind which applies to the participant and changes its award or its exact
    // share, the largest gain first.
    [[nodiscard]] Result<std::vector<Counterfactual>> for_participant(
        ParticipantIndex participant) const;

    // Each gate that closed a line to someone and each earmark of the round, taken away for
    // everybody, and all of them together.
    [[nodiscard]] Result<std::vector<Price>> prices() const;

private:
    const Scenario* scenario_;
    const RoundFacts* facts_;
    const Decision* decision_;
};

}  // namespace aliquot
