// Equal coverage by the slow words of its definition: one course at a time, along shortest chains.
//
// Nothing of the solver and nothing of the checker is used; limits are tested by their definitions.
#pragma once

#include "aliquot/sharing/pool.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot_test {

// The answer, with a block and a level for each line that somebody who could take more waits for.
[[nodiscard]] aliquot::Shares share_slowly(const aliquot::Pool& pool);

// Courses by recipient and line; every limit holds, the supply's and the districts' included.
using Table = std::vector<std::vector<std::int64_t>>;
[[nodiscard]] bool can_be_carried_out(const aliquot::Pool& pool, const Table& courses);
[[nodiscard]] Table table_of(const aliquot::Pool& pool, const aliquot::Shares& shares);
// The same courses as given and portions; levels as in `levels`.
[[nodiscard]] aliquot::Shares shares_of(const Table& courses,
                                        std::vector<aliquot::LineLevel> levels);

}  // namespace aliquot_test
