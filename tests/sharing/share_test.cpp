// The exact solver beside every slow way to know the answer, on a hundred thousand random pools.
#include "aliquot/sharing/share.hpp"

#include <algorithm>
#include <string>

#include "sharing/every_sharing.hpp"
#include "sharing/plan_checks.hpp"
#include "sharing/random_cases.hpp"
#include "sharing/slow_rule.hpp"
#include "sharing/subset_rule.hpp"
#include "sharing/turn.hpp"
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "aliquot/sharing/verify.hpp"

namespace aliquot::testing {
namespace {

// Nothing if the answer gives what it should, in portions that keep to every limit.
std::string fault_in_answer(const Pool& pool, const Given& expected) {
    const Shares shares = share(pool);
    if (shares.given != expected)
        return fmt::format("given {}, expected {}", shares.given, expected);
    return fault_in_plan(pool, shares);
}

std::string beside_every_sharing(const PoolSketch& sketch, std::uint64_t /*number*/) {
    const Pool pool = pool_of(sketch);
    return fault_in_answer(pool, best_of(pool, every_given(pool)));
}

std::string beside_the_slow_rule(const PoolSketch& sketch, std::uint64_t /*number*/) {
    const Pool pool = pool_of(sketch);
    return fault_in_answer(pool, given_by_the_slow_rule(pool));
}

std::string beside_subsets(const PoolSketch& sketch, std::uint64_t /*number*/) {
    const Pool pool = pool_of(sketch);
    return fault_in_answer(pool, given_by_subsets(pool));
}

// Small enough to try every sharing.
constexpr Recipe tiny{.most_recipients = 4, .most_lines = 3, .most_supply = 3};

TEST(Share, IsTheBestOfAllSharingsUnderAnyLimits) {
    expect_no_refutation(100'000, 11, tiny, any_limits, beside_every_sharing);
}

TEST(Share, PassesBothChecksWithLevelsForItsLines) {
    const auto checked = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Pool pool = pool_of(sketch);
        const Shares shares = share(pool);
        for (const auto& faults : {verify(pool, shares), verify_by_exchange(pool, shares)})
            if (!faults.empty()) return faults.front().words;
        return "";
    };
    expect_no_refutation(100'000, 26, {}, any_limits, checked);
    const Recipe medium{.most_recipients = 60, .most_lines = 8, .most_supply = 300};
    expect_no_refutation(2'000, 27, medium, any_limits, checked);
}

// Once in some hundred thousand pools a chain of moves led through the very recipient it was for,
// which then had no room for what was freed. The smallest such pool.
TEST(Share, ReachesAllWhereAChainCouldLeadThroughTheRecipientItself) {
    Pool pool;
    pool.supply = {2, 2, 3};
    pool.group_begin = {0, 1, 3, 6};
    pool.group_lines = {2, 0, 1, 0, 1, 2};
    pool.weight = {1, 2, 4};
    pool.held = {0, 0, 0};
    pool.room = {no_limit, no_limit, no_limit};
    pool.group = {0, 1, 2};
    pool.tie_rank = {1, 3, 0};
    pool.sets = {{0, 2}};
    pool.set_room = {no_limit, no_limit, 1};
    EXPECT_EQ(fault_in_answer(pool, given_by_the_slow_rule(pool)), "");
}

TEST(Share, LeavesOverWhatIsNotNeededOnTheLastLines) {
    const auto left_over = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Pool pool = pool_of(sketch);
        const Shares shares = share(pool);
        auto left = pool.supply;
        for (const Portion& each : shares.portions) left[each.line] -= each.courses;
        const auto expected = least_left_of_first_lines(pool, shares.given);
        return left == expected ? "" : fmt::format("left {}, expected {}", left, expected);
    };
    expect_no_refutation(10'000, 25, tiny, any_limits, left_over);
}

TEST(Share, EqualsOneCourseAtATimeWithRoomAlone) {
    expect_no_refutation(20'000, 12, {}, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeWithLimitsOfPairs) {
    const Recipe recipe{.pairs = true};
    expect_no_refutation(10'000, 13, recipe, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeWithRoomsForSetsOfLines) {
    const Recipe recipe{.sets = true};
    expect_no_refutation(10'000, 14, recipe, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeWithWeeklyLimits) {
    const Recipe recipe{.weeks = true};
    expect_no_refutation(10'000, 15, recipe, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeWithDistricts) {
    const Recipe recipe{.districts = true};
    expect_no_refutation(10'000, 16, recipe, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeUnderAnyLimits) {
    expect_no_refutation(100'000, 17, {}, any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsOneCourseAtATimeForDozensOfRecipients) {
    const Recipe recipe{.most_recipients = 60, .most_lines = 8, .most_supply = 60};
    expect_no_refutation(500, 18, recipe, any_limits, beside_the_slow_rule);
    expect_no_refutation(500, 19, recipe, !any_limits, beside_the_slow_rule);
}

TEST(Share, EqualsTheSubsetRuleWithAmountsNearTheLargestAllowed) {
    for (const int bits : {10, 30, 40, 45}) {
        const Recipe recipe{.scale = std::int64_t{1} << bits};
        expect_no_refutation(2'500, 20, recipe, any_limits, beside_subsets);
    }
}

TEST(Share, EqualsTheSubsetRuleForHundredsOfRecipients) {
    const Recipe recipe{.most_recipients = 600, .most_lines = 4, .most_supply = 3000};
    expect_no_refutation(20, 22, recipe, !any_limits, beside_subsets);
    expect_no_refutation(20, 23, recipe, any_limits, beside_subsets);
}

// The first recipient could be served by way of the second, which would take its place on line 0
// and leave it none: what is free lies on line 2.
TEST(Share, TakesWhatIsFreeNearbyAndNotByWayOfOthers) {
    Pool pool;
    pool.supply = {1, 1, 1};
    pool.group_begin = {0, 3, 5};
    pool.group_lines = {0, 1, 2, 0, 1};
    pool.weight = {1, 1};
    pool.held = {0, 0};
    pool.room = {no_limit, no_limit};
    pool.group = {0, 1};
    pool.sets = {{0}, {1, 2}};
    pool.set_room = {1, 1, no_limit, no_limit};
    EXPECT_EQ(fault_in_answer(pool, {2, 1}), "");
}

// So many of a kind that cuts are found at a level guessed from a sample.
TEST(Share, EqualsTheSubsetRuleForThousandsOfRecipients) {
    for (const std::int64_t scale : {1, 1000}) {
        const Recipe recipe{
            .most_recipients = 9000, .most_lines = 4, .most_supply = 20'000, .scale = scale};
        expect_no_refutation(6, 26, recipe, !any_limits, beside_subsets);
    }
}

// One line and nothing but room: the rule can be followed with a queue, for thousands.
std::string beside_a_queue(const PoolSketch& sketch, std::uint64_t /*number*/) {
    const Pool pool = pool_of(sketch);
    const auto later = [&pool](const auto& a, const auto& b) {
        return comes_before(turn_of(pool, b.first, b.second), turn_of(pool, a.first, a.second));
    };
    std::vector<std::pair<std::size_t, std::int64_t>> turns;  // recipient, courses given
    Given given(pool.recipients(), 0);
    for (std::size_t i = 0; i < pool.recipients(); ++i)
        if (pool.room[i] > 0 && !pool.lines_of(i).empty()) turns.emplace_back(i, 0);
    std::make_heap(turns.begin(), turns.end(), later);
    for (std::int64_t k = 0; pool.lines() > 0 && k < pool.supply[0] && !turns.empty(); ++k) {
        std::pop_heap(turns.begin(), turns.end(), later);
        const std::size_t i = turns.back().first;
        turns.back().second = ++given[i];
        if (given[i] < pool.room[i])
            std::push_heap(turns.begin(), turns.end(), later);
        else
            turns.pop_back();
    }
    return fault_in_answer(pool, given);
}

TEST(Share, EqualsAQueueOfTurnsForThousandsOfRecipientsOfOneLine) {
    const Recipe recipe{.most_recipients = 9000, .most_lines = 1, .most_supply = 30'000};
    expect_no_refutation(120, 24, recipe, !any_limits, beside_a_queue);
}

TEST(Share, EqualsTheSubsetRuleWithADozenLines) {
    const Recipe recipe{
        .most_recipients = 40, .most_lines = 12, .most_supply = 30, .scale = 1'000'000};
    expect_no_refutation(40, 21, recipe, any_limits, beside_subsets);
}

}  // namespace
}  // namespace aliquot::testing
