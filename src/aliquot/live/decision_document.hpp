// The decision document as JSON, before it is written or drawn.
#pragma once

#include <nlohmann/json.hpp>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/desk_state.hpp"

namespace aliquot::live {

// Members: docs/reference/decision.md. Errors: not_found, when there is no such round.
[[nodiscard]] Result<nlohmann::ordered_json> decision_document(const DeskState& desk, int round);

}  // namespace aliquot::live
