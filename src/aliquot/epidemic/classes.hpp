// What vaccine does to people, as classes that they pass through: from none, by doses, to
// protection that wears off.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic {

struct VaccineClass {
    Steps<ByAge> infection{at_every_age(0)};  // efficacy against infection
    Steps<ByAge> disease{at_every_age(0)};    // against hospital, given infection
    ByAge infectiousness = at_every_age(1);
    double days = without_end;  // mean stay, geometric
    std::size_t next = 0;       // the class after it, if `days` is not endless
    bool entered_by_dose = false;
    bool is_worn_off = false;
};

// The first is of those who have had no dose.
using VaccineClasses = std::vector<VaccineClass>;

// Six, as the equations have them: none; two stages until protection; two of protection; worn off.
// Only the first when nobody is ever vaccinated.
[[nodiscard]] VaccineClasses classes_of(const Parameters& parameters);

}  // namespace aliquot::epidemic
