// Rounding for the page; who is lowest was decided before it.
#include "aliquot/io/run/spread_figures.hpp"

#include <cmath>

namespace aliquot {

namespace {

double rounded(double value, double steps_per_one) {
    if (!std::isfinite(value)) return 0;
    return std::round(value * steps_per_one) / steps_per_one + 0.0;  // + 0.0: never "-0.0"
}

}  // namespace

SpreadFigures spread_figures(const Scenario& scenario, std::span<const CoverageRow> day,
                             Measure measure) {
    if (day.empty()) return {};
    const Spread spread = spread_of(scenario, day, measure);
    const double steps = measure == Measure::coverage ? 1e6 : 1e4;
    return {.lowest = rounded(spread.lowest, steps),
            .lowest_participant = scenario.at(spread.lowest_participant).id,
            .median = rounded(spread.median, steps),
            .highest = rounded(spread.highest, steps),
            .highest_participant = scenario.at(spread.highest_participant).id,
            .gini = rounded(spread.gini, 1e6)};
}

}  // namespace aliquot
