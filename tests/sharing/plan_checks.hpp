// What is wrong with an answer's portions, limit by limit; nothing here knows how they were found.
#pragma once

#include <string>

#include "aliquot/sharing/shares.hpp"

namespace aliquot::testing {

// Promises: the first broken limit or form in words, or an empty text.
[[nodiscard]] std::string fault_in_plan(const Pool& pool, const Shares& shares);

}  // namespace aliquot::testing
