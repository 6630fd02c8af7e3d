// Courses that go from band to band as targets are met, whatever the length of the steps.
#include "aliquot/epidemic/vaccine_flow.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/epidemic/outcome.hpp"

namespace aliquot::epidemic {
namespace {

VaccineBands of_a_million() {
    VaccineBands bands{};
    for (VaccineBand& band : bands) band = {1'000'000, 0, 900'000};
    return bands;
}

void take(VaccineBands& bands, const ByAge& given) {
    for (std::size_t i = 0; i < ages; ++i) {
        bands[i].vaccinated += given[i];
        bands[i].able -= given[i];
    }
}

TEST(VaccineFlow, UsesEveryCourseWhileTheyAreScarce) {
    const Priority oldest_first = priority_of(Strategy::elderly, 0.8, 0);
    // Enough for the two oldest bands and half of the third, within one step.
    const ByAge given = vaccinated_within(of_a_million(), oldest_first, 50'000, 40);
    EXPECT_NEAR(sum(given), 2'000'000, 1e-6);
    EXPECT_NEAR(given[16], 800'000, 1e-6);
    EXPECT_NEAR(given[15], 800'000, 1e-6);
    EXPECT_NEAR(given[14], 400'000, 1e-6);
}

TEST(VaccineFlow, VaccinatesEverybodyAtOneADayWherePeopleAreScarce) {
    ByAge row{};
    row[3] = 0.8;
    const ByAge given = vaccinated_within(of_a_million(), {row}, 2'000'000, 0.25);
    EXPECT_NEAR(given[3], 900'000 * -std::expm1(-0.25), 1e-6);
    EXPECT_NEAR(sum(given), given[3], 1e-9);
}

TEST(VaccineFlow, StopsAtTheTarget) {
    ByAge row{};
    row[3] = 0.5;
    const ByAge given = vaccinated_within(of_a_million(), {row}, 2'000'000, 10);
    EXPECT_NEAR(given[3], 500'000, 1e-6);
}

TEST(VaccineFlow, StopsWhereNobodyElseCanBeVaccinated) {
    const ByAge given =
        vaccinated_within(of_a_million(), priority_of(Strategy::all, 1, 0), 1e9, 100);
    for (const double each : given) {
        EXPECT_LE(each, 900'000);
        EXPECT_NEAR(each, 900'000, 1e-6);
    }
}

RC_GTEST_PROP(VaccineFlow, OneLongStepIsManyShortOnes, ()) {
    const auto people = [](int most) { return static_cast<double>(*rc::gen::inRange(0, most)); };
    VaccineBands bands{};
    for (VaccineBand& band : bands) {
        band.able = people(1'000'000);
        band.vaccinated = people(1'000'000);
        band.living = band.able + band.vaccinated + people(100'000);
    }
    const auto strategy = static_cast<Strategy>(*rc::gen::inRange(0, 5));
    const Priority priority =
        priority_of(strategy, 0.01 * *rc::gen::inRange(0, 101), 0.01 * *rc::gen::inRange(0, 101));
    const double courses = people(5'000'000);
    const ByAge at_once = vaccinated_within(bands, priority, courses, 3);
    RC_ASSERT(sum(at_once) <= 3 * courses * (1 + 1e-9));
    ByAge bit_by_bit{};
    for (int k = 0; k < 48; ++k) {
        const ByAge now = vaccinated_within(bands, priority, courses, 1.0 / 16);
        take(bands, now);
        for (std::size_t i = 0; i < ages; ++i) bit_by_bit[i] += now[i];
    }
    for (std::size_t i = 0; i < ages; ++i) {
        RC_ASSERT(bands[i].able >= 0);
        RC_ASSERT(std::abs(at_once[i] - bit_by_bit[i]) < 1e-3);
    }
}

}  // namespace
}  // namespace aliquot::epidemic
