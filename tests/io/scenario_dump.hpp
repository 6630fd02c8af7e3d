// A scenario as text, every field of every table: two scenarios are the same if their dumps are.
#pragma once

#include <string>

#include "aliquot/domain/scenario.hpp"

namespace aliquot_test {

// Without the hash of the inputs, which differs for the same content in another order.
[[nodiscard]] std::string dump(const aliquot::Scenario& scenario);

}  // namespace aliquot_test
