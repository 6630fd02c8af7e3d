// How well statements are read against each other, on many sets whose truth is known.
#pragma once

#include <array>
#include <string>

#include "evidence/generated_sets.hpp"

namespace aliquot_test {

// Statements that were named, against those that should be.
struct Score {
    int found = 0;    // named
    int there = 0;    // to be named
    int rightly = 0;  // both

    [[nodiscard]] double precision() const { return found == 0 ? 1 : 1.0 * rightly / found; }
    [[nodiscard]] double recall() const { return there == 0 ? 1 : 1.0 * rightly / there; }
};

struct Calibration {
    std::array<int, 5> events{};  // by belief
    std::array<int, 5> came{};    // of these, deliveries that happened
};

struct SetScores {
    int sets = 0;
    int statements = 0;
    Score delivered_denied;
    Score two_amounts;
    Score accepted_declined;
    Score arithmetic;
    Calibration belief;
};

[[nodiscard]] SetScores scores_of(int sets, const SetOptions& options = {});

[[nodiscard]] std::string text_of(const SetScores& scores);

}  // namespace aliquot_test
