// What can be relied on: promises that are said to hold do, and those said to be broken can break.
#include "aliquot/allocation/guarantees.hpp"

#include <algorithm>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::random_round;
using testing::round_of;

RuleParameters parameters(const std::string& rule, bool lots) {
    RuleParameters parameters;
    parameters.rule.name = rule;
    parameters.lots.respect = lots;
    return parameters;
}

bool holds(const std::vector<Guarantee>& all, const std::string& code) {
    return std::ranges::find(all, code, &Guarantee::code)->holds;
}

std::vector<std::int64_t> solve(const Problem& problem, const RuleParameters& parameters) {
    const auto proposal = find_rule(parameters.rule.name)->propose(problem, parameters);
    EXPECT_TRUE(proposal.has_value());
    std::vector<std::int64_t> courses;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        courses.push_back(courses_given(problem, proposal->plan, i).value());
    return courses;
}

TEST(Guarantees, EqualCoverageInWholeCoursesKeepsAllFive) {
    const Problem problem = round_of({claim("A", 10, 0, 10)}, {line("L", 10, 2)});
    const auto all = guarantees_of(problem, parameters("equal_coverage", true), false);
    ASSERT_EQ(all.size(), 5U);
    for (const Guarantee& each : all) {
        EXPECT_TRUE(each.holds) << each.code;
        EXPECT_TRUE(each.because.empty()) << each.code;
    }
}

TEST(Guarantees, ABrokenPromiseNamesWhatBreaksIt) {
    Problem problem = round_of({claim("A", 10, 0, 10)}, {line("L", 40, 2)});
    problem.lines[0].lot = Doses{10};
    problem.lines[0].minimum_shipment = Doses{20};
    for (const Guarantee& each :
         guarantees_of(problem, parameters("equal_coverage", true), false)) {
        EXPECT_FALSE(each.holds) << each.code;
        EXPECT_EQ(each.because.size(), 2U) << each.code;  // lots, and minimum shipments
    }
    for (const Guarantee& each : guarantees_of(problem, parameters("equal_coverage", false), false))
        EXPECT_TRUE(each.holds) << each.code;
    for (const Guarantee& each : guarantees_of(problem, parameters("equal_coverage", false), true))
        EXPECT_FALSE(each.holds) << each.code;
    EXPECT_FALSE(
        holds(guarantees_of(problem, parameters("least_covered", false), false), "most_even"));
    EXPECT_TRUE(
        holds(guarantees_of(problem, parameters("least_covered", false), false), "fewer_takers"));
    EXPECT_FALSE(
        holds(guarantees_of(problem, parameters("recorded", false), false), "no_overstating"));
}

// In whole courses, on small rounds of every kind: what is said to hold was never seen to fail.
TEST(Guarantees, WhatIsSaidToHoldHolds) {
    std::mt19937_64 random{12};
    const RuleParameters whole = parameters("equal_coverage", false);
    for (int turn = 0; turn < 1'500; ++turn) {
        const Problem problem = random_round(random);
        const auto before = solve(problem, whole);
        Problem more = problem;
        more.lines[random() % more.lines.size()].doses += Doses{6};
        const auto with_more = solve(more, whole);
        const std::size_t who = random() % problem.claims.size();
        Problem fewer = problem;
        fewer.claims[who].room = Courses{0};
        const auto without = solve(fewer, whole);
        Problem modest = problem;
        modest.claims[who].room = Courses{problem.claims[who].room.value() / 2};
        const auto lower = solve(modest, whole);
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_GE(with_more[i], before[i]) << "more supply, turn " << turn;
            if (i != who) {
                EXPECT_GE(without[i], before[i]) << "one leaves, turn " << turn;
                EXPECT_GE(lower[i], before[i]) << "one asks for less, turn " << turn;
            }
        }
        EXPECT_LE(lower[who], before[who]) << "nobody gains by asking for less, turn " << turn;
    }
}

}  // namespace
}  // namespace aliquot
