// From a day's facts to the problem that a rule solves: claims, lines, and closed gates.
#pragma once

#include <optional>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/facility/round.hpp"

namespace aliquot {

struct PosedRound {
    Problem problem;
    std::vector<ParticipantIndex> participants;  // of the claims, in order
    std::vector<SupplyIndex> lines;              // of the problem's lines, in order
    std::vector<std::string> room_reasons;       // what sets each claim's room
    Grid<std::optional<ClosedGate>> closed;      // claims x lines
    RuleParameters parameters;
    std::vector<Severity> severity;  // of the claims, where the rule asks for it
};

[[nodiscard]] PosedRound pose_round(const Scenario& scenario, const Knowledge& knowledge,
                                    const Gates& gates, const Holdings& holdings,
                                    const RoundInput& input);

}  // namespace aliquot
