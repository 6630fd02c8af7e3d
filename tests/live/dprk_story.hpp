// The story of the DPRK's year as a facility would live through it, one command at a time.
//
// The first round of AstraZeneca doses, accepted and never sent; Sinovac doses offered against the
// rule, declined with a wish, and given on to the most severely affected, one of whom is followed
// to the end. Every command has a key, so that the story can be told again from any point.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aliquot/live/live_facility.hpp"

namespace aliquot::testing {

struct StoryStep {
    std::string key;
    std::string who;
    Date day;
    // Looks at the facility for the hash of a proposal or the number of an offer.
    std::function<Command(const DeskState& desk)> command;
};

[[nodiscard]] Folder dprk_scenario();
[[nodiscard]] Opening dprk_opening();
[[nodiscard]] std::vector<StoryStep> dprk_story();

}  // namespace aliquot::testing
