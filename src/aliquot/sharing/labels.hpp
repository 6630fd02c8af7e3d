// The level of each line: how far up the line's courses reach, however they are re-routed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "aliquot/sharing/exchange.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

[[nodiscard]] std::vector<LineLevel> levels_of(const Pool& pool, Exchange& exchange,
                                               std::span<const std::int64_t> given);

}  // namespace aliquot
