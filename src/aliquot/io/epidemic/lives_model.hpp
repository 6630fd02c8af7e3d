// The epidemics of a scenario's participants, asked what further vaccine would avert.
#pragma once

#include <memory>

#include "aliquot/domain/lives.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// From transmissibility that was fitted (transmissibility.csv), and people, contacts and vaccines
// that hold where nothing is given to `aliquot ensemble`. Whoever has no row there, or is in no
// table, is unknown to it. The answer is the same for any number of threads.
// Promises: keeps no reference to the scenario.
[[nodiscard]] std::shared_ptr<const LivesModel> lives_model(const Scenario& scenario,
                                                            int threads = 1);

}  // namespace aliquot
