// From a scenario's reports to a question of calibration, and from its fitted transmissibility to
// an epidemic that is in full course on the first day.
#pragma once

#include <optional>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/epidemic/calibration.hpp"
#include "aliquot/epidemic/comparison.hpp"

namespace aliquot::epidemic {

// The weeks of which deaths were reported.
[[nodiscard]] std::vector<DeathWeek> death_weeks(const Scenario& scenario,
                                                 ParticipantIndex participant);

// What the scenario says. Nothing, where it has no row of the participant.
[[nodiscard]] std::optional<Transmissibility> transmissibility_of(const Scenario& scenario,
                                                                  ParticipantIndex participant);

// The participant's epidemic runs as it was fitted, from where it stood on day 1.
void run_as_fitted(ComparedParticipant& participant, const Transmissibility& transmissibility,
                   std::size_t which);

}  // namespace aliquot::epidemic
