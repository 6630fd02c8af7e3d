// The members that a file of epidemic parameters may have.
#pragma once

#include <initializer_list>

namespace aliquot {

// clang-format off: one name a line is a long list
inline constexpr std::initializer_list<const char*> parameter_names = {
    "id", "description", "country", "iso3", "oldest_severity", "time_period_days", "first_day",
    "age_bands", "population", "contact_matrix_source", "contact_matrix_raw_16",
    "contact_matrix_scale", "tt_contact_matrix", "contacts_17_baseline", "R0", "tt_R0", "beta",
    "seed_E1", "seed_share", "rel_infectiousness", "rel_infectiousness_vaccinated", "dur_E",
    "dur_IMild",
    "dur_ICase", "dur_get_ox_survive", "dur_get_ox_die", "dur_not_get_ox_survive",
    "dur_not_get_ox_die", "dur_get_mv_survive", "dur_get_mv_die", "dur_not_get_mv_survive",
    "dur_not_get_mv_die", "dur_rec", "dur_R", "dur_V", "dur_vaccine_delay", "prob_hosp",
    "prob_severe", "prob_non_severe_death_treatment", "prob_non_severe_death_no_treatment",
    "prob_severe_death_treatment", "prob_severe_death_no_treatment", "prob_hosp_multiplier",
    "tt_prob_hosp_multiplier", "prob_severe_multiplier", "tt_prob_severe_multiplier", "hosp_beds",
    "ICU_beds", "max_vaccine_per_day", "tt_vaccine", "vaccine_efficacy_infection",
    "tt_vaccine_efficacy_infection", "vaccine_efficacy_disease", "tt_vaccine_efficacy_disease",
    "vaccine_coverage_mat", "vaccine_strategy", "vaccine_coverage", "vaccine_risk_share", "solver",
    "dt", "stays", "importations_per_day", "caution", "escapes", "members", "seed",
    "mean_deaths_by_age",
    "sd_deaths_by_age", "mean_infections_by_age"};
// clang-format on

}  // namespace aliquot
