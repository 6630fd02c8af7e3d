// The gap to the exact answer: against a pencil, and as a bound on every plan there is.
#include "aliquot/allocation/lorenz_gap.hpp"

#include <algorithm>
#include <functional>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

TEST(LorenzGap, IsNothingWhereThePlanIsTheExactAnswer) {
    const Problem problem =
        round_of({claim("A", 60, 0, 60), claim("B", 10, 0, 10)}, {line("L", 35, 1)});
    const Grid<Courses> exact = equal_coverage(problem);
    const LotsOutcome outcome = against_exact(problem, exact, whole_course_plan(problem, exact));
    EXPECT_EQ(outcome.gap, Courses{0});
    EXPECT_FALSE(outcome.gained_most.has_value());
    EXPECT_FALSE(outcome.lost_most.has_value());
    EXPECT_EQ(outcome.exact.gini_millionths, outcome.in_lots.gini_millionths);
}

// A has 60 people, B and C 20 each; exact 30, 10, 10; in lots of 10 the plan gives 30, 20, 0.
TEST(LorenzGap, IsTheLargestLossOfAnyWorstCoveredGroup) {
    const Problem problem = round_of(
        {claim("A", 60, 0, 60), claim("B", 20, 0, 20), claim("C", 20, 0, 20)}, {line("L", 50, 1)});
    Grid<Courses> exact{3, 1};
    exact.at(0, 0) = Courses{30};
    exact.at(1, 0) = Courses{10};
    exact.at(2, 0) = Courses{10};
    Plan plan{3, 1};
    plan.at(0, 0) = Doses{30};
    plan.at(1, 0) = Doses{20};
    const LotsOutcome outcome = against_exact(problem, exact, plan);
    EXPECT_EQ(outcome.gap, Courses{10});
    EXPECT_EQ(outcome.gap_weight, People{20});  // the twenty of C, who have nothing
    EXPECT_EQ(outcome.gap_of, Courses{10});
    EXPECT_EQ(outcome.weight, People{100});
    EXPECT_EQ(outcome.bound(), Courses{13});
    ASSERT_TRUE(outcome.gained_most && outcome.lost_most);
    EXPECT_EQ(outcome.gained_most->claim, 1U);
    EXPECT_EQ(outcome.lost_most->claim, 2U);
    EXPECT_EQ(outcome.lost_most->courses, Courses{10});
    EXPECT_EQ(outcome.in_lots.lowest_claim, 2U);
    EXPECT_EQ(outcome.exact.gini_millionths, 0);
    // Twenty at 0, sixty at 1/2, twenty at 1: 1 - (60 x 30 + 20 x (60 + 20)) / (100 x 50).
    EXPECT_EQ(outcome.in_lots.gini_millionths, 320'000);
}

TEST(LorenzGap, HoldsWithAThousandMillionPeopleAndMore) {
    const std::int64_t many = std::int64_t{1} << 47;
    const Problem problem =
        round_of({claim("A", many, 0, many), claim("B", many - 1, 0, many)}, {line("L", many, 1)});
    const Grid<Courses> exact = equal_coverage(problem);
    Plan plan{2, 1};
    plan.at(0, 0) = Doses{many};
    const LotsOutcome outcome = against_exact(problem, exact, plan);
    EXPECT_EQ(outcome.lost_most->claim, 1U);
    EXPECT_EQ(outcome.gap, exact.at(1, 0) - Courses{0});
}

// What the worst-covered `people` hold, times 720720 (a multiple of every weight used here).
std::int64_t worst(const std::vector<Claim>& claims, const std::vector<std::int64_t>& held,
                   std::int64_t people) {
    std::vector<std::size_t> order(claims.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto weight = [&](std::size_t i) { return claims[i].weight.value(); };
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return held[a] * weight(b) < held[b] * weight(a);
    });
    std::int64_t sum = 0;
    for (const std::size_t i : order) {
        const std::int64_t part = std::min(people, weight(i));
        sum += held[i] * part * (720'720 / weight(i));
        people -= part;
    }
    return sum;
}

// Every plan in courses, visited.
void every_plan(const Problem& problem, Grid<Courses>& plan, std::size_t cell,
                const std::function<void()>& visit) {
    if (cell == problem.claims.size() * problem.lines.size()) return visit();
    const std::size_t i = cell / problem.lines.size();
    const std::size_t j = cell % problem.lines.size();
    std::int64_t most = std::min(problem.limit.at(i, j).value(), problem.claims[i].room.value());
    std::int64_t line_left = problem.lines[j].courses().value();
    for (std::size_t k = 0; k < i; ++k) line_left -= plan.at(k, j).value();
    std::int64_t stored = 0;
    for (std::size_t k = 0; k < j; ++k) {
        most = std::min(most, problem.claims[i].room.value() - plan.at(i, k).value());
        if (problem.lines[k].storage_class == problem.lines[j].storage_class)
            stored += plan.at(i, k).value();
    }
    std::int64_t given = 0;
    for (std::size_t k = 0; k < j; ++k) given += plan.at(i, k).value();
    most =
        std::min({most, line_left, problem.claims[i].room.value() - given,
                  problem.claims[i].class_room[problem.lines[j].storage_class].value() - stored});
    for (std::int64_t courses = 0; courses <= most; ++courses) {
        plan.at(i, j) = Courses{courses};
        every_plan(problem, plan, cell + 1, visit);
    }
    plan.at(i, j) = Courses{0};
}

TEST(LorenzGap, NoPlanThereIsGivesAnyWorstCoveredGroupMoreThanTheBound) {
    std::mt19937_64 random{92};
    int rounds = 0;
    std::int64_t plans = 0;
    while (rounds < 300) {
        Problem problem = testing::random_round(random);
        if (problem.claims.size() > 3) continue;
        for (Claim& each : problem.claims) {
            constexpr std::array<std::int64_t, 8> weights{1, 2, 3, 5, 7, 11, 13, 16};
            each.weight = People{weights.at(random() % weights.size())};
            each.room = std::min(each.room, Courses{4});
        }
        ++rounds;
        const Grid<Courses> exact = equal_coverage(problem);
        const auto held_of = [&](const Grid<Courses>& answer) {
            std::vector<std::int64_t> held;
            for (std::size_t i = 0; i < answer.rows(); ++i) {
                held.push_back(problem.claims[i].held.value());
                for (std::size_t j = 0; j < answer.columns(); ++j)
                    held.back() += answer.at(i, j).value();
            }
            return held;
        };
        std::int64_t served = 0;
        std::int64_t people = 0;
        const std::vector<std::int64_t> fair = held_of(exact);
        for (std::size_t i = 0; i < fair.size(); ++i) {
            served += fair[i] > problem.claims[i].held.value() ? 1 : 0;
            people += problem.claims[i].weight.value();
        }
        Grid<Courses> plan{problem.claims.size(), problem.lines.size()};
        every_plan(problem, plan, 0, [&] {
            ++plans;
            const std::vector<std::int64_t> held = held_of(plan);
            const LotsOutcome outcome =
                against_exact(problem, exact, whole_course_plan(problem, plan));
            for (std::int64_t q = 1; q <= people; ++q) {
                const std::int64_t here = worst(problem.claims, held, q);
                const std::int64_t there = worst(problem.claims, fair, q);
                ASSERT_LE(here - there, served * 720'720) << "at " << q << " people";
                ASSERT_LE(there - here, outcome.gap.value() * 720'720) << "at " << q << " people";
            }
        });
        if (::testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(plans, 10'000);
}

}  // namespace
}  // namespace aliquot
