// One thing changed in a scenario for one participant, and in words: "if its border were open".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/facility/round.hpp"

namespace aliquot {

struct OneChange {
    std::string code;
    std::string words;
    Scenario scenario;
    RoundInput input;
};

// What could be changed for the participant, given what stood between it and more doses.
// Requires: the claim is one of the decision's.
[[nodiscard]] std::vector<OneChange> changes_for(const Scenario& scenario, const RoundInput& input,
                                                 const ClaimOutcome& claim);

}  // namespace aliquot
