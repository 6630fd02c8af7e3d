// The spread of coverage as it is written down: rounded, finite, participants by id.
#pragma once

#include <span>
#include <string>

#include "aliquot/domain/spread.hpp"

namespace aliquot {

struct SpreadFigures {
    double lowest = 0;
    std::string lowest_participant;  // empty: there was nobody to measure
    double median = 0;
    double highest = 0;
    std::string highest_participant;
    double gini = 0;  // six decimals, whatever the measure

    friend bool operator==(const SpreadFigures&, const SpreadFigures&) = default;
};

// Coverage to six decimals, doses per 100 to four: nearest, so that repeated runs of the same
// inputs are the same text.
[[nodiscard]] SpreadFigures spread_figures(const Scenario& scenario,
                                           std::span<const CoverageRow> day, Measure measure);

}  // namespace aliquot
