// What a run brought to a participant, as arrivals of vaccine in its epidemic.
#pragma once

#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/epidemic/products.hpp"

namespace aliquot::epidemic {

// By group of products: doses that came into the participant's custody by the run's ledger, less
// those that left it again, and those from elsewhere, until the run's last day. Day 1 is the
// scenario's start; what came before counts as there on day 1. A dose handed back is an arrival
// below zero. Doses of products in no group are left out and counted in `unknown`.
struct Arrivals {
    std::vector<std::vector<Arrival>> of_group;
    std::int64_t unknown = 0;
};
[[nodiscard]] Arrivals arrivals_of(const Scenario& scenario, const Run& run,
                                   ParticipantIndex participant,
                                   const std::vector<VaccineGroup>& groups);

}  // namespace aliquot::epidemic
