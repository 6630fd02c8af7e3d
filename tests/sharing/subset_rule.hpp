// A second solver, for checking the first: it looks at every subset of the supply lines.
//
// Amounts `y` can be given exactly if, for every set T of lines, what must come from T (each
// recipient's amount beyond the most it can take from the other lines) is within the supply of T,
// and if no district is over its limit. That is Hall's condition with limits. The answer is built
// level by level: the first turn, in the order of turns, with which some condition breaks stops its
// recipient and all whose next course would break one too. Amounts may be as large as a pool
// allows.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot::testing {

// Requires: few lines (the work doubles with each), supply as pool.hpp allows.
[[nodiscard]] std::vector<std::int64_t> given_by_subsets(const Pool& pool);

// The most that recipient i alone can take from the lines in `from` (by line), if nobody else takes
// anything, and never more than `no_more_than`.
[[nodiscard]] std::int64_t most_from(const Pool& pool, std::size_t i, const std::vector<bool>& from,
                                     std::int64_t no_more_than);

}  // namespace aliquot::testing
