// Transmissibility found again from deaths that the model itself made.
#include "aliquot/epidemic/calibration.hpp"

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

constexpr int first_day = -167;
constexpr RandomKey another_key{7, 7};

double true_r0(int day) {
    if (day < first_day + 84) return 1.5;
    if (day < first_day + 140) return 0.9;
    return day < 57 ? 1.7 : 1.6;
}

ProductPlan some_vaccine() {
    VaccineGroup group;
    group.name = "some";
    group.first = {0.4, 0.6};
    group.full = {0.8, 0.9};
    group.waned = {0.3, 0.8};
    return {{group}, {{{.day = 10, .doses = 800'000}}}, 30'000, {}};
}

struct World {
    Parameters parameters = some_country(1, 170);
    ProductPlan plan = some_vaccine();
    std::vector<DeathWeek> weeks;

    explicit World(double reported_share = 1) {
        const CourseTables tables{parameters, {}, plan};
        Course course{tables, another_key, first_day, 5000};
        double deaths = 0;
        while (course.day() < 169) {
            deaths += course.advance(true_r0(course.day()));
            if ((course.day() - first_day) % 7 != 0) continue;
            weeks.push_back({course.day() - 1, std::llround(deaths * reported_share)});
            deaths = 0;
        }
    }
    [[nodiscard]] Calibration calibrated(BySeries factor = {1, 1, 1}) const {
        return *calibrate({&parameters, {}, &plan, weeks, factor, {}});
    }
};

TEST(Calibration, FindsTheTransmissibilityThatMadeTheDeaths) {
    const World world;
    const Calibration c = world.calibrated();
    // The first two steps make up for what is not known of the beginning.
    for (const int day : {-100, -60, -40, 10, 40, 75, 110})
        EXPECT_NEAR(c.transmissibility.r0(day, 1), true_r0(day), 0.2 * true_r0(day)) << day;
    EXPECT_LT(c.error[1], 0.25);
    for (const FittedStep& each : c.transmissibility.steps) EXPECT_FALSE(each.weak) << each.from;
}

TEST(Calibration, TakesReportedDeathsForTheShareTheyAreTakenToBe) {
    const World all;
    const World tenth{0.1};
    const Calibration c = tenth.calibrated({5, 10, 15});
    double model = 0;
    double died = 0;
    for (std::size_t w = 6; w < all.weeks.size(); ++w) {
        model += c.model[w][1];
        died += static_cast<double>(all.weeks[w].deaths);
    }
    EXPECT_NEAR(model / died, 1, 0.06);
    for (std::size_t w = 20; w < all.weeks.size(); ++w) {
        EXPECT_LT(c.model[w][0], c.model[w][1]) << w;
        EXPECT_LT(c.model[w][1], c.model[w][2]) << w;
    }
}

TEST(Calibration, CallsFewDeathsWeakAndWidensItsBand) {
    const World few{0.002};
    const Calibration c = few.calibrated();
    bool some_weak = false;
    for (const FittedStep& each : c.transmissibility.steps) {
        some_weak = some_weak || each.weak;
        EXPECT_LE(each.r0[0], 1.5 * each.r0[2]) << each.from;
    }
    EXPECT_TRUE(some_weak);
    double lower = 0;
    double upper = 0;
    for (const BySeries& week : c.model) {
        lower += week[0];
        upper += week[2];
    }
    EXPECT_GT(upper, 2 * lower);
}

TEST(Calibration, IsTheSameEveryTime) {
    const World world{0.01};
    const Calibration once = world.calibrated({1, 2, 4});
    const Calibration again = world.calibrated({1, 2, 4});
    ASSERT_EQ(once.transmissibility.steps.size(), again.transmissibility.steps.size());
    for (std::size_t k = 0; k < once.transmissibility.steps.size(); ++k)
        EXPECT_EQ(once.transmissibility.steps[k].r0, again.transmissibility.steps[k].r0);
    EXPECT_EQ(once.model, again.model);
}

TEST(Calibration, SaysNothingWhereNoDeathWasReported) {
    World none{1};
    for (DeathWeek& each : none.weeks) each.deaths = 0;
    EXPECT_FALSE(calibrate({&none.parameters, {}, &none.plan, none.weeks, {1, 1, 1}, {}}));
}

TEST(Calibration, LeavesEveryoneWhereTheCourseHadThem) {
    const World world;
    const Transmissibility t = world.calibrated().transmissibility;
    const BlockState state = state_on_day_1(world.parameters, {}, t, 1);
    std::int64_t people = 0;
    for (const double each : world.parameters.people) people += std::llround(each);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        EXPECT_EQ(state.everybody(lane), people);
        const BlockState turned{state, 5, 3};
        EXPECT_EQ(turned.everybody(lane), people);
        EXPECT_EQ(turned.dead(16, lane), state.dead(16, (lane + 3) % lanes));
    }
}

TEST(Calibration, ExpectsWhatPoissonsDistributionSays) {
    EXPECT_NEAR(expected_of(0)[2], 3.69, 0.05);
    EXPECT_NEAR(expected_of(20)[0], 12.22, 0.05);
    EXPECT_NEAR(expected_of(20)[2], 30.89, 0.05);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
