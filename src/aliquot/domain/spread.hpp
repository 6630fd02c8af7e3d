// How evenly coverage is spread over participants on one day: lowest, median, highest, Gini.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

struct Spread {
    double lowest = 0;
    ParticipantIndex lowest_participant;
    double median = 0;  // of participants, unweighted; the mean of the middle two if even
    double highest = 0;
    ParticipantIndex highest_participant;
    double gini = 0;  // weighted by population: 0 all people alike, 1 one person has everything
};

enum class Measure {
    coverage,       // held courses / population
    doses_per_100,  // 100 x (delivered + other doses) / population
};

// Requires: the rows are of one day, one for each participant.
[[nodiscard]] Spread spread_of(const Scenario& scenario, std::span<const CoverageRow> day,
                               Measure measure);

// The rows of the last day of a run.
[[nodiscard]] std::span<const CoverageRow> last_day(const Run& run);

}  // namespace aliquot
