// How many died in a reported week: at the least, in the middle, at the most.
#pragma once

#include <array>
#include <optional>

#include "aliquot/evidence/severity.hpp"

namespace aliquot {

// In thousandths; nothing: the week says nothing about deaths. Excess deaths count where they are
// given; else what was reported, times the factor, or, without one, up to `under_reporting` times.
[[nodiscard]] std::optional<std::array<std::int64_t, 3>> deaths_of_week(
    const SeverityReport& row, Share under_reporting, const Ascertainment* factor);

}  // namespace aliquot
