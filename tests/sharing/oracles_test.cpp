// Three ways to say what the answer is, none of which uses the solver, say the same.
#include <string>

#include "sharing/every_sharing.hpp"
#include "sharing/random_cases.hpp"
#include "sharing/slow_rule.hpp"
#include "sharing/subset_rule.hpp"
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace aliquot::testing {
namespace {

std::string difference(const char* one, const Given& a, const char* other, const Given& b) {
    return a == b ? "" : fmt::format("{}: {}; {}: {}", one, a, other, b);
}

// Small enough to try every sharing.
constexpr Recipe tiny{.most_recipients = 4, .most_lines = 3, .most_supply = 3};

TEST(SlowRule, ReachesTheBestOfAllSharingsUnderAnyLimits) {
    expect_no_refutation(20'000, 1, tiny, any_limits, [](const PoolSketch& sketch, std::uint64_t) {
        const Pool pool = pool_of(sketch);
        return difference("best of all", best_of(pool, every_given(pool)), "slow rule",
                          given_by_the_slow_rule(pool));
    });
}

TEST(SubsetRule, ReachesTheSameAsOneCourseAtATimeUnderAnyLimits) {
    expect_no_refutation(20'000, 2, {}, any_limits, [](const PoolSketch& sketch, std::uint64_t) {
        const Pool pool = pool_of(sketch);
        return difference("subsets", given_by_subsets(pool), "slow rule",
                          given_by_the_slow_rule(pool));
    });
}

TEST(SubsetRule, ReachesTheSameAsOneCourseAtATimeForDozensOfRecipients) {
    const Recipe medium{.most_recipients = 30, .most_lines = 6, .most_supply = 20};
    expect_no_refutation(100, 3, medium, any_limits, [](const PoolSketch& sketch, std::uint64_t) {
        const Pool pool = pool_of(sketch);
        return difference("subsets", given_by_subsets(pool), "slow rule",
                          given_by_the_slow_rule(pool));
    });
}

}  // namespace
}  // namespace aliquot::testing
