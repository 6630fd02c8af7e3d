// Where the promises end: small pools in which a law that one might expect does not hold, and the
// two mixtures of limits that are refused because no one answer is best for everybody.
#include <algorithm>
#include <numeric>
#include <string>

#include "sharing/every_sharing.hpp"
#include "sharing/pool_sketch.hpp"
#include "sharing/slow_rule.hpp"
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace aliquot::testing {
namespace {

SketchedRecipient recipient(std::int64_t weight, std::vector<LineNumber> lines,
                            std::uint64_t rank) {
    SketchedRecipient each;
    each.weight = weight;
    each.lines = std::move(lines);
    each.rank = rank;
    return each;
}

Given given(const PoolSketch& sketch) {
    const Pool pool = pool_of(sketch);
    EXPECT_FALSE(fault_of(pool));
    return share(pool).given;
}

// Two recipients want line 0, and only the first may also take line 1.
PoolSketch one_can_move_aside() {
    PoolSketch sketch;
    sketch.lines = {{4, {0, 0}}, {4, {1, 1}}};
    sketch.recipients = {recipient(10, {0, 1}, 0), recipient(10, {0}, 1)};
    return sketch;
}

TEST(WhereTheLawsEnd, WhoCanTakeLessOfALineMayDisplaceOthersFromAnother) {
    EXPECT_EQ(given(one_can_move_aside()), (Given{4, 4}));

    PoolSketch pair = one_can_move_aside();
    pair.recipients[0].pair_most = {{1, 0}};
    EXPECT_EQ(given(pair), (Given{2, 2}));

    PoolSketch set = one_can_move_aside();
    set.sets = {{1}};
    set.recipients[0].set_room = {0};
    EXPECT_EQ(given(set), (Given{2, 2}));

    PoolSketch line = one_can_move_aside();
    line.recipients[0].lines = {0};
    EXPECT_EQ(given(line), (Given{2, 2}));
}

// With one course a week instead of two, the first recipient no longer gets by on line 1.
TEST(WhereTheLawsEnd, WhoUsesLessAWeekMayHarmOthers) {
    PoolSketch sketch;
    sketch.lines = {{2, {0, 0}}, {4, {1, 1}}};
    sketch.recipients = {recipient(10, {0, 1}, 0), recipient(10, {0}, 1)};
    sketch.recipients[0].weekly = 2;
    EXPECT_EQ(given(sketch), (Given{2, 2}));
    sketch.recipients[0].weekly = 1;
    EXPECT_EQ(given(sketch), (Given{2, 1}));
}

TEST(WhereTheLawsEnd, AHeavierRecipientMayLoseTheCourseOfATie) {
    PoolSketch sketch;
    sketch.lines = {{1, {}}};
    sketch.recipients = {recipient(1, {0}, 0), recipient(1, {0}, 1)};
    EXPECT_EQ(given(sketch), (Given{1, 0}));
    sketch.recipients[0].weight = 2;
    EXPECT_EQ(given(sketch), (Given{0, 1}));
}

TEST(WhereTheLawsEnd, ARecipientThatSplitsInTwoMayGainACourse) {
    PoolSketch whole;
    whole.lines = {{2, {}}};
    whole.recipients = {recipient(2, {0}, 0), recipient(2, {0}, 1)};
    EXPECT_EQ(given(whole), (Given{1, 1}));
    PoolSketch split = whole;
    split.recipients = {recipient(1, {0}, 0), recipient(1, {0}, 2), recipient(2, {0}, 1)};
    EXPECT_EQ(given(split), (Given{1, 1, 0}));
}

// Counted in people instead of whole courses, one course can be worth more to a large recipient:
// with it, the worst covered 100 of 101 people hold 99 hundredths of a course instead of none.
TEST(WhereTheLawsEnd, InFractionsOfACourseTheLorenzCurveCanBeCrossed) {
    PoolSketch sketch;
    sketch.lines = {{1, {}}};
    sketch.recipients = {recipient(1, {0}, 0), recipient(100, {0}, 1)};
    const Given ours = given(sketch);
    EXPECT_EQ(ours, (Given{1, 0}));
    // Hundredths of a course held by the worst covered 100 people.
    const auto held_by_worst_100 = [](const Given& each) {
        const std::int64_t small = each[0] * 100;  // of its one person
        const std::int64_t large = each[1] * 100;  // of its hundred people together
        return small * 100 <= large ? small + large * 99 / 100 : large;
    };
    EXPECT_EQ(held_by_worst_100(ours), 0);
    EXPECT_EQ(held_by_worst_100({0, 1}), 99);
}

// Courses in all of sharings to which nothing can be added: one number where one answer is best.
std::vector<std::int64_t> totals_of_full_sharings(const Pool& pool) {
    std::vector<std::int64_t> totals;
    const auto all = every_given(pool);
    for (const Given& each : all) {
        const bool full = std::none_of(all.begin(), all.end(), [&each](const Given& other) {
            return other != each && std::equal(each.begin(), each.end(), other.begin(),
                                               [](auto a, auto b) { return a <= b; });
        });
        if (full) totals.push_back(std::accumulate(each.begin(), each.end(), std::int64_t{0}));
    }
    std::sort(totals.begin(), totals.end());
    totals.erase(std::unique(totals.begin(), totals.end()), totals.end());
    return totals;
}

// Either of the first two may be served, but only the second leaves a course for the third.
TEST(WhereTheLawsEnd, ALimitedDistrictOfDifferentLinesHasNoOneBestAnswer) {
    PoolSketch sketch;
    sketch.lines = {{1, {}}, {1, {}}};
    sketch.recipients = {recipient(1, {0}, 0), recipient(1, {1}, 1), recipient(1, {0}, 2)};
    sketch.districts = {{std::nullopt, 1}};
    sketch.recipients[0].district = 0;
    sketch.recipients[1].district = 0;
    const Pool pool = pool_of(sketch);
    EXPECT_TRUE(fault_of(pool));
    EXPECT_EQ(totals_of_full_sharings(pool), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(given_by_the_slow_rule(pool), (Given{1, 0, 0}));
    EXPECT_EQ(best_of(pool, every_given(pool)), (Given{0, 1, 1}));
}

// Line 1 alone crosses both limits of the first recipient; lines 0 and 2 fit beside each other, and
// then nothing is left for the other two.
TEST(WhereTheLawsEnd, RoomsForSetsAndAWeeklyLimitTogetherHaveNoOneBestAnswer) {
    PoolSketch sketch;
    sketch.lines = {{1, {0, 0}}, {1, {1, 1}}, {1, {1, 1}}};
    sketch.sets = {{0, 1}};
    sketch.recipients = {recipient(9, {0, 1, 2}, 0), recipient(1, {0}, 1), recipient(1, {2}, 2)};
    sketch.recipients[0].set_room = {1};
    sketch.recipients[0].weekly = 1;
    const Pool pool = pool_of(sketch);
    EXPECT_TRUE(fault_of(pool));
    EXPECT_EQ(totals_of_full_sharings(pool), (std::vector<std::int64_t>{2, 3}));
}

TEST(WhereTheLawsEnd, WithEitherOfThoseLimitsAloneTheTotalIsOneNumber) {
    PoolSketch sketch;
    sketch.lines = {{1, {0, 0}}, {1, {1, 1}}, {1, {1, 1}}};
    sketch.sets = {{0, 1}};
    sketch.recipients = {recipient(9, {0, 1, 2}, 0), recipient(1, {0}, 1), recipient(1, {2}, 2)};
    PoolSketch weekly = sketch;
    weekly.recipients[0].weekly = 1;
    EXPECT_EQ(totals_of_full_sharings(pool_of(weekly)).size(), 1U);
    PoolSketch sets = sketch;
    sets.recipients[0].set_room = {1};
    EXPECT_EQ(totals_of_full_sharings(pool_of(sets)).size(), 1U);
}

}  // namespace
}  // namespace aliquot::testing
