// Doses of several products: none before it arrives, none twice, second doses when they are due.
#include "aliquot/epidemic/products.hpp"

#include <numeric>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/by_chance.hpp"

namespace aliquot::epidemic::testing {
namespace {

VaccineGroup two_doses(std::string name, int interval) {
    VaccineGroup group;
    group.name = std::move(name);
    group.interval_days = interval;
    group.first = {.infection = 0.4, .disease = 0.5};
    group.full = {.infection = 0.8, .disease = 0.8};
    return group;
}

ProductPlan plan_of(VaccineGroup group, std::vector<Arrival> arrivals) {
    return {.groups = {std::move(group)},
            .arrivals = {std::move(arrivals)},
            .most_doses_a_day = 1'000'000'000,
            .changes = {}};
}

std::int64_t all_of(const CountByAge& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

TEST(Campaign, GivesSecondDosesAfterTheIntervalAndBeforeNewFirstDoses) {
    const Parameters p = some_country(2, 60);
    const ProductPlan plan = plan_of(two_doses("two", 20), {{1, 5'000}, {21, 6'000}});
    BlockState state{p, classes_of(plan.groups).size()};
    Campaign campaign{plan, 60};
    EXPECT_EQ(all_of(campaign.give(state, 0, p.priority, 1).people), 5'000);
    for (int day = 2; day < 21; ++day) EXPECT_EQ(campaign.give(state, 0, p.priority, day).doses, 0);
    const Campaign::Given given = campaign.give(state, 0, p.priority, 21);
    EXPECT_EQ(given.doses, 6'000);
    EXPECT_EQ(all_of(given.people), 1'000);  // 5,000 second doses came first
    std::int64_t full = 0;
    for (std::size_t i = 0; i < ages; ++i)
        for (const Stage stage : {s, e1, e2, r1, r2}) full += state.people(i, 3, stage, 0);
    EXPECT_EQ(full, 5'000);
    EXPECT_EQ(state.everybody(0), static_cast<std::int64_t>(sum(p.people)));
}

TEST(Campaign, AStockOutMakesPeopleWaitForTheSameProduct) {
    const Parameters p = some_country(2, 60);
    ProductPlan plan = plan_of(two_doses("first", 10), {{1, 1'000}, {30, 400}});
    plan.groups.push_back(two_doses("second", 10));
    plan.arrivals.push_back({{12, 700}});
    BlockState state{p, classes_of(plan.groups).size()};
    Campaign campaign{plan, 60};
    EXPECT_EQ(campaign.give(state, 0, p.priority, 1).doses, 1'000);
    EXPECT_EQ(campaign.give(state, 0, p.priority, 11).doses, 0);  // due, and nothing there
    // The other product starts others; it completes nobody's course of the first.
    EXPECT_EQ(all_of(campaign.give(state, 0, p.priority, 12).people), 700);
    const Campaign::Given late = campaign.give(state, 0, p.priority, 30);
    EXPECT_EQ(late.doses, 400);
    EXPECT_EQ(all_of(late.people), 0);
}

TEST(Campaign, DosesAfterTheirLastDayAreNotGiven) {
    const Parameters p = some_country(2, 60);
    ProductPlan plan = plan_of(two_doses("two", 20), {{1, 500, 3}, {2, 300, 9}});
    plan.most_doses_a_day = 100;
    BlockState state{p, 5};
    Campaign campaign{plan, 60};
    std::int64_t given = 0;
    for (int day = 1; day < 20; ++day) given += campaign.give(state, 0, p.priority, day).doses;
    EXPECT_EQ(given, 600);  // a hundred a day: three of the first lot, which ends first
}

TEST(Campaign, ThreeDosesTakeTwoAtTheSecondVisit) {
    const Parameters p = some_country(2, 60);
    VaccineGroup group = two_doses("three", 10);
    group.doses_per_course = 3;
    const ProductPlan plan = plan_of(group, {{1, 100}, {11, 150}});
    BlockState state{p, 5};
    Campaign campaign{plan, 60};
    EXPECT_EQ(campaign.give(state, 0, p.priority, 1).doses, 100);
    EXPECT_EQ(campaign.give(state, 0, p.priority, 11).doses, 150);
    EXPECT_EQ(campaign.give(state, 0, p.priority, 12).doses, 0);
}

TEST(Campaign, MoreDosesMeanFewerDeathsAndTheEnsembleCountsThem) {
    Parameters p = some_country(2, 250);
    p.seeds = at_every_age(200);
    ChanceOptions o;
    o.members = 16;
    o.key = random_key(3, 3);
    const ProductPlan few = plan_of(two_doses("two", 28), {{1, 200'000}, {60, 200'000}});
    const ProductPlan many = plan_of(two_doses("two", 28), {{1, 2'000'000}, {30, 2'000'000}});
    o.products = &few;
    const Ensemble with_few = by_chance(p, o);
    o.products = &many;
    const Ensemble with_many = by_chance(p, o);
    for (std::size_t k = 0; k < 16; ++k) {
        EXPECT_EQ(with_few.members[k].doses, 400'000);
        EXPECT_EQ(with_many.members[k].doses, 4'000'000);
        EXPECT_LT(with_many.members[k].deaths, with_few.members[k].deaths);
    }
}

TEST(VaccineClasses, AVariantLowersEfficacyFromItsDayOn) {
    const VaccineClasses classes = classes_of({two_doses("two", 28)}, {{100, 0.5, 0.75}});
    ASSERT_EQ(classes.size(), 5U);
    EXPECT_EQ(classes[3].infection.at(99)[4], 0.8);
    EXPECT_EQ(classes[3].infection.at(100)[4], 0.4);
    EXPECT_NEAR(classes[3].disease.at(100)[4], 0.6, 1e-12);
    EXPECT_EQ(classes[1].infection.at(100)[4], 0);
}

TEST(ByChanceWithProducts, VaccineWithoutEfficacyAvertsNothingOnAverage) {
    Parameters p = some_country(2, 200);
    p.seeds = at_every_age(500);
    ChanceOptions o;
    o.members = 32;
    o.key = random_key(3, 3);
    VaccineGroup useless = two_doses("none", 28);
    useless.first = useless.full = {};
    const ProductPlan doses = plan_of(useless, {{1, 3'000'000}});
    const ProductPlan nothing = plan_of(useless, {});
    o.products = &doses;
    const Ensemble with = by_chance(p, o);
    o.products = &nothing;
    const Ensemble without = by_chance(p, o);
    double difference = 0;
    double deaths = 0;
    for (std::size_t k = 0; k < 32; ++k) {
        difference += static_cast<double>(with.members[k].deaths - without.members[k].deaths);
        deaths += static_cast<double>(without.members[k].deaths);
    }
    EXPECT_LT(std::abs(difference), 0.004 * deaths);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
