// How many people died, as far as that can be known: an interval, not a number.
#pragma once

#include <array>
#include <cstdint>

namespace aliquot {

// Deaths in the weeks that were reported, in thousandths of a death (excess deaths are estimates
// with decimals): the lower, the middle and the upper end. Never below zero.
struct DeathInterval {
    std::array<std::int64_t, 3> thousandths{0, 0, 0};
    std::int64_t weeks = 0;  // that were reported, at least one
};

}  // namespace aliquot
