// The rule itself, however slow, beside the fast code: they must agree on everything.
#include "aliquot/allocation/equal_coverage.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

std::vector<std::int64_t> courses_of(const Grid<Courses>& plan) {
    std::vector<std::int64_t> courses(plan.rows(), 0);
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j) courses[i] += plan.at(i, j).value();
    return courses;
}

std::vector<std::int64_t> shared(const Problem& problem) {
    return courses_of(equal_coverage(problem));
}

// Whether every claim can have so many courses at once: by trying, course by course.
class CanAllHave {
public:
    explicit CanAllHave(const Problem& problem) : problem_{problem} {}

    bool operator()(const std::vector<std::int64_t>& wanted) {
        std::vector<std::int64_t> left;
        for (const Line& each : problem_.lines) left.push_back(each.courses().value());
        return place(wanted, 0, 0, wanted.empty() ? 0 : wanted[0], left, {0, 0, 0});
    }

private:
    bool place(const std::vector<std::int64_t>& wanted, std::size_t i, std::size_t j,
               std::int64_t open, std::vector<std::int64_t>& left,
               std::array<std::int64_t, 3> stored) {
        if (i == wanted.size()) return true;
        if (open == 0) {
            const std::int64_t next = i + 1 < wanted.size() ? wanted[i + 1] : 0;
            return place(wanted, i + 1, 0, next, left, {0, 0, 0});
        }
        if (j == left.size()) return false;
        const std::size_t storage = problem_.lines[j].storage_class;
        std::int64_t most =
            std::min({open, left[j], problem_.limit.at(i, j).value(),
                      problem_.claims[i].class_room[storage].value() - stored[storage]});
        for (std::int64_t take = most; take >= 0; --take) {
            left[j] -= take;
            stored[storage] += take;
            const bool placed = place(wanted, i, j + 1, open - take, left, stored);
            left[j] += take;
            stored[storage] -= take;
            if (placed) return true;
        }
        return false;
    }

    const Problem& problem_;
};

// One course at a time to the least covered that can still be given one.
std::vector<std::int64_t> one_course_at_a_time(const Problem& problem) {
    CanAllHave can_all_have{problem};
    std::vector<std::int64_t> given(problem.claims.size(), 0);
    std::vector<bool> stuck(problem.claims.size(), false);
    while (true) {
        std::optional<std::size_t> least;
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (stuck[i]) continue;
            if (!least) {
                least = i;
                continue;
            }
            const Claim& a = problem.claims[i];
            const Claim& b = problem.claims[*least];
            const Coverage mine{a.held + Courses{given[i]}, a.weight};
            const Coverage best{b.held + Courses{given[*least]}, b.weight};
            if (mine < best || (mine == best && a.weight < b.weight) ||
                (mine == best && a.weight == b.weight && a.tie_rank < b.tie_rank))
                least = i;
        }
        if (!least) return given;
        ++given[*least];
        if (given[*least] > problem.claims[*least].room.value() || !can_all_have(given)) {
            --given[*least];
            stuck[*least] = true;
        }
    }
}

TEST(EqualCoverage, SupplyGoesFirstToTheClaimThatIsBehind) {
    const auto problem = [](std::int64_t doses) {
        return round_of({claim("AAA", 1000, 300, 1000), claim("BBB", 1000, 100, 1000)},
                        {line("L", doses)});
    };
    EXPECT_EQ(shared(problem(150)), (std::vector<std::int64_t>{0, 150}));
    EXPECT_EQ(shared(problem(300)), (std::vector<std::int64_t>{50, 250}));
}

TEST(EqualCoverage, SharesEqualCoverageNotEqualDoses) {
    EXPECT_EQ(shared(round_of({claim("BIG", 10000, 0, 10000), claim("TNY", 1000, 0, 1000)},
                              {line("L", 1100)})),
              (std::vector<std::int64_t>{1000, 100}));
}

TEST(EqualCoverage, CountsCoursesSoThatOneDoseAndTwoDoseProductsMix) {
    // 100 doses of a two-dose product are 50 courses; 50 of a one-dose product are 50 too.
    EXPECT_EQ(shared(round_of({claim("AAA", 100, 0, 100), claim("BBB", 100, 0, 100)},
                              {line("TWO", 100, 2), line("ONE", 50, 1)})),
              (std::vector<std::int64_t>{50, 50}));
}

TEST(EqualCoverage, MovesAnEarmarkedClaimOffALineThatAnotherNeeds) {
    Problem problem = round_of({claim("ANY", 100, 0, 100), claim("ONLY2", 100, 0, 100)},
                               {line("L1", 40), line("L2", 40)});
    problem.limit.at(1, 0) = Courses{0};  // ONLY2 may take nothing of L1
    EXPECT_EQ(shared(problem), (std::vector<std::int64_t>{40, 40}));
}

TEST(EqualCoverage, GivesTheLastCourseOfATieToTheSmallerWeightThenTheSmallerRank) {
    EXPECT_EQ(shared(round_of({claim("BIG", 20, 0, 20), claim("SML", 10, 0, 10)}, {line("L", 1)})),
              (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(shared(round_of({claim("AAA", 10, 0, 10), claim("BBB", 10, 0, 10)}, {line("L", 1)})),
              (std::vector<std::int64_t>{1, 0}));
}

TEST(EqualCoverage, LeavesOverWhatNobodyCanTake) {
    EXPECT_EQ(shared(round_of({claim("AAA", 10, 0, 3), claim("BBB", 10, 0, 0)}, {line("L", 9)})),
              (std::vector<std::int64_t>{3, 0}));
    EXPECT_EQ(shared(round_of({claim("AAA", 10, 0, 3)}, {})), (std::vector<std::int64_t>{0}));
    EXPECT_TRUE(shared(round_of({}, {line("L", 9)})).empty());
}

TEST(EqualCoverage, IsAlwaysTheRuleOfOneCourseAtATime) {
    std::mt19937_64 random{20210224};  // the day the first doses landed, in Accra
    for (int trial = 0; trial < 10'000; ++trial) {
        const Problem problem = testing::random_round(random);
        ASSERT_EQ(shared(problem), one_course_at_a_time(problem)) << "trial " << trial;
    }
}

TEST(EqualCoverage, NoOtherSharingIsLexicographicallyLarger) {
    std::mt19937_64 random{20210302};
    for (int trial = 0; trial < 400; ++trial) {
        Problem problem = testing::random_round(random);
        problem.claims.resize(std::min<std::size_t>(problem.claims.size(), 3));
        for (Claim& each : problem.claims) each.room = std::min(each.room, Courses{6});
        Grid<Courses> limit{problem.claims.size(), problem.lines.size()};
        for (std::size_t i = 0; i < limit.rows(); ++i)
            for (std::size_t j = 0; j < limit.columns(); ++j)
                limit.at(i, j) = problem.limit.at(i, j);
        problem.limit = limit;
        const auto sorted = [&](const std::vector<std::int64_t>& given) {
            std::vector<Coverage> all;
            for (std::size_t i = 0; i < given.size(); ++i)
                all.emplace_back(problem.claims[i].held + Courses{given[i]},
                                 problem.claims[i].weight);
            std::ranges::sort(all);
            return all;
        };
        const auto ours = sorted(shared(problem));
        CanAllHave can_all_have{problem};
        std::vector<std::int64_t> other(problem.claims.size(), 0);
        const std::function<void(std::size_t)> every = [&](std::size_t i) {
            if (i == other.size()) {
                if (!can_all_have(other)) return;
                const auto theirs = sorted(other);
                ASSERT_FALSE(std::ranges::lexicographical_compare(ours, theirs)) << trial;
                return;
            }
            for (other[i] = 0; other[i] <= problem.claims[i].room.value(); ++other[i]) every(i + 1);
            other[i] = 0;
        };
        every(0);
    }
}

TEST(EqualCoverage, DoesNotDependOnTheOrderOfLines) {
    std::mt19937_64 random{7};
    for (int trial = 0; trial < 2'000; ++trial) {
        const Problem problem = testing::random_round(random);
        std::vector<std::size_t> order(problem.lines.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::shuffle(order, random);
        Problem other = problem;
        for (std::size_t k = 0; k < order.size(); ++k) {
            other.lines[k] = problem.lines[order[k]];
            for (std::size_t i = 0; i < problem.claims.size(); ++i)
                other.limit.at(i, k) = problem.limit.at(i, order[k]);
        }
        ASSERT_EQ(shared(problem), shared(other)) << "trial " << trial;
    }
}

TEST(EqualCoverage, IsExactForWeightsNearTheLargestAllowed) {
    const std::int64_t huge = (std::int64_t{1} << 40) + 1;
    const Problem problem = round_of(
        {claim("AAA", huge, 0, huge), claim("BBB", huge - 1, 0, huge), claim("CCC", 3, 0, 3)},
        {line("L", 2'000'000'001)});
    const auto given = shared(problem);
    EXPECT_EQ(given[0] + given[1] + given[2], 2'000'000'001);
    EXPECT_EQ(given[2], 1);  // a third of a claim of three is more than anyone else reaches
    EXPECT_LE(std::abs(given[0] - given[1]), 1);
}

TEST(EqualCoverage, BearsAClaimThatHoldsFarMoreThanItsPeopleBesideAHeavyOne) {
    const std::int64_t heavy = 100'000'000'000'000;
    EXPECT_EQ(
        shared(round_of({claim("AAA", 1, 900'000'000'000'000, 5), claim("BBB", heavy, 0, heavy)},
                        {line("L", 1'000)})),
        (std::vector<std::int64_t>{0, 1'000}));
}

}  // namespace
}  // namespace aliquot
