// What an epidemic came to, day by day: flows since the day before, and who stands where.
#pragma once

#include <vector>

#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic {

struct Flows {
    ByAge infections{};
    ByAge admissions{};  // to a general bed or intensive care
    ByAge deaths{};
    ByAge vaccinations{};  // people
};

struct Stocks {
    double susceptible = 0;
    double exposed = 0;
    double recovered = 0;
    double dead = 0;
    double in_general_beds = 0;
    double in_icu = 0;
    double need_general_bed = 0;  // those without one too
    double need_icu = 0;
    double vaccinated = 0;       // not yet protected, or protected
    double once_vaccinated = 0;  // no longer protected
};

struct Day {
    int day = 1;
    Flows flows;  // of the day that ended; nothing on the first day
    Stocks stocks;
};

using Outcome = std::vector<Day>;

[[nodiscard]] inline double sum(const ByAge& values) {
    double all = 0;
    for (const double each : values) all += each;
    return all;
}

}  // namespace aliquot::epidemic
