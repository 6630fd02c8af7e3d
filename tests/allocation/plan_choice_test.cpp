// Which line serves whom: sums kept, preferences first, little moved, few lines each.
#include "aliquot/allocation/plan_choice.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/after_decline.hpp"
#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/pooling.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

std::int64_t preference_sum(const Problem& problem, const Grid<Courses>& plan) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j)
            sum += problem.preference.at(i, j) * plan.at(i, j).value();
    return sum;
}

std::int64_t kept(const Grid<Courses>& plan, const Grid<Courses>& earlier) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j)
            sum += std::min(plan.at(i, j), earlier.at(i, j)).value();
    return sum;
}

std::vector<std::int64_t> rows_of(const Grid<Courses>& plan) {
    std::vector<std::int64_t> sums(plan.rows(), 0);
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j) sums[i] += plan.at(i, j).value();
    return sums;
}

std::vector<std::int64_t> columns_of(const Grid<Courses>& plan) {
    std::vector<std::int64_t> sums(plan.columns(), 0);
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j) sums[j] += plan.at(i, j).value();
    return sums;
}

bool fits(const Problem& problem, const Grid<Courses>& plan) {
    for (std::size_t i = 0; i < plan.rows(); ++i) {
        std::array<std::int64_t, 3> stored{0, 0, 0};
        for (std::size_t j = 0; j < plan.columns(); ++j) {
            if (plan.at(i, j) > problem.limit.at(i, j)) return false;
            stored[problem.lines[j].storage_class] += plan.at(i, j).value();
        }
        for (std::size_t c = 0; c < stored.size(); ++c)
            if (stored[c] > problem.claims[i].class_room[c].value()) return false;
    }
    return true;
}

// Every plan with the same sums, by trying all of them.
void for_each_plan(const Problem& problem, const Grid<Courses>& like,
                   const std::function<void(const Grid<Courses>&)>& visit) {
    Grid<Courses> plan{like.rows(), like.columns()};
    std::vector<std::int64_t> row = rows_of(like);
    std::vector<std::int64_t> column = columns_of(like);
    const std::function<void(std::size_t)> place = [&](std::size_t cell) {
        if (cell == like.rows() * like.columns()) {
            const auto nothing = [](std::int64_t left) { return left == 0; };
            if (std::ranges::all_of(row, nothing) && std::ranges::all_of(column, nothing) &&
                fits(problem, plan))
                visit(plan);
            return;
        }
        const std::size_t i = cell / like.columns();
        const std::size_t j = cell % like.columns();
        for (std::int64_t take = 0; take <= std::min(row[i], column[j]); ++take) {
            row[i] -= take;
            column[j] -= take;
            plan.at(i, j) = Courses{take};
            place(cell + 1);
            row[i] += take;
            column[j] += take;
        }
        plan.at(i, j) = Courses{0};
    };
    place(0);
}

TEST(PlanChoice, GivesAPreferredProductWhereTheSumsAllowIt) {
    Problem problem = round_of({claim("AAA", 100, 0, 10), claim("BBB", 100, 0, 10)},
                               {line("L1", 10), line("L2", 10)});
    problem.preference.at(0, 0) = 2;  // AAA prefers L2
    const EvenShares shares = even_shares(problem);
    EXPECT_EQ(shares.plan.at(0, 1), Courses{10});
    EXPECT_EQ(shares.plan.at(1, 0), Courses{10});
}

TEST(PlanChoice, IsTheBestOfAllPlansWithTheSameSums) {
    std::mt19937_64 random{20210331};
    int compared = 0;
    for (int trial = 0; trial < 1'500; ++trial) {
        Problem problem = testing::random_round(random);
        if (problem.lines.size() > 2 || problem.claims.size() > 3) continue;
        const Grid<Courses> plan = equal_coverage(problem);
        Grid<Courses> earlier{plan.rows(), plan.columns()};
        for (std::size_t i = 0; i < plan.rows(); ++i)
            for (std::size_t j = 0; j < plan.columns(); ++j)
                earlier.at(i, j) = Courses{static_cast<std::int64_t>(random() % 6)};
        const Grid<Courses> chosen = choose_plan(problem, plan, earlier);
        ASSERT_TRUE(fits(problem, chosen));
        ASSERT_EQ(rows_of(chosen), rows_of(plan));
        ASSERT_EQ(columns_of(chosen), columns_of(plan));
        const std::int64_t cost = preference_sum(problem, chosen);
        const std::int64_t same = kept(chosen, earlier);
        for_each_plan(problem, plan, [&](const Grid<Courses>& other) {
            const std::int64_t other_cost = preference_sum(problem, other);
            ASSERT_LE(cost, other_cost) << "trial " << trial;
            if (other_cost == cost) {
                ASSERT_GE(same, kept(other, earlier)) << "trial " << trial;
            }
        });
        ++compared;
    }
    EXPECT_GT(compared, 300);
}

TEST(PlanChoice, LeavesAtMostOnePairMoreThanClaimsAndLines) {
    std::vector<Claim> claims;
    std::vector<Line> lines;
    for (int i = 0; i < 40; ++i)
        claims.push_back(claim("C" + std::to_string(i), 100 + 7 * i, 0, 60 + i));
    for (int j = 0; j < 6; ++j) lines.push_back(line("L" + std::to_string(j), 300 + 11 * j));
    const Problem problem = round_of(claims, lines);
    const Grid<Courses> plan = equal_coverage(problem);
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j)
            if (plan.at(i, j) > Courses{0}) ++pairs;
    EXPECT_LE(pairs, claims.size() + lines.size() - 1);
}

// What the claim asks for, may take of a line or can store becomes less.
void decline(Problem& problem, std::size_t who, std::mt19937_64& random) {
    Claim& claim = problem.claims[who];
    const auto less = [&random](Courses& limit) {
        limit = Courses{static_cast<std::int64_t>(random() % 4) * std::min(limit.value(), 24L) / 4};
    };
    switch (random() % 4) {
        case 0:
            claim.room = Courses{0};
            return;
        case 1:
            return less(claim.room);
        case 2:
            return less(problem.limit.at(who, random() % problem.lines.size()));
        default:
            return less(claim.class_room.at(random() % 3));
    }
}

TEST(EvenSharesAgain, AfterADeclineGivesWhatAFreshStartGivesAndMovesNoMoreThanItMust) {
    std::mt19937_64 random{20210803};  // the day North Korea's refusal became known
    for (int trial = 0; trial < 2'000; ++trial) {
        Problem problem = testing::random_round(random);
        const EvenShares before = even_shares(problem);
        const auto who = static_cast<std::uint32_t>(random() % problem.claims.size());
        decline(problem, who, random);
        const EvenShares fresh = even_shares(problem);
        const EvenShares again = even_shares_again(problem, before, std::span{&who, 1});
        ASSERT_EQ(rows_of(again.plan), rows_of(fresh.plan)) << "trial " << trial;
        ASSERT_EQ(columns_of(again.plan), columns_of(fresh.plan)) << "trial " << trial;
        const Shares shares = shares_of(again.plan, again.levels);
        ASSERT_TRUE(verify(pool_of(problem), shares).empty()) << "trial " << trial;
        ASSERT_EQ(preference_sum(problem, again.plan), preference_sum(problem, fresh.plan));
        ASSERT_GE(kept(again.plan, before.plan), kept(fresh.plan, before.plan))
            << "trial " << trial;
    }
}

// Under whatever rule, and in lots: the round without those who declined, checked like any other.
TEST(AfterDecline, IsFairWithoutTheDeclinedUnderEveryRule) {
    std::mt19937_64 random{20210901};
    for (const char* rule : {"equal_coverage", "least_covered", "severity_weighted"})
        for (const bool lots : {false, true})
            for (int trial = 0; trial < 300; ++trial) {
                RuleParameters parameters;
                parameters.rule.name = rule;
                parameters.lots.respect = lots;
                Problem problem = testing::random_round(random);
                for (Line& line : problem.lines)
                    line.lot = Doses{1 + static_cast<std::int64_t>(random() % 3)};
                const auto who = static_cast<std::uint32_t>(random() % problem.claims.size());
                const auto after = share_after_decline(problem, parameters, std::span{&who, 1});
                ASSERT_TRUE(after.has_value());
                EXPECT_EQ(courses_given(problem, after->plan, who), Courses{0});
                EXPECT_EQ(after->moves_least, !lots && std::string{rule} == "equal_coverage");
                const auto found =
                    check_plan(after->problem, after->plan, parameters.rule, parameters.lots);
                EXPECT_TRUE(found.empty()) << rule << ", " << found.front().words;
            }
}

}  // namespace
}  // namespace aliquot
