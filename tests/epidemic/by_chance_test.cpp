// What must hold of every member, and of all of them together.
#include "aliquot/epidemic/by_chance.hpp"

#include <cmath>
#include <numeric>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/lanes/kernels.hpp"
#include "aliquot/epidemic/mean_field.hpp"

namespace aliquot::epidemic::testing {
namespace {

ChanceOptions options(std::size_t members) {
    ChanceOptions o;
    o.members = members;
    o.key = random_key(7, 1);
    return o;
}

Parameters vaccinated(double r0, int days) {
    Parameters p = some_country(r0, days);
    p.courses_a_day.from = {0, 20};
    p.courses_a_day.values = {0, 30'000.4};
    p.durations.immune = 200;
    p.durations.protection = 100;
    return p;
}

bool same(const Ensemble& a, const Ensemble& b) {
    for (std::size_t k = 0; k < a.members.size(); ++k)
        if (a.members[k].infections != b.members[k].infections ||
            a.members[k].admissions != b.members[k].admissions ||
            a.members[k].deaths_by_age != b.members[k].deaths_by_age ||
            a.members[k].vaccinations != b.members[k].vaccinations)
            return false;
    for (std::size_t day = 0; day < a.all.size(); ++day)
        if (a.all[day].infections != b.all[day].infections ||
            a.all[day].deaths != b.all[day].deaths ||
            a.all[day].vaccinations != b.all[day].vaccinations)
            return false;
    return a.members.size() == b.members.size();
}

TEST(ByChance, EveryKindOfProcessorGivesTheSameMembers) {
    const KernelList& kernels = kernels_of_this_machine();
    const Parameters p = vaccinated(2.5, 150);
    ChanceOptions o = options(20);
    o.kernel = kernels.kernel[0];
    const Ensemble first = by_chance(p, o);
    for (int k = 1; k < kernels.count; ++k) {
        o.kernel = kernels.kernel[k];
        EXPECT_TRUE(same(first, by_chance(p, o))) << kernels.kernel[k]->name;
    }
}

TEST(ByChance, AnyNumberOfThreadsGivesTheSameMembers) {
    const Parameters p = vaccinated(2.5, 100);
    ChanceOptions o = options(70);
    const Ensemble one = by_chance(p, o);
    for (const int threads : {2, 7}) {
        o.threads = threads;
        EXPECT_TRUE(same(one, by_chance(p, o))) << threads;
    }
}

TEST(ByChance, MembersAreTheSameInWhateverPartsTheyAreMade) {
    const Parameters p = vaccinated(2.5, 100);
    const Ensemble whole = by_chance(p, options(40));
    ChanceOptions part = options(25);
    part.first_member = 15;  // no multiple of a block
    const Ensemble last = by_chance(p, part);
    for (std::size_t k = 0; k < 25; ++k) {
        EXPECT_EQ(last.members[k].infections, whole.members[15 + k].infections);
        EXPECT_EQ(last.members[k].deaths_by_age, whole.members[15 + k].deaths_by_age);
    }
}

TEST(ByChance, AnotherSeedGivesOtherMembers) {
    const Parameters p = some_country(2, 100);
    ChanceOptions o = options(16);
    const Ensemble one = by_chance(p, o);
    o.key = random_key(8, 1);
    EXPECT_FALSE(same(one, by_chance(p, o)));
    EXPECT_NE(random_key(7, 1), random_key(7, 2));
}

TEST(ByChance, NobodyIsLostAndNobodyIsBelowZero) {
    const Parameters p = vaccinated(3, 200);
    const VaccineClasses classes = classes_of(p);
    const TablesByDay tables{p, classes, {}};
    BlockState state{p, classes.size()};
    Block block = state.block(0, 1, 2);
    std::array<std::int64_t, lanes> people{};
    for (std::size_t lane = 0; lane < lanes; ++lane) people[lane] = state.everybody(lane);
    EXPECT_EQ(static_cast<double>(people[0]), sum(p.people));
    for (int day = 1; day < p.days; ++day) {
        state.start_day();
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const CountByAge given = give_courses(state, lane, p.priority, 50'000);
            EXPECT_LE(std::accumulate(given.begin(), given.end(), std::int64_t{0}), 50'000);
        }
        plain_kernel().step(tables.at(day), block, static_cast<std::uint32_t>(day));
        plain_kernel().move_classes(tables.at(day), block, static_cast<std::uint32_t>(day));
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            ASSERT_EQ(state.everybody(lane), people[lane]) << "day " << day;
            for (std::size_t i = 0; i < ages; ++i) {
                std::int64_t inside = 0;
                std::int64_t in_chains = 0;
                for (std::size_t v = 0; v < classes.size(); ++v) {
                    ASSERT_GE(state.inside(i, v, lane), 0);
                    inside += state.inside(i, v, lane);
                    for (int stage = 0; stage < stages; ++stage)
                        ASSERT_GE(state.people(i, v, static_cast<Stage>(stage), lane), 0);
                }
                for (int chain = 0; chain < chains; ++chain)
                    in_chains += state.in_chain(i, static_cast<Chain>(chain), lane);
                ASSERT_EQ(inside, in_chains);
            }
        }
    }
}

TEST(ByChance, EveryCourseIsGivenWhileThereIsSomebodyToTakeIt) {
    Parameters p = vaccinated(0.5, 60);
    const Ensemble ensemble = by_chance(p, options(16));
    // Forty days of 30,000.4 courses.
    for (const MemberTotals& member : ensemble.members) EXPECT_EQ(member.vaccinations, 1'200'016);
}

TEST(ByChance, AnR0BelowOneDiesOut) {
    for (const MemberTotals& member : by_chance(some_country(0.7, 300), options(32)).members) {
        EXPECT_LT(member.infections, 3'000);
        EXPECT_LT(member.peak_day, 100);
    }
}

double mean_of(const Ensemble& ensemble, std::int64_t MemberTotals::* figure) {
    double all = 0;
    for (const MemberTotals& member : ensemble.members) all += static_cast<double>(member.*figure);
    return all / static_cast<double>(ensemble.members.size());
}

// Many seeds, so that when an epidemic starts is no matter of chance.
Parameters many_seeds(Parameters p) {
    p.seeds = at_every_age(500);
    return p;
}

TEST(ByChance, LargeEpidemicsAreThoseOfTheEquationsOnAverage) {
    const Parameters p = many_seeds(some_country(2, 365));
    const Outcome equations = mean_field(p, 10);
    double infections = 0;
    for (const Day& day : equations) infections += sum(day.flows.infections);
    const Ensemble ensemble = by_chance(p, options(64));
    EXPECT_NEAR(mean_of(ensemble, &MemberTotals::infections) / infections, 1, 1e-3);
    EXPECT_NEAR(mean_of(ensemble, &MemberTotals::deaths) / equations.back().stocks.dead, 1, 5e-3);
}

TEST(ByChance, SmallerStepsComeNearerToTheEquationsWithVaccine) {
    const Parameters p = many_seeds(vaccinated(2, 300));
    const double deaths = mean_field(p, 10).back().stocks.dead;
    ChanceOptions o = options(32);
    const double by_day = mean_of(by_chance(p, o), &MemberTotals::deaths) / deaths;
    o.form.steps_a_day = 4;
    const double by_quarter = mean_of(by_chance(p, o), &MemberTotals::deaths) / deaths;
    // Where vaccine and wave race, daily steps let the wave grow a little slower.
    EXPECT_NEAR(by_day, 1, 0.06);
    EXPECT_NEAR(by_quarter, 1, 0.02);
    EXPECT_LT(std::abs(by_quarter - 1), std::abs(by_day - 1));
}

TEST(ByChance, UnlimitedBedsLowerDeaths) {
    Parameters p = some_country(3, 300);
    p.general_beds = 2'000;
    p.icu_beds = 200;
    const double limited = mean_of(by_chance(p, options(16)), &MemberTotals::deaths);
    p.general_beds = p.icu_beds = without_end;
    EXPECT_LT(mean_of(by_chance(p, options(16)), &MemberTotals::deaths), limited);
}

// With the same random numbers, a bed changes who draws which: of a few deaths one member may have
// one more. Where beds are short by many, none has.
TEST(ByChance, UnlimitedBedsLowerDeathsInEveryMemberWhereManyLackOne) {
    Parameters p = some_country(3, 300);
    p.general_beds = 2'000;
    p.icu_beds = 200;
    const Ensemble limited = by_chance(p, options(64));
    p.general_beds = p.icu_beds = without_end;
    const Ensemble unlimited = by_chance(p, options(64));
    for (std::size_t k = 0; k < 64; ++k)
        EXPECT_LE(unlimited.members[k].deaths, limited.members[k].deaths);
}

TEST(ByChance, VaccineAgainstDiseaseAloneLeavesInfectionsOnAverage) {
    Parameters p = many_seeds(vaccinated(2, 200));
    p.durations.mild = p.durations.onset_to_hospital = 3;
    p.general_beds = p.icu_beds = without_end;
    p.efficacy.infection = Steps<ByAge>{at_every_age(0)};
    const Ensemble with = by_chance(p, options(64));
    p.courses_a_day = Steps<double>{0};
    const Ensemble without = by_chance(p, options(64));
    // Two stages before hospital infect a little later than one of the same length.
    EXPECT_NEAR(
        mean_of(with, &MemberTotals::infections) / mean_of(without, &MemberTotals::infections), 1,
        2e-3);
    EXPECT_LT(mean_of(with, &MemberTotals::deaths), 0.95 * mean_of(without, &MemberTotals::deaths));
}

TEST(ByChance, BedsDoNotChangeInfections) {
    Parameters p = some_country(3, 200);
    p.general_beds = 2'000;
    const Ensemble limited = by_chance(p, options(16));
    p.general_beds = p.icu_beds = without_end;
    const Ensemble unlimited = by_chance(p, options(16));
    for (std::size_t k = 0; k < 16; ++k)
        EXPECT_EQ(limited.members[k].infections, unlimited.members[k].infections);
}

TEST(ByChance, ImportationsStartAnEpidemicWithoutSeeds) {
    Parameters p = some_country(2, 200);
    p.seeds = at_every_age(0);
    ChanceOptions o = options(16);
    EXPECT_EQ(mean_of(by_chance(p, o), &MemberTotals::infections), 0);
    o.form.importations_a_day = 2;
    EXPECT_GT(mean_of(by_chance(p, o), &MemberTotals::infections), 1'000'000);
    p.beta = Steps<double>{0};
    // 199 days of 2, of whom nobody infects anybody.
    EXPECT_NEAR(mean_of(by_chance(p, options(0 + 16)), &MemberTotals::infections), 0, 0);
    EXPECT_NEAR(mean_of(by_chance(p, o), &MemberTotals::infections), 398, 20);
}

TEST(ByChance, CautionKeepsAnEpidemicDownOnlyOncePeopleDie) {
    const Parameters p = many_seeds(some_country(2, 250));
    const double careless = mean_of(by_chance(p, options(16)), &MemberTotals::deaths);
    ChanceOptions o = options(16);
    o.caution = {.deaths_in_seven_days = 500, .power = 2};
    const Ensemble careful = by_chance(p, o);
    EXPECT_LT(mean_of(careful, &MemberTotals::deaths), 0.6 * careless);
    // Deaths come weeks after infections: until then both are the same.
    const Ensemble before = by_chance(p, options(16));
    EXPECT_EQ(careful.all[5].infections, before.all[5].infections);
}

TEST(ByChance, AVariantThatEscapesImmunityMakesASecondWave) {
    const Parameters p = many_seeds(some_country(2, 400));
    const Ensemble once = by_chance(p, options(16));
    ChanceOptions o = options(16);
    o.escapes = {{.day = 150, .share = 0.9}};
    o.form.importations_a_day = 10;
    const Ensemble twice = by_chance(p, o);
    EXPECT_GT(mean_of(twice, &MemberTotals::infections),
              1.2 * mean_of(once, &MemberTotals::infections));
}

}  // namespace
}  // namespace aliquot::epidemic::testing
