// A round computed: from what is held, ready and free on a day to a proposal that explains itself.
//
// Nothing is committed here. The facility commits a proposal by making offers of its awards.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/facility/gates.hpp"
#include "aliquot/facility/holdings.hpp"

namespace aliquot {

// Doses of one supply line that are free to be shared on the day.
struct FreeLine {
    SupplyIndex line;
    Doses doses;
    Date available;  // as known on the day
};

struct RoundInput {
    int round = 0;
    Date date;
    std::vector<FreeLine> lines;
    // Who takes part: everyone, or the participants of this list.
    std::optional<std::vector<ParticipantIndex>> participants;
};

// What a round is computed from, apart from the scenario: kept, it can be computed again.
struct RoundFacts {
    RoundInput input;
    Holdings holdings;
};

// Doses that someone proposes for a round, instead of a rule.
struct GivenAward {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
};

struct ProposedRound {
    Decision decision;
    std::vector<Exclusion> exclusions;
    std::vector<Violation> violations;  // of the plan under its rule, in words
    // What was asked of the rule, and its answer in courses before lots and product limits; empty
    // where the rule does not even out.
    Problem problem;
    Grid<Courses> without_product_limit;
};

class RoundComputer {
public:
    RoundComputer(const Scenario& scenario, const Knowledge& knowledge)
        : scenario_{&scenario}, knowledge_{&knowledge}, gates_{scenario, knowledge} {}

    // The proposal of the scenario's rule, or a check of the awards that are `given`.
    // Errors: infeasible, when the rule's parameters ask for more than there is.
    [[nodiscard]] Result<ProposedRound> compute(
        const RoundInput& input, const Holdings& holdings,
        const std::vector<GivenAward>* given = nullptr) const;

    [[nodiscard]] const Gates& gates() const { return gates_; }

private:
    const Scenario* scenario_;
    const Knowledge* knowledge_;
    Gates gates_;
};

}  // namespace aliquot
