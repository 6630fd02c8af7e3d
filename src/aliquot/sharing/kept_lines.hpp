// Giving recipients back the lines that they had, once a pool has been shared anew.
#pragma once

#include <span>
#include <vector>

#include "aliquot/sharing/shares.hpp"

namespace aliquot {

// Recipients that have changed lines change back, in circles: each takes the line that the next
// one leaves, and all of them had that line before. Nobody's sum changes, and no line's.
// Promises: no circle is left among recipients without set rooms or weekly limits; those with such
// keep what they are given.
// Requires: both lists stand by recipient and line, and `portions` can be carried out in the pool.
[[nodiscard]] std::vector<Portion> with_kept_lines(const Pool& pool,
                                                   std::span<const Portion> earlier,
                                                   std::vector<Portion> portions);

}  // namespace aliquot
