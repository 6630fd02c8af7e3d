// Random pools for tests, the same on every machine for the same seed: small enough to be solved
// by trying everything, and full of what breaks solvers (ties, zeros, chains, giants, huge
// weights).
#pragma once

#include <cstdint>
#include <random>

#include "sharing/pool_sketch.hpp"

namespace aliquot::testing {

// Whole numbers from a seed. The standard's distributions may differ between libraries; this not.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : bits_{seed} {}

    [[nodiscard]] std::uint64_t below(std::uint64_t end) { return bits_() % end; }
    [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least) + 1));
    }
    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

private:
    std::mt19937_64 bits_;
};

// How large the pools are, and which kinds of limits they may have beside room.
struct Recipe {
    std::size_t most_recipients = 5;
    std::size_t most_lines = 4;
    std::int64_t most_supply = 6;  // of one line, before scaling
    std::int64_t scale = 1;        // multiplies supply and limits, with a little noise
    bool pairs = false;
    bool sets = false;
    bool weeks = false;
    bool districts = false;
};

// The recipe with each kind of limit present or absent by chance, all combinations alike.
[[nodiscard]] Recipe with_any_limits(Recipe recipe, Draw& draw);

// Promises: a sketch of a pool without fault.
[[nodiscard]] PoolSketch random_sketch(const Recipe& recipe, Draw& draw);

}  // namespace aliquot::testing
