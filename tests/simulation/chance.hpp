// Chance from a seed: the same numbers on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace aliquot::simulation {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : numbers_{seed} {}

    // From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        const auto span = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int64_t>(numbers_() % span);
    }
    bool percent(int of_hundred) { return between(1, 100) <= of_hundred; }
    // Requires: there is something to pick from.
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(between(0, std::ssize(from) - 1))];
    }

private:
    std::mt19937_64 numbers_;
};

}  // namespace aliquot::simulation
