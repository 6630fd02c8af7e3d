// What must hold of any epidemic: nobody is lost, and more protection or beds never do harm.
#include "aliquot/epidemic/mean_field.hpp"

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

constexpr int plain_steps = 10;

double infections(const Outcome& outcome) {
    double all = 0;
    for (const Day& day : outcome) all += sum(day.flows.infections);
    return all;
}
double deaths(const Outcome& outcome) {
    return outcome.back().stocks.dead;
}

Parameters vaccinated_country() {
    Parameters p = some_country(2.5, 300);
    p.courses_a_day = Steps<double>{20'000};
    return p;
}

TEST(MeanField, HasADayForEachDayAndDeathsAddUp) {
    const Outcome outcome = mean_field(some_country(2, 120), plain_steps);
    ASSERT_EQ(outcome.size(), 120U);
    double died = 0;
    for (const Day& day : outcome) died += sum(day.flows.deaths);
    EXPECT_NEAR(died, deaths(outcome), 1e-6);
    EXPECT_GT(died, 0);
}

TEST(MeanField, AnR0BelowOneDiesOut) {
    const Outcome outcome = mean_field(some_country(0.8, 365), plain_steps);
    EXPECT_LT(sum(outcome.back().flows.infections), 1e-3);
    EXPECT_LT(infections(outcome), 1000);
}

TEST(MeanField, AnR0AboveOneDoesNot) {
    EXPECT_GT(infections(mean_field(some_country(1.5, 500), plain_steps)), 1e6);
}

TEST(MeanField, VaccineWithoutEfficacyChangesNothing) {
    Parameters p = vaccinated_country();
    p.efficacy.infection = Steps<ByAge>{at_every_age(0)};
    p.efficacy.disease = Steps<ByAge>{at_every_age(0)};
    Parameters none = p;
    none.courses_a_day = Steps<double>{0};
    const Outcome with = mean_field(p, plain_steps);
    const Outcome without = mean_field(none, plain_steps);
    EXPECT_NEAR(infections(with) / infections(without), 1, 1e-9);
    EXPECT_NEAR(deaths(with) / deaths(without), 1, 1e-9);
    EXPECT_GT(with.back().stocks.vaccinated, 0);
}

TEST(MeanField, EfficacyAgainstDiseaseAloneLeavesInfectionsAsTheyAre) {
    Parameters p = vaccinated_country();
    p.general_beds = without_end;
    p.icu_beds = without_end;
    p.durations.mild = p.durations.onset_to_hospital = 3;  // as infectious in hospital's stead
    p.efficacy.infection = Steps<ByAge>{at_every_age(0)};
    Parameters none = p;
    none.courses_a_day = Steps<double>{0};
    const Outcome with = mean_field(p, plain_steps);
    const Outcome without = mean_field(none, plain_steps);
    // Not exactly: two stages of three days infect a little later than one.
    EXPECT_NEAR(infections(with) / infections(without), 1, 1e-3);
    EXPECT_LT(deaths(with), 0.9 * deaths(without));
}

TEST(MeanField, MoreBedsNeverRaiseDeaths) {
    Parameters p = some_country(3, 300);
    double before = without_end;
    for (const double beds : {0.0, 1'000.0, 20'000.0, without_end}) {
        p.general_beds = beds;
        p.icu_beds = beds / 20;
        const double now = deaths(mean_field(p, plain_steps));
        EXPECT_LE(now, before * (1 + 1e-12));
        before = now;
    }
}

TEST(MeanField, BedsDoNotChangeInfections) {
    Parameters p = some_country(3, 300);
    const double limited = infections(mean_field(p, plain_steps));
    p.general_beds = p.icu_beds = without_end;
    EXPECT_NEAR(limited / infections(mean_field(p, plain_steps)), 1, 1e-12);
}

TEST(MeanField, NoMorePeopleAreVaccinatedThanAreSupplied) {
    Parameters p = vaccinated_country();
    p.courses_a_day.from = {0, 50};
    p.courses_a_day.values = {0, 5'000};
    const Outcome outcome = mean_field(p, plain_steps);
    for (const Day& day : outcome)
        EXPECT_NEAR(sum(day.flows.vaccinations), day.day > 50 ? 5'000 : 0, 1e-6);
}

TEST(MeanField, NobodyIsLost) {
    Parameters p = vaccinated_country();
    p.durations.immune = 100;
    p.durations.protection = 100;
    const Outcome outcome = mean_field(p, plain_steps);
    for (const Day& day : outcome) {
        const Stocks& s = day.stocks;
        const double counted =
            s.susceptible + s.exposed + s.recovered + s.dead + s.need_general_bed + s.need_icu;
        EXPECT_LE(counted, sum(p.people) * (1 + 1e-12));
    }
    // At the end of an epidemic without loss of immunity nobody is ill.
    const Outcome over = mean_field(some_country(3, 500), plain_steps);
    const Stocks& s = over.back().stocks;
    EXPECT_NEAR((s.susceptible + s.recovered + s.dead) / sum(p.people), 1, 1e-6);
}

TEST(MeanField, HalvingTheStepChangesLittle) {
    const Parameters p = some_country(2.5, 300);
    EXPECT_NEAR(deaths(mean_field(p, 10)) / deaths(mean_field(p, 20)), 1, 1e-6);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
