// A country of ten million for tests: a third of it young, contacts that fall with distance in age.
#pragma once

#include <cmath>

#include "aliquot/epidemic/contacts.hpp"

namespace aliquot::epidemic::testing {

inline Survey some_survey() {
    Survey survey{};
    for (std::size_t i = 0; i < survey_ages; ++i)
        for (std::size_t j = 0; j < survey_ages; ++j) {
            const double apart = std::abs(static_cast<double>(i) - static_cast<double>(j));
            survey[i][j] = 3.0 * std::exp(-apart / 2) / (1 + static_cast<double>(j) / 8);
        }
    return survey;
}

// Requires: `days` of at least 1.
inline Parameters some_country(double r0, int days) {
    Parameters p;
    p.days = days;
    for (std::size_t i = 0; i < ages; ++i) {
        p.people[i] = std::round(1'000'000 * std::exp(-static_cast<double>(i) / 8));
        p.seeds[i] = 5;
    }
    p.contacts = Steps<Matrix>{contacts_of(some_survey(), p.people)};
    p.beta = Steps<double>{r0 / reproduction_at_certain_infection(p)};
    p.general_beds = 50'000;
    p.icu_beds = 2'000;
    p.priority = priority_of(Strategy::elderly, 0.8, 0.1);
    return p;
}

}  // namespace aliquot::epidemic::testing
