// Reports of cases and deaths that cannot be as they are said to be.
#pragma once

#include <vector>

#include "aliquot/evidence/severity.hpp"

namespace aliquot {

// What a participant has reported up to a day.
struct Reports {
    std::int64_t deaths = 0;            // in the window
    std::int64_t cases = 0;             // in the window
    std::int64_t weeks = 0;             // of the window that have a report
    std::int64_t cases_of_quarter = 0;  // the last 91 days
    std::int64_t cases_of_half = 0;     // the last 182 days
    std::int64_t largest_week = 0;      // cases, of the last 182 days but the last 28
    Date largest_week_ends;
};

// By participant.
[[nodiscard]] std::vector<Reports> reports_until(const Scenario& scenario, Date day,
                                                 std::int64_t window_days);

// By participant. Neighbours are the participants of the same region; where no region is given,
// nobody is doubted but for reporting nothing.
[[nodiscard]] std::vector<std::vector<Doubt>> doubts_of(const Scenario& scenario,
                                                        const std::vector<Reports>& reports,
                                                        std::int64_t window_days);

}  // namespace aliquot
