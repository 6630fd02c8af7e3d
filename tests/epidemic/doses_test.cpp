// Courses to ages in whole people.
#include "aliquot/epidemic/doses.hpp"

#include <numeric>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/outcome.hpp"

namespace aliquot::epidemic::testing {
namespace {

std::int64_t all_of(const CountByAge& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

TEST(InParts, AddUpAndStayBelowTheirCaps) {
    CountByAge weights{};
    CountByAge caps{};
    weights[0] = 10;
    weights[1] = 30;
    weights[2] = 60;
    caps[0] = 10;
    caps[1] = 2;
    caps[2] = 60;
    const CountByAge parts = in_parts(30, weights, caps);
    EXPECT_EQ(parts[1], 2);
    EXPECT_EQ(parts[0], 4);
    EXPECT_EQ(parts[2], 24);
    EXPECT_EQ(in_parts(72, weights, caps), caps);
}

TEST(Courses, GoToTheOldestFirstAndThenOn) {
    const Parameters p = some_country(2, 10);
    BlockState state{p, 6};
    const Priority oldest = priority_of(Strategy::elderly, 0.5, 0);
    const auto eighty = static_cast<std::int64_t>(p.people[16]);
    const auto half = (eighty + 1) / 2;
    CountByAge given = give_courses(state, 0, oldest, half - 10);
    EXPECT_EQ(given[16], half - 10);
    EXPECT_EQ(all_of(given), half - 10);
    given = give_courses(state, 0, oldest, 1'000);
    EXPECT_EQ(given[16], 10);
    EXPECT_EQ(given[15], 990);
    EXPECT_EQ(all_of(given), 1'000);
}

TEST(Courses, AreSharedAlikeAmongAgesOfAStep) {
    const Parameters p = some_country(2, 10);
    BlockState state{p, 6};
    const CountByAge given = give_courses(state, 3, {at_every_age(0.8)}, 100'000);
    EXPECT_EQ(all_of(given), 100'000);
    for (std::size_t i = 0; i < ages; ++i)
        EXPECT_NEAR(static_cast<double>(given[i]), 100'000 * p.people[i] / sum(p.people), 1.001);
}

TEST(Courses, ThatNobodyMayTakeStayOver) {
    const Parameters p = some_country(2, 10);
    BlockState state{p, 6};
    const CountByAge given = give_courses(state, 0, {at_every_age(0.25)}, 1'000'000'000);
    for (std::size_t i = 0; i < ages; ++i)
        EXPECT_NEAR(static_cast<double>(given[i]), p.people[i] / 4, 1);
    EXPECT_EQ(all_of(give_courses(state, 0, {at_every_age(0.25)}, 1'000)), 0);
    EXPECT_EQ(state.everybody(0), static_cast<std::int64_t>(sum(p.people)));
}

}  // namespace
}  // namespace aliquot::epidemic::testing
