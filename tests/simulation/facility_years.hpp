// Years of facilities by chance, each from a seed of its own, until one goes wrong.
#pragma once

#include <string>
#include <vector>

#include "simulation/trial.hpp"

namespace aliquot::simulation {

struct Failure {
    std::uint64_t seed = 0;
    std::string what;
    std::vector<Move> moves;  // the fewest that were found to lead to it
};

// Nothing: the facility did all that the model expected.
[[nodiscard]] std::optional<Failure> live_a_year(std::uint64_t seed, int moves, Tally& tally);

[[nodiscard]] std::string text_of(const Failure& failure);
[[nodiscard]] std::string text_of(const Tally& tally);

}  // namespace aliquot::simulation
