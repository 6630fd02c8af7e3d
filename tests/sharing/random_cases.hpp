// A sentence about pools, tried on many random ones; what refutes it is shown as small as it gets.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "sharing/random_pool.hpp"

namespace aliquot::testing {

// What contradicts the sentence in this pool, in words, or an empty text. The number may be used to
// choose what to try in the pool; it stays the same while the pool is made smaller.
using Refutation = std::function<std::string(const PoolSketch&, std::uint64_t number)>;

// Limits of every kind, present or absent by chance.
inline constexpr bool any_limits = true;

// Tries `count` pools, fewer in builds without optimisation; ALIQUOT_TEST_EFFORT in the environment
// multiplies the count. Prints how many pools it tried, and of which kinds. Stops at the first
// refutation, for which a broken promise counts too, and fails the test with C++ that builds the
// smallest pool found to be refuting.
void expect_no_refutation(std::uint64_t count, std::uint64_t seed, const Recipe& recipe,
                          bool choose_limits, const Refutation& refutation);

// C++ that builds the pool.
[[nodiscard]] std::string as_code(const Pool& pool);

// A sketch that `refutes` still holds for, from which nothing can be struck and in which no number
// can be made smaller, as far as some thousand tries lead.
[[nodiscard]] PoolSketch smallest(PoolSketch sketch,
                                  const std::function<bool(const PoolSketch&)>& refutes);

}  // namespace aliquot::testing
