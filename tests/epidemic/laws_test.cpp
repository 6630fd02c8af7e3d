// What holds of every epidemic, tried on populations, diseases and vaccines made at random.
#include <algorithm>
#include <numeric>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/epidemic/by_chance.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"
#include "aliquot/epidemic/mean_field.hpp"

namespace aliquot::epidemic::testing {
namespace {

constexpr int plain_steps = 4;

double from_to(double least, double most) {
    constexpr int parts = 1000;
    return least + (most - least) * *rc::gen::inRange(0, parts + 1) / parts;
}
std::int64_t whole(std::int64_t least, std::int64_t most) {
    return *rc::gen::inRange<std::int64_t>(least, most + 1);
}

Parameters some_epidemic(int days) {
    Parameters p = some_country(1, days);
    const double size = from_to(0.002, 1);
    for (std::size_t i = 0; i < ages; ++i) {
        p.people[i] = std::round(p.people[i] * size * from_to(0.2, 1));
        p.seeds[i] = std::min(p.people[i], std::round(from_to(0, 60)));
        p.infectiousness[i] = from_to(0.2, 1);
    }
    Durations& d = p.durations;
    for (double* each : {&d.latent, &d.mild, &d.onset_to_hospital, &d.oxygen_survive, &d.oxygen_die,
                         &d.ventilated_survive, &d.ventilated_die, &d.not_ventilated_die,
                         &d.after_icu, &d.vaccine_delay})
        *each = from_to(1, 20);
    if (*rc::gen::arbitrary<bool>()) d.immune = from_to(20, 300);
    d.protection = from_to(20, 400);
    p.contacts = Steps<Matrix>{contacts_of(some_survey(), p.people)};
    p.beta = Steps<double>{from_to(0.3, 4) / reproduction_at_certain_infection(p)};
    const double people = sum(p.people);
    p.general_beds = people * from_to(0, 0.005);
    p.icu_beds = people * from_to(0, 0.0005);
    p.courses_a_day = Steps<double>{people * from_to(0, 0.02)};
    p.efficacy.infection = Steps<ByAge>{at_every_age(from_to(0, 1))};
    p.efficacy.disease = Steps<ByAge>{at_every_age(from_to(0, 1))};
    p.efficacy.infectiousness = at_every_age(from_to(0, 1));
    const auto strategy = static_cast<Strategy>(whole(0, 4));
    p.priority = priority_of(strategy, from_to(0, 1), from_to(0, 1));
    return p;
}

std::int64_t all_of(const CountByAge& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

double deaths(const Outcome& outcome) {
    return outcome.back().stocks.dead;
}
double infections(const Outcome& outcome) {
    double all = 0;
    for (const Day& day : outcome) all += sum(day.flows.infections);
    return all;
}

RC_GTEST_PROP(EpidemicLaws, WhoIsNotInfectedIsStillThere, ()) {
    Parameters p = some_epidemic(60);
    p.durations.immune = without_end;
    const Outcome outcome = mean_field(p, plain_steps);
    // Nobody loses immunity: everybody was infected at most once.
    const double people = sum(p.people);
    RC_ASSERT(std::abs(outcome.back().stocks.susceptible + infections(outcome) + sum(p.seeds) -
                       people) < 1e-9 * people);
    double vaccinated = 0;
    for (const Day& day : outcome) vaccinated += sum(day.flows.vaccinations);
    const Stocks& last = outcome.back().stocks;
    RC_ASSERT(std::abs(vaccinated - last.vaccinated - last.once_vaccinated) < 1e-9 * people);
    RC_ASSERT(vaccinated <= p.courses_a_day.at(0) * (p.days - 1) * (1 + 1e-9));
}

RC_GTEST_PROP(EpidemicLaws, MoreBedsNeverRaiseDeaths, ()) {
    Parameters p = some_epidemic(80);
    // Who survives would be vaccinated, or infected again, and be a chance for others to die.
    p.courses_a_day = Steps<double>{0};
    p.durations.immune = without_end;
    // Nobody is better off without a bed, nor dies later for having none.
    for (std::size_t i = 0; i < ages; ++i) {
        Severity& s = p.severity;
        s.no_oxygen_dies[i] = std::max(s.no_oxygen_dies[i], s.oxygen_dies[i]);
        s.not_ventilated_dies[i] = std::max(s.not_ventilated_dies[i], s.ventilated_dies[i]);
    }
    Durations& d = p.durations;
    d.no_oxygen_die = std::min(d.no_oxygen_die, d.oxygen_die);
    d.not_ventilated_die = std::min(d.not_ventilated_die, d.ventilated_die);
    const Outcome few = mean_field(p, plain_steps);
    p.general_beds = p.icu_beds = without_end;
    const Outcome enough = mean_field(p, plain_steps);
    RC_ASSERT(deaths(enough) <= deaths(few) * (1 + 1e-12));
    RC_ASSERT(std::abs(infections(enough) - infections(few)) <= 1e-9 * (1 + infections(few)));
}

RC_GTEST_PROP(EpidemicLaws, VaccineThatDoesNothingAvertsNothing, ()) {
    Parameters p = some_epidemic(60);
    p.efficacy = {.infection = Steps<ByAge>{at_every_age(0)},
                  .disease = Steps<ByAge>{at_every_age(0)},
                  .infectiousness = at_every_age(1)};
    const Outcome with = mean_field(p, plain_steps);
    p.courses_a_day = Steps<double>{0};
    const Outcome without = mean_field(p, plain_steps);
    RC_ASSERT(std::abs(deaths(with) - deaths(without)) <= 1e-9 * (1e-3 + deaths(without)));
    RC_ASSERT(std::abs(infections(with) - infections(without)) <= 1e-9 * (1 + infections(without)));
}

RC_GTEST_PROP(EpidemicLaws, MembersLoseNobodyAndAreTheSameEverywhere, ()) {
    const Parameters p = some_epidemic(40);
    ChanceOptions o;
    o.members = 33;
    o.key = random_key(static_cast<std::uint64_t>(whole(0, 1'000'000)), 1);
    o.form.steps_a_day = static_cast<int>(whole(1, 3));
    o.form.exponential = *rc::gen::arbitrary<bool>();
    const KernelList& kernels = kernels_of_this_machine();
    o.kernel = kernels.kernel[0];
    const Ensemble first = by_chance(p, o);
    std::int64_t people = 0;
    for (const double each : p.people) people += std::llround(each);
    const bool once = std::isinf(p.durations.immune);
    for (const MemberTotals& member : first.members) {
        RC_ASSERT(!once || member.infections <= people);
        RC_ASSERT(member.admissions <= member.need);
        RC_ASSERT(member.deaths <= member.need);
        RC_ASSERT(member.vaccinations <= people);
    }
    for (int k = 0; k < kernels.count; ++k) {
        o.kernel = kernels.kernel[k];
        o.threads = k + 2;
        const Ensemble here = by_chance(p, o);
        for (std::size_t m = 0; m < o.members; ++m) {
            RC_ASSERT(here.members[m].infections == first.members[m].infections);
            RC_ASSERT(here.members[m].deaths_by_age == first.members[m].deaths_by_age);
            RC_ASSERT(here.members[m].vaccinations == first.members[m].vaccinations);
        }
    }
}

// Lots in stock, the one that ends first used first.
class Shelf {
public:
    void receive(const Arrival& lot) {
        if (lot.doses >= 0)
            lots_.push_back(lot);
        else
            take(std::min(-lot.doses, doses()));
    }
    void throw_away(int day) {
        std::erase_if(lots_, [&](const Arrival& lot) { return lot.last_day < day; });
        std::ranges::stable_sort(lots_, {}, &Arrival::last_day);
    }
    void take(std::int64_t wanted) {
        for (Arrival& lot : lots_) {
            const std::int64_t now = std::min(wanted, lot.doses);
            lot.doses -= now;
            wanted -= now;
        }
        RC_ASSERT(wanted == 0);
    }
    [[nodiscard]] std::int64_t doses() const {
        std::int64_t all = 0;
        for (const Arrival& lot : lots_) all += lot.doses;
        return all;
    }

private:
    std::vector<Arrival> lots_;
};

RC_GTEST_PROP(EpidemicLaws, DosesGivenAreThoseThatArrivedLessWhatIsLeftOrEnded, ()) {
    constexpr int days = 60;
    Parameters p = some_country(0, days);
    const bool one_dose = *rc::gen::arbitrary<bool>();
    VaccineGroup group;
    group.doses_per_course = one_dose ? 1 : static_cast<int>(whole(2, 3));
    group.interval_days = static_cast<int>(whole(1, 20));
    std::vector<Arrival> arrivals;
    int day = 1;
    for (std::int64_t k = whole(0, 8); k > 0; --k) {
        day += static_cast<int>(whole(0, 12));
        arrivals.push_back({day, whole(-2'000, 20'000), day + static_cast<int>(whole(0, 30))});
    }
    const ProductPlan plan{.groups = {group},
                           .arrivals = {arrivals},
                           .most_doses_a_day = whole(0, 3'000),
                           .changes = {}};
    BlockState state{p, classes_of(plan.groups).size()};
    Campaign campaign{plan, days};
    Shelf shelf;
    std::int64_t started = 0;
    std::int64_t given = 0;
    for (int today = 1; today < days; ++today) {
        for (const Arrival& lot : arrivals)
            if (lot.day == today) shelf.receive(lot);
        shelf.throw_away(today);
        const std::int64_t in_stock = shelf.doses();
        const Campaign::Given now = campaign.give(state, 0, p.priority, today);
        RC_ASSERT(now.doses <= plan.most_doses_a_day);
        RC_ASSERT(now.doses <= in_stock);
        // There is always somebody to take a single dose; the other ones wait for their people.
        RC_ASSERT(!one_dose || now.doses == std::min(in_stock, plan.most_doses_a_day));
        shelf.take(now.doses);
        started += all_of(now.people);
        given += now.doses;
    }
    // Everybody whom the doses of others count had a first one.
    RC_ASSERT(given >= started);
    RC_ASSERT(given <= started * group.doses_per_course);
    std::int64_t touched = 0;
    for (std::size_t i = 0; i < ages; ++i)
        for (std::size_t v = 1; v < state.classes(); ++v)
            for (const Stage stage : {s, e1, e2, r1, r2}) touched += state.people(i, v, stage, 0);
    RC_ASSERT(touched == started);
    RC_ASSERT(state.everybody(0) == std::llround(sum(p.people)));
}

}  // namespace
}  // namespace aliquot::epidemic::testing
