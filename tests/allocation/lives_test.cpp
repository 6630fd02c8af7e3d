// The rule `most_deaths_averted`: floors, then the course that averts most.
#include "allocation/rule_rounds.hpp"

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/lives_values.hpp"
#include "aliquot/allocation/most_deaths_averted.hpp"

namespace aliquot {
namespace {

using testing::check;
using testing::claim;
using testing::given;
using testing::line;
using testing::parameters;
using testing::proposed;
using testing::round_of;

using Counts = std::vector<std::int64_t>;

RuleParameters lives_parameters(bool lots, std::int64_t floor_percent) {
    RuleParameters p = parameters("most_deaths_averted", lots);
    p.rule.lives.floor = Share::billionths(floor_percent * Share::one / 100);
    return p;
}

Claim worth(Claim claim, LivesModel::Steps steps) {
    claim.lives = std::move(steps);
    return claim;
}

// Alike but for what courses avert: the first of A most, the first of B next.
Problem three_of_a_size(std::int64_t doses) {
    return round_of({worth(claim("A", 1000, 0, 1000), {{Courses{100}, 900}, {Courses{900}, 100}}),
                     worth(claim("B", 1000, 0, 1000), {{Courses{300}, 500}, {Courses{700}, 200}}),
                     claim("C", 1000, 0, 1000)},
                    {line("L", doses)});
}

TEST(MostDeathsAverted, GivesTheNextCourseToWhereItAvertsMost) {
    const Problem problem = three_of_a_size(600);
    const Proposal none = proposed(problem, lives_parameters(false, 0));
    EXPECT_EQ(given(problem, none.plan), (Counts{100, 300, 200}))
        << "C, of whom nothing is known, has its equal share";
    const Proposal half = proposed(problem, lives_parameters(false, 50));
    EXPECT_EQ(given(problem, half.plan), (Counts{100, 300, 200}));
    const Proposal most = proposed(problem, lives_parameters(false, 90));
    EXPECT_EQ(given(problem, most.plan), (Counts{180, 220, 200})) << "90 % of 200 each, then B";
    EXPECT_EQ(most.lives[0].equal_share, Courses{200});
    EXPECT_EQ(most.lives[0].floor, Courses{180});
    EXPECT_EQ(most.lives[0].averted, 100 * 900 + 80 * 100);
    EXPECT_EQ(most.lives[0].averted_by_equal_share, 100 * 900 + 100 * 100);
    EXPECT_EQ(most.lives[1].next, 500);
    EXPECT_TRUE(most.lives[0].known);
    EXPECT_FALSE(most.lives[2].known);
}

TEST(MostDeathsAverted, WhatAvertsNothingIsSharedEvenly) {
    Problem problem = round_of({worth(claim("A", 1000, 0, 1000), {{Courses{100}, 900}}),
                                worth(claim("B", 1000, 200, 800), {{Courses{800}, 0}})},
                               {line("L", 700)});
    EXPECT_EQ(given(problem, proposed(problem, lives_parameters(false, 0)).plan),
              (Counts{450, 250}));
}

TEST(MostDeathsAverted, MovesOthersToOtherLinesForABetterCourse) {
    // Only L1 is open to B; A can do with either.
    Problem problem = round_of({worth(claim("A", 100, 0, 10), {{Courses{10}, 50}}),
                                worth(claim("B", 100, 0, 10), {{Courses{10}, 40}})},
                               {line("L1", 10), line("L2", 10)});
    problem.limit.at(1, 1) = Courses{0};
    EXPECT_EQ(given(problem, proposed(problem, lives_parameters(false, 0)).plan), (Counts{10, 10}));
}

Problem random_lives(std::mt19937_64& random) {
    Problem problem = testing::random_round(random);
    const auto up_to = [&](std::int64_t top) {
        return std::uniform_int_distribution<std::int64_t>{0, top}(random);
    };
    for (Claim& each : problem.claims) {
        if (up_to(5) == 0) continue;
        LivesModel::Steps steps;
        std::int64_t value = 20 + up_to(80);
        for (std::int64_t k = up_to(4); k >= 0; --k) {
            steps.push_back({Courses{1 + up_to(6)}, value});
            value -= std::min(value, 1 + up_to(30));
        }
        each.lives = std::move(steps);
    }
    return problem;
}

// The most that can be averted above the floors, by a flow at the least cost.
std::int64_t most_averted(const Problem& problem, const std::vector<Courses>& floors) {
    constexpr std::int64_t kept_in_any_case = 1'000'000;
    const std::size_t n = problem.claims.size();
    const std::size_t m = problem.lines.size();
    FlowNetwork network{2 + m + 5 * n};
    std::vector<std::pair<FlowNetwork::Arc, std::int64_t>> worth_arcs;
    for (std::size_t j = 0; j < m; ++j)
        network.add_arc(0, 2 + j, problem.lines[j].courses().value());
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t node = 2 + m + 5 * i;
        for (std::size_t j = 0; j < m; ++j)
            network.add_arc(2 + j, node + problem.lines[j].storage_class,
                            problem.limit.at(i, j).value());
        for (std::size_t c = 0; c < 3; ++c)
            network.add_arc(node + c, node + 3, problem.claims[i].class_room.at(c).value());
        network.add_arc(node + 3, node + 4, problem.claims[i].room.value());
        std::int64_t below = floors[i].value();
        const auto add = [&](std::int64_t courses, std::int64_t value) {
            const std::int64_t kept = std::min(courses, below);
            below -= kept;
            for (const auto& [some, more] :
                 {std::pair{kept, kept_in_any_case}, std::pair{courses - kept, std::int64_t{0}}})
                worth_arcs.emplace_back(network.add_arc(node + 4, 1, some, -value - more), value);
        };
        if (problem.claims[i].lives)
            for (const LivesStep& each : *problem.claims[i].lives)
                add(each.courses.value(), each.value);
        add(1'000'000, 0);
    }
    (void)network.augment_at_least_cost(0, 1);
    std::int64_t averted = 0;
    for (const auto& [arc, value] : worth_arcs) averted += network.flow(arc) * value;
    return averted;
}

TEST(MostDeathsAverted, NoOtherPlanWithItsFloorsAvertsMore) {
    std::mt19937_64 random{11};
    for (int trial = 0; trial < 3000; ++trial) {
        const Problem problem = random_lives(random);
        const Share floor = Share::billionths(trial % 5 * (Share::one / 4));
        const Grid<Courses> equal = equal_coverage(problem);
        const auto floors = lives_floors(problem, equal, floor);
        const Grid<Courses> exact = lives_first(problem, equal, floor);
        std::int64_t averted = 0;
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            Courses courses;
            for (std::size_t j = 0; j < problem.lines.size(); ++j) courses += exact.at(i, j);
            EXPECT_GE(courses, floors[i]);
            averted += averted_by(problem.claims[i], courses);
        }
        ASSERT_EQ(averted, most_averted(problem, floors)) << "trial " << trial;
    }
}

TEST(MostDeathsAverted, WithAWholeFloorItIsEqualCoverage) {
    std::mt19937_64 random{12};
    for (int trial = 0; trial < 500; ++trial) {
        const Problem problem = random_lives(random);
        EXPECT_EQ(given(problem, proposed(problem, lives_parameters(false, 100)).plan),
                  given(problem, proposed(problem, parameters("equal_coverage", false)).plan));
    }
}

TEST(MostDeathsAverted, PassesItsCheckInCoursesAndInLots) {
    std::mt19937_64 random{13};
    for (int trial = 0; trial < 1500; ++trial) {
        Problem problem = random_lives(random);
        const auto p = lives_parameters(trial % 2 == 0, trial % 3 * 50);
        if (trial % 2 == 0)
            for (Line& each : problem.lines)
                each.lot = Doses{1 + static_cast<std::int64_t>(random() % 4)};
        if (trial % 7 == 0)
            for (Claim& each : problem.claims) each.new_products = 1;
        const Proposal proposal = proposed(problem, p);
        const auto found = check(problem, proposal.plan, p);
        ASSERT_TRUE(found.empty()) << "trial " << trial << ": " << found.front().words;
    }
}

TEST(MostDeathsAverted, TheCheckNamesACourseThatWouldAvertMoreElsewhere) {
    const Problem problem = three_of_a_size(600);
    const auto p = lives_parameters(false, 50);
    Plan plan{3, 1};
    plan.at(0, 0) = Doses{150};
    plan.at(1, 0) = Doses{250};
    plan.at(2, 0) = Doses{200};
    auto found = check(problem, plan, p);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(name_of(found[0].kind), "fewer_averted");
    EXPECT_EQ(found[0].words,
              "the last course of A averts 0.1 deaths in a million like it; given to B it would "
              "avert 0.5");
    plan.at(0, 0) = Doses{99};
    plan.at(1, 0) = Doses{301};
    found = check(problem, plan, p);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].words, "A is given 99 courses; its floor is 100");
    plan.at(0, 0) = Doses{100};
    plan.at(1, 0) = Doses{299};
    found = check(problem, plan, p);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].words, "1 doses of L are left that A could take");
}

}  // namespace
}  // namespace aliquot
