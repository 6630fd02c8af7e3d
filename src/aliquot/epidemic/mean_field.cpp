// Derivatives of 27 compartments of 17 ages and 6 vaccine states, and the steps through them.
#include "aliquot/epidemic/mean_field.hpp"

#include <algorithm>
#include <memory>

#include "aliquot/core/check.hpp"
#include "aliquot/epidemic/vaccine_flow.hpp"

namespace aliquot::epidemic {

namespace {

constexpr std::size_t vaccine_states = 6;
constexpr std::size_t first_protected = 3;
constexpr std::size_t last_protected = 4;
constexpr std::size_t no_longer = 5;

enum Compartment : std::size_t {
    susceptible,
    exposed1,
    exposed2,
    mild,
    case1,
    case2,
    // Chains of two stages in hospital: with or without a bed, who will live and who will die.
    oxygen_live1,
    oxygen_live2,
    oxygen_die1,
    oxygen_die2,
    no_oxygen_live1,
    no_oxygen_live2,
    no_oxygen_die1,
    no_oxygen_die2,
    icu_live1,
    icu_live2,
    icu_die1,
    icu_die2,
    no_icu_live1,
    no_icu_live2,
    no_icu_die1,
    no_icu_die2,
    after_icu1,
    after_icu2,
    recovered1,
    recovered2,
    dead,
    compartments
};

struct State {
    double at[compartments][ages][vaccine_states] = {};
    // Since the beginning, by age.
    double infections[ages] = {};
    double admissions[ages] = {};
    double vaccinations[ages] = {};
};
constexpr std::size_t numbers = sizeof(State) / sizeof(double);

const double* flat(const State& state) {
    return reinterpret_cast<const double*>(&state);
}
double* flat(State& state) {
    return reinterpret_cast<double*>(&state);
}

void add(State& to, const State& change, double factor) {
    for (std::size_t k = 0; k < numbers; ++k) flat(to)[k] += factor * flat(change)[k];
}

double everybody(const State& state, Compartment compartment) {
    double all = 0;
    for (const auto& age : state.at[compartment])
        for (const double each : age) all += each;
    return all;
}

double both_stages(const State& state, Compartment first) {
    return everybody(state, first) + everybody(state, static_cast<Compartment>(first + 1));
}

bool is_protected(std::size_t v) {
    return v == first_protected || v == last_protected;
}

constexpr std::array can_be_vaccinated{susceptible, exposed1, exposed2, recovered1, recovered2};

VaccineBands bands_of(const State& now) {
    VaccineBands bands{};
    for (std::size_t i = 0; i < ages; ++i) {
        for (std::size_t c = 0; c < dead; ++c) {
            for (const double each : now.at[c][i]) bands[i].living += each;
            for (std::size_t v = 1; v < vaccine_states; ++v) bands[i].vaccinated += now.at[c][i][v];
        }
        for (const Compartment c : can_be_vaccinated) bands[i].able += now.at[c][i][0];
    }
    return bands;
}

// The rate out of each stage.
double stage_rate(double days) {
    return 2 / days;
}

class Derivative {
public:
    explicit Derivative(const Parameters& parameters) : p_{parameters}, days_{p_.durations} {}

    // What changes a day, with everything that depends on the time as of `day`.
    void operator()(const State& now, double day, State& change) {
        now_ = &now;
        change_ = &change;
        change = {};
        infect(day);
        fall_ill(day);
        need_beds(day);
        for (const auto& [first, duration, next] : chains()) stay(first, duration, next);
        stay(recovered1, days_.immune, susceptible);
        move_vaccinated();
        vaccinate();
    }

    // Who is vaccinated in the step that begins.
    void begin_step(const State& now, double day, double length) {
        const double courses = p_.courses_a_day.at(day);
        vaccinations_ = {};
        if (courses <= 0) return;
        vaccinations_ = vaccinated_within(bands_of(now), p_.priority, courses, length);
        for (double& each : vaccinations_) each /= length;
    }

private:
    struct Chain {
        Compartment first;
        double days;
        Compartment next;
    };

    [[nodiscard]] std::array<Chain, 9> chains() const {
        return {{{oxygen_live1, days_.oxygen_survive, recovered1},
                 {oxygen_die1, days_.oxygen_die, dead},
                 {no_oxygen_live1, days_.no_oxygen_survive, recovered1},
                 {no_oxygen_die1, days_.no_oxygen_die, dead},
                 {icu_live1, days_.ventilated_survive, after_icu1},
                 {icu_die1, days_.ventilated_die, dead},
                 {no_icu_live1, days_.not_ventilated_survive, recovered1},
                 {no_icu_die1, days_.not_ventilated_die, dead},
                 {after_icu1, days_.after_icu, recovered1}}};
    }

    void flow(Compartment from, Compartment to, std::size_t i, std::size_t v, double people) {
        change_->at[from][i][v] -= people;
        change_->at[to][i][v] += people;
    }
    // Through both stages of a chain.
    void stay(Compartment first, double days, Compartment next) {
        const auto second = static_cast<Compartment>(first + 1);
        for (std::size_t i = 0; i < ages; ++i)
            for (std::size_t v = 0; v < vaccine_states; ++v) {
                flow(first, second, i, v, stage_rate(days) * now_->at[first][i][v]);
                flow(second, next, i, v, stage_rate(days) * now_->at[second][i][v]);
            }
    }

    void infect(double day) {
        ByAge infectious{};
        for (std::size_t j = 0; j < ages; ++j) {
            for (std::size_t v = 0; v < vaccine_states; ++v)
                infectious[j] +=
                    (is_protected(v) ? p_.efficacy.infectiousness[j] : 1) *
                    (now_->at[mild][j][v] + now_->at[case1][j][v] + now_->at[case2][j][v]);
            if (p_.people[j] > 0) infectious[j] *= p_.infectiousness[j] / p_.people[j];
        }
        const Matrix& contacts = p_.contacts.at(day);
        const ByAge& efficacy = p_.efficacy.infection.at(day);
        for (std::size_t i = 0; i < ages; ++i) {
            double force = 0;
            for (std::size_t j = 0; j < ages; ++j) force += contacts[i][j] * infectious[j];
            force *= p_.beta.at(day);
            for (std::size_t v = 0; v < vaccine_states; ++v) {
                const double open = is_protected(v) ? 1 - efficacy[i] : 1;
                const double people = force * open * now_->at[susceptible][i][v];
                flow(susceptible, exposed1, i, v, people);
                change_->infections[i] += people;
            }
        }
    }

    void fall_ill(double day) {
        const ByAge& efficacy = p_.efficacy.disease.at(day);
        const double factor = p_.hospital_factor.at(day);
        for (std::size_t i = 0; i < ages; ++i)
            for (std::size_t v = 0; v < vaccine_states; ++v) {
                const double open = is_protected(v) ? 1 - efficacy[i] : 1;
                const double hospital = std::min(1.0, factor * p_.severity.hospital[i]) * open;
                const double latent = stage_rate(days_.latent);
                const double ill = latent * now_->at[exposed2][i][v];
                flow(exposed1, exposed2, i, v, latent * now_->at[exposed1][i][v]);
                flow(exposed2, case1, i, v, hospital * ill);
                flow(exposed2, mild, i, v, (1 - hospital) * ill);
                flow(mild, recovered1, i, v, now_->at[mild][i][v] / days_.mild);
                flow(case1, case2, i, v,
                     stage_rate(days_.onset_to_hospital) * now_->at[case1][i][v]);
            }
    }

    // The share of those who need a bed today that gets one. A day's leavers are free beds, as in
    // the reference.
    static double share_with_bed(double beds, double occupied, double needed) {
        if (needed <= 0 || needed <= beds - occupied) return 1;
        return std::max(0.0, (beds - occupied) / needed);
    }
    [[nodiscard]] double staying(Compartment first, double days) const {
        return both_stages(*now_, first) -
               stage_rate(days) * everybody(*now_, static_cast<Compartment>(first + 1));
    }

    void need_beds(double day) {
        const double rate = stage_rate(days_.onset_to_hospital);
        ByAge severe{};
        double need_oxygen = 0;
        double need_icu = 0;
        for (std::size_t i = 0; i < ages; ++i) {
            severe[i] = std::min(1.0, p_.severe_factor.at(day) * p_.severity.severe[i]);
            for (std::size_t v = 0; v < vaccine_states; ++v) {
                need_oxygen += (1 - severe[i]) * rate * now_->at[case2][i][v];
                need_icu += severe[i] * rate * now_->at[case2][i][v];
            }
        }
        const double oxygen = share_with_bed(p_.general_beds,
                                             staying(oxygen_live1, days_.oxygen_survive) +
                                                 staying(oxygen_die1, days_.oxygen_die) +
                                                 staying(after_icu1, days_.after_icu),
                                             need_oxygen);
        const double icu = share_with_bed(
            p_.icu_beds,
            staying(icu_live1, days_.ventilated_survive) + staying(icu_die1, days_.ventilated_die),
            need_icu);
        for (std::size_t i = 0; i < ages; ++i)
            for (std::size_t v = 0; v < vaccine_states; ++v) {
                const double people = rate * now_->at[case2][i][v];
                admit(i, v, people * (1 - severe[i]), oxygen, people * severe[i], icu);
            }
    }
    void admit(std::size_t i, std::size_t v, double oxygen, double oxygen_share, double ventilation,
               double icu_share) {
        const Severity& s = p_.severity;
        const auto enter = [&](Compartment live, Compartment die, double people, double dies) {
            flow(case2, live, i, v, people * (1 - dies));
            flow(case2, die, i, v, people * dies);
        };
        enter(oxygen_live1, oxygen_die1, oxygen * oxygen_share, s.oxygen_dies[i]);
        enter(no_oxygen_live1, no_oxygen_die1, oxygen * (1 - oxygen_share), s.no_oxygen_dies[i]);
        enter(icu_live1, icu_die1, ventilation * icu_share, s.ventilated_dies[i]);
        enter(no_icu_live1, no_icu_die1, ventilation * (1 - icu_share), s.not_ventilated_dies[i]);
        change_->admissions[i] += oxygen * oxygen_share + ventilation * icu_share;
    }

    // From dose to protection, and from protection to none, wherever a person is.
    void move_vaccinated() {
        const std::array<double, vaccine_states> rate{0,
                                                      stage_rate(days_.vaccine_delay),
                                                      stage_rate(days_.vaccine_delay),
                                                      stage_rate(days_.protection),
                                                      stage_rate(days_.protection),
                                                      0};
        for (std::size_t c = 0; c < compartments; ++c)
            for (std::size_t i = 0; i < ages; ++i)
                for (std::size_t v = 1; v < no_longer; ++v) {
                    const double people = rate[v] * now_->at[c][i][v];
                    change_->at[c][i][v] -= people;
                    change_->at[c][i][v + 1] += people;
                }
    }

    // The step's courses, evenly over it, to whomever in the band can be vaccinated at the moment.
    void vaccinate() {
        for (std::size_t i = 0; i < ages; ++i) {
            double able = 0;
            for (const Compartment c : can_be_vaccinated) able += now_->at[c][i][0];
            if (vaccinations_[i] <= 0 || able <= 0) continue;
            for (const Compartment c : can_be_vaccinated) {
                const double given = vaccinations_[i] * now_->at[c][i][0] / able;
                change_->at[c][i][0] -= given;
                change_->at[c][i][1] += given;
            }
            change_->vaccinations[i] += vaccinations_[i];
        }
    }

    const Parameters& p_;
    const Durations& days_;
    const State* now_ = nullptr;
    State* change_ = nullptr;
    ByAge vaccinations_{};  // people a day, in this step
};

Stocks stocks_of(const State& state) {
    Stocks s;
    s.susceptible = everybody(state, susceptible);
    s.exposed = both_stages(state, exposed1);
    s.recovered = both_stages(state, recovered1);
    s.dead = everybody(state, dead);
    s.in_general_beds = both_stages(state, oxygen_live1) + both_stages(state, oxygen_die1) +
                        both_stages(state, after_icu1);
    s.in_icu = both_stages(state, icu_live1) + both_stages(state, icu_die1);
    s.need_general_bed = s.in_general_beds + both_stages(state, no_oxygen_live1) +
                         both_stages(state, no_oxygen_die1);
    s.need_icu = s.in_icu + both_stages(state, no_icu_live1) + both_stages(state, no_icu_die1);
    for (const auto& compartment : state.at)
        for (const auto& age : compartment) {
            for (std::size_t v = 1; v < no_longer; ++v) s.vaccinated += age[v];
            s.once_vaccinated += age[no_longer];
        }
    return s;
}

Flows flows_between(const State& before, const State& after) {
    Flows flows;
    for (std::size_t i = 0; i < ages; ++i) {
        flows.infections[i] = after.infections[i] - before.infections[i];
        flows.admissions[i] = after.admissions[i] - before.admissions[i];
        flows.vaccinations[i] = after.vaccinations[i] - before.vaccinations[i];
        for (std::size_t v = 0; v < vaccine_states; ++v)
            flows.deaths[i] += after.at[dead][i][v] - before.at[dead][i][v];
    }
    return flows;
}

// Room for the four slopes of a step.
struct Slopes {
    State first, second, third, fourth, between;
};

void step(State& state, Derivative& derivative, double day, double length, Slopes& k) {
    // Everything that depends on the time holds for the whole step.
    const double middle = day + length / 2;
    derivative.begin_step(state, middle, length);
    derivative(state, middle, k.first);
    k.between = state;
    add(k.between, k.first, length / 2);
    derivative(k.between, middle, k.second);
    k.between = state;
    add(k.between, k.second, length / 2);
    derivative(k.between, middle, k.third);
    k.between = state;
    add(k.between, k.third, length);
    derivative(k.between, middle, k.fourth);
    add(state, k.first, length / 6);
    add(state, k.second, length / 3);
    add(state, k.third, length / 3);
    add(state, k.fourth, length / 6);
}

}  // namespace

Outcome mean_field(const Parameters& parameters, int steps_a_day) {
    ALIQUOT_CHECK(steps_a_day > 0);
    const auto state = std::make_unique<State>();
    for (std::size_t i = 0; i < ages; ++i) {
        state->at[exposed1][i][0] = parameters.seeds[i];
        state->at[susceptible][i][0] = parameters.people[i] - parameters.seeds[i];
    }
    Outcome outcome;
    outcome.push_back({1, {}, stocks_of(*state)});
    Derivative derivative{parameters};
    const auto slopes = std::make_unique<Slopes>();
    const auto before = std::make_unique<State>();
    const double length = 1.0 / steps_a_day;
    for (int day = 1; day < parameters.days; ++day) {
        *before = *state;
        for (int k = 0; k < steps_a_day; ++k)
            step(*state, derivative, day + k * length, length, *slopes);
        outcome.push_back({day + 1, flows_between(*before, *state), stocks_of(*state)});
    }
    return outcome;
}

}  // namespace aliquot::epidemic
