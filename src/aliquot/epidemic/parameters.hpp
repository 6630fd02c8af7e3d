// Everything the epidemic model is told about one population: people, contacts, how a disease
// runs, how severe it is, beds, and how vaccine is given.
//
// The model and its default numbers are those of nimue and squire (docs/methods/epidemic.md).
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace aliquot::epidemic {

// Five-year bands from 0-4 to 75-79, then 80 and older.
inline constexpr std::size_t ages = 17;
inline constexpr std::array<std::string_view, ages> age_names{
    "0-4",   "5-9",   "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44",
    "45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80+"};

using ByAge = std::array<double, ages>;
using Matrix = std::array<ByAge, ages>;

inline constexpr double without_end = std::numeric_limits<double>::infinity();

[[nodiscard]] constexpr ByAge at_every_age(double value) {
    ByAge all{};
    all.fill(value);
    return all;
}

// What holds from one day on until the next: `values[k]` from day `from[k]`, the first before it.
template <class Value>
struct Steps {
    std::vector<double> from;  // ascending
    std::vector<Value> values;

    Steps() = default;
    explicit Steps(Value always) : from{0}, values{std::move(always)} {}

    // Requires: at least one value.
    [[nodiscard]] const Value& at(double day) const {
        std::size_t k = values.size() - 1;
        while (k > 0 && from[k] > day) --k;
        return values[k];
    }
};

// Mean days in each state; every state but `mild` has two stages (Erlang).
struct Durations {
    double latent = 4.6;
    double mild = 2.1;
    double onset_to_hospital = 4.5;
    double oxygen_survive = 9;
    double oxygen_die = 9;
    double no_oxygen_survive = 4.5;
    double no_oxygen_die = 4.5;
    double ventilated_survive = 14.8;
    double ventilated_die = 11.1;
    double not_ventilated_survive = 7.4;
    double not_ventilated_die = 1;
    double after_icu = 3;
    double immune = without_end;  // natural immunity
    double protection = 365;      // of the vaccine
    double vaccine_delay = 14;    // from the dose to protection
};

// Probabilities by age, of people without protection.
struct Severity {
    ByAge hospital;             // needs a hospital, given infection
    ByAge severe;               // needs ventilation, given hospital
    ByAge oxygen_dies;          // in a general bed
    ByAge no_oxygen_dies;       // needs one and has none
    ByAge ventilated_dies;      // in intensive care
    ByAge not_ventilated_dies;  // needs it and has none
};
[[nodiscard]] const Severity& default_severity();

// Rows are steps: each names the share of every age band that is to be vaccinated before the
// next step begins.
using Priority = std::vector<ByAge>;

enum class Strategy { all, elderly, working_elderly_children, risk_first, risk_first_by_age };
inline constexpr std::array<std::string_view, 5> strategy_names{
    "All", "Elderly", "Working Elderly Children", "Risk Elderly Working Children",
    "Risk Elderly Working Children step"};
// `risk`: the share of working ages that is at risk; used by the last two.
[[nodiscard]] Priority priority_of(Strategy strategy, double coverage, double risk);

// Of vaccinated people while they are protected.
struct Efficacy {
    Steps<ByAge> infection{at_every_age(0.95)};
    Steps<ByAge> disease{at_every_age(0.95)};  // hospital, given infection
    ByAge infectiousness = at_every_age(1);    // relative to others
};

struct Parameters {
    int days = 365;  // the state stands at day 1 at first, at this day at last
    ByAge people{};
    ByAge seeds{};           // of people, those newly infected on the first day
    Steps<Matrix> contacts;  // mean contacts a day, row: the person (see contacts.hpp)
    Steps<double> beta;      // chance of infection for each contact (see contacts.hpp)
    ByAge infectiousness = at_every_age(1);
    Durations durations;
    Severity severity = default_severity();
    Steps<double> hospital_factor{1.0};
    Steps<double> severe_factor{1.0};
    double general_beds = 0;
    double icu_beds = 0;
    Steps<double> courses_a_day{0.0};  // people
    Efficacy efficacy;
    Priority priority;
};

}  // namespace aliquot::epidemic
