// Events of EPCIS as JSON.
#pragma once

#include <string>

#include "aliquot/io/epcis/event.hpp"

namespace aliquot {

// One object without line breaks; what is empty is left out. Requires: every `more` is JSON.
[[nodiscard]] std::string epcis_json(const EpcisEvent& event);

}  // namespace aliquot
