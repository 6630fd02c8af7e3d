// The best of all sharings, found by trying every one. Only for pools of a few courses.
//
// "Best" is said twice over: no other sharing has a lexicographically larger sorted list of
// coverages, and among those that tie, the courses come in the earliest turns.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot::testing {

using Given = std::vector<std::int64_t>;  // courses, by recipient

// Promises: every list of whole numbers that can be given, once each, ascending.
[[nodiscard]] std::vector<Given> every_given(const Pool& pool);

// Promises: the best of `all`, which are those of every_given(pool).
[[nodiscard]] Given best_of(const Pool& pool, const std::vector<Given>& all);

// What is left of each line if so much is given and the first line is used as far as possible, then
// the second, and so on. Nothing if so much cannot be given.
[[nodiscard]] std::vector<std::int64_t> least_left_of_first_lines(const Pool& pool,
                                                                  const Given& given);

}  // namespace aliquot::testing
