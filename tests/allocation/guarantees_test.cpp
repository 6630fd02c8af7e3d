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

// What the promises of a rule compare, in one random round.
struct Changes {
    Problem before;
    Problem more_supply;
    Problem without;
    Problem modest;
    std::size_t who;

    Changes(Problem problem, std::mt19937_64& random)
        : before{std::move(problem)}, who{random() % before.claims.size()} {
        more_supply = modest = before;
        more_supply.lines[random() % before.lines.size()].doses += Doses{6};
        modest.claims[who].room = Courses{before.claims[who].room.value() / 2};
        without = without_claim(before, who);
    }

    static Problem without_claim(const Problem& problem, std::size_t who) {
        Problem rest = problem;
        const auto at = static_cast<std::ptrdiff_t>(who);
        rest.claims.erase(rest.claims.begin() + at);
        rest.limit = {rest.claims.size(), rest.lines.size()};
        rest.preference = {rest.claims.size(), rest.lines.size()};
        for (std::size_t i = 0; i < rest.claims.size(); ++i)
            for (std::size_t j = 0; j < rest.lines.size(); ++j) {
                rest.limit.at(i, j) = problem.limit.at(i < who ? i : i + 1, j);
                rest.preference.at(i, j) = problem.preference.at(i < who ? i : i + 1, j);
            }
        return rest;
    }
};

// In whole courses, on small rounds of every kind: what is said to hold was never seen to fail.
void expect_promises_kept(const Changes& rounds, const RuleParameters& whole) {
    const auto said = guarantees_of(rounds.before, whole, false);
    for (const char* code : {"more_supply", "fewer_takers", "lower_limits", "no_overstating"})
        EXPECT_TRUE(holds(said, code)) << code;
    const auto before = solve(rounds.before, whole);
    const auto with_more = solve(rounds.more_supply, whole);
    const auto lower = solve(rounds.modest, whole);
    auto without = solve(rounds.without, whole);
    const std::size_t who = rounds.who;
    without.insert(without.begin() + static_cast<std::ptrdiff_t>(who), 0);
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_GE(with_more[i], before[i]) << "more supply";
        if (i == who) continue;
        EXPECT_GE(without[i], before[i]) << "one leaves";
        EXPECT_GE(lower[i], before[i]) << "one asks for less";
    }
    // Asking for more than it can take gives it what fits, as asking for that much does.
    EXPECT_EQ(lower[who], std::min(before[who], rounds.modest.claims[who].room.value()));
}

#ifdef NDEBUG
constexpr int many_rounds = 10'000;
#else
constexpr int many_rounds = 500;  // without optimisation
#endif

TEST(Guarantees, WhatIsSaidToHoldHolds) {
    std::mt19937_64 random{12};
    for (int turn = 0; turn < many_rounds && !HasFailure(); ++turn) {
        SCOPED_TRACE(turn);
        expect_promises_kept(Changes{random_round(random), random},
                             parameters("equal_coverage", false));
    }
}

TEST(Guarantees, SeverityWeightedKeepsAllButEvennessByPeopleWhereAllReport) {
    std::mt19937_64 random{13};
    for (int turn = 0; turn < many_rounds && !HasFailure(); ++turn) {
        SCOPED_TRACE(turn);
        Problem problem = random_round(random);
        for (Claim& claim : problem.claims) {
            const auto deaths = static_cast<std::int64_t>(random() % 3);  // of tens of people
            claim.deaths = DeathInterval{{0, deaths, 2 * deaths}, 1};
        }
        const RuleParameters weighted = parameters("severity_weighted", false);
        EXPECT_FALSE(holds(guarantees_of(problem, weighted, false), "most_even"));
        expect_promises_kept(Changes{std::move(problem), random}, weighted);
    }
}

// The example of docs/methods/guarantees.md.
TEST(Guarantees, WhoIsWeighedLikeTheMedianMayGainWhenAnotherLeaves) {
    Problem problem = round_of({claim("HARD", 100'000, 0, 100'000), claim("MILD", 1'000, 0, 1'000),
                                claim("SILENT", 1'000'000, 0, 1'000'000)},
                               {line("L", 10'000)});
    problem.claims[0].deaths = DeathInterval{{9000, 9000, 9000}, 1};
    problem.claims[1].deaths = DeathInterval{{0, 0, 0}, 1};
    const RuleParameters weighted = parameters("severity_weighted", false);
    EXPECT_FALSE(holds(guarantees_of(problem, weighted, false), "fewer_takers"));
    EXPECT_TRUE(holds(guarantees_of(problem, weighted, false), "more_supply"));
    EXPECT_EQ(solve(problem, weighted), (std::vector<std::int64_t>{1666, 9, 8325}));
    EXPECT_EQ(solve(Changes::without_claim(problem, 1), weighted),
              (std::vector<std::int64_t>{910, 9090}));
}

}  // namespace
}  // namespace aliquot
