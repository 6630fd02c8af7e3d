// The decision document of a round: what people need to understand it, approve it, or object to it.
//
// It puts beside each other every proposal that was made, with the package that was approved by its
// hash, and says who approved or rejected what, what was offered and answered, and what everybody
// has had to date. The page says the same as the JSON. Its shape is that of COVAX's published round
// documents.
#pragma once

#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/desk_state.hpp"

namespace aliquot {

// Errors: not_found, when there is no such round.
[[nodiscard]] Result<std::string> decision_json(const DeskState& desk, int round);
[[nodiscard]] Result<std::string> decision_html(const DeskState& desk, int round);

}  // namespace aliquot
