// Small pools drawn at random, with every kind of limit, from a number that stands for each.
#pragma once

#include <cstdint>

#include "aliquot/sharing/pool.hpp"

namespace aliquot_test {

// Whole numbers that are the same on every machine (SplitMix64).
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    bool one_in(std::uint64_t times) { return next() % times == 0; }

private:
    std::uint64_t state_;
};

enum class LimitsOf : std::uint8_t { nothing, pairs, sets, weeks, districts };
inline constexpr std::uint64_t kinds_of_limits = 5;

// Two to seven recipients, one to four lines, few courses; held courses, equal weights, lines
// without supply, recipients without lines or room all occur.
[[nodiscard]] aliquot::Pool small_pool(std::uint64_t seed, LimitsOf limits);

}  // namespace aliquot_test
