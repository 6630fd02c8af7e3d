// Dates to days of the epidemic, thousandths to numbers.
#include "aliquot/epidemic/fitted.hpp"

#include <algorithm>

#include "aliquot/epidemic/contacts.hpp"

namespace aliquot::epidemic {

namespace {

int day_of(const Scenario& scenario, Date date) {
    return static_cast<int>((date - scenario.settings.start).count()) + 1;
}

}  // namespace

std::vector<DeathWeek> death_weeks(const Scenario& scenario, ParticipantIndex participant) {
    std::vector<DeathWeek> weeks;
    for (const SeverityReport& each : scenario.severity)
        if (each.participant == participant && each.deaths)
            weeks.push_back({day_of(scenario, each.date), *each.deaths});
    std::ranges::sort(weeks, {}, &DeathWeek::last_day);
    return weeks;
}

std::optional<Transmissibility> transmissibility_of(const Scenario& scenario,
                                                    ParticipantIndex participant) {
    Transmissibility t;
    for (const TransmissibilityStep& each : scenario.transmissibility) {
        if (each.participant != participant) continue;
        const int from = day_of(scenario, each.from);
        if (t.steps.empty()) {
            t.first_day = std::min(1, from);
            t.seeds = each.seeds;
        }
        FittedStep step{from, {}, each.is_weak};
        for (std::size_t k = 0; k < series; ++k)
            step.r0[k] = static_cast<double>(each.thousandths[k]) / 1000;
        t.steps.push_back(step);
    }
    if (t.steps.empty()) return std::nullopt;
    return t;
}

void run_as_fitted(ComparedParticipant& participant, const Transmissibility& t, std::size_t which) {
    Parameters& p = participant.parameters;
    const double beta_of_one = 1 / reproduction_at_certain_infection(p);
    p.beta = {};
    for (const FittedStep& each : t.steps) {
        p.beta.from.push_back(each.from);
        p.beta.values.push_back(each.r0[which] * beta_of_one);
    }
    participant.start = state_on_day_1(p, participant.form, t, which);
}

}  // namespace aliquot::epidemic
