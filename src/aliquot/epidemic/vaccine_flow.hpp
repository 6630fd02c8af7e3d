// Vaccination as the equations have it: a flow of courses that changes from one band to the next
// at the very moment at which a target is met.
#pragma once

#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic {

struct VaccineBand {
    double living = 0;
    double vaccinated = 0;  // of the living
    double able = 0;        // not vaccinated, and can be now
};
using VaccineBands = std::array<VaccineBand, ages>;

// How many of each band are vaccinated within `days`, if nothing else happens meanwhile: those of
// the bands that are short of the active step, at the rate m / max(m, all of them) a day each.
//
// With a rate that is looked at once a step, a band goes past its target and then waits; and small
// bands, most of which are vaccinated within a day, go past it furthest.
// Requires: courses_a_day and days at least 0.
// Promises: no band past its target, nor more than are able; at most courses_a_day x days in all.
[[nodiscard]] ByAge vaccinated_within(VaccineBands bands, const Priority& priority,
                                      double courses_a_day, double days);

}  // namespace aliquot::epidemic
