// Who meets whom: from a survey's matrix of sixteen age bands to contacts in a population, and
// from a reproduction number to the chance of infection.
#pragma once

#include <array>

#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic {

// Mean contacts a day as a survey gives them: row, the person's band; column, the contact's; the
// last band is 75 and older.
inline constexpr std::size_t survey_ages = 16;
using Survey = std::array<std::array<double, survey_ages>, survey_ages>;

// The last band in two, and as many contacts of one band with another as of the other with it.
// Requires: nobody's band is below zero; some people are 75 or older, or none are.
[[nodiscard]] Matrix contacts_of(const Survey& survey, const ByAge& people);

// The largest eigenvalue of a matrix without negative entries, by repeated multiplication.
[[nodiscard]] double largest_eigenvalue(const Matrix& matrix);

// What R0 comes to when each contact with somebody infectious infects with certainty.
[[nodiscard]] double reproduction_at_certain_infection(const Parameters& parameters);

}  // namespace aliquot::epidemic
