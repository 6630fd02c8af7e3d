// Limits of single recipients: which of them can bind at all, and what a move must keep to.
#include "aliquot/sharing/own_limits.hpp"

#include <string>

#include "sharing/every_sharing.hpp"
#include "sharing/pool_sketch.hpp"
#include "sharing/random_cases.hpp"
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace aliquot::testing {
namespace {

constexpr std::uint32_t nothing = OwnLimits::nothing;

// One recipient with room for 10 that may take lines 0, 1 and 2, of 20 courses each.
PoolSketch one_recipient() {
    PoolSketch sketch;
    sketch.lines = {{20, {1, 2}}, {20, {2, 3}}, {20, {5, 6}}, {20, {1, 9}}};
    SketchedRecipient each;
    each.room = 10;
    each.lines = {0, 1, 2};
    sketch.recipients = {each};
    return sketch;
}

bool can_bind(const PoolSketch& sketch) {
    const Pool pool = pool_of(sketch);
    return OwnLimits{pool, pool.room}.can_bind(0);
}

bool pair_can_bind(std::int64_t most, std::int64_t room) {
    PoolSketch sketch = one_recipient();
    sketch.recipients[0].room = room;
    sketch.recipients[0].pair_most = {{1, most}};
    return can_bind(sketch);
}

TEST(OwnLimits, OfAPairBindBelowRoomAndUpToTheSupply) {
    EXPECT_TRUE(pair_can_bind(9, 10));
    EXPECT_FALSE(pair_can_bind(10, 10));
    EXPECT_TRUE(pair_can_bind(20, no_limit));
    EXPECT_FALSE(pair_can_bind(21, no_limit));
    EXPECT_FALSE(pair_can_bind(no_limit, no_limit + 1));
}

TEST(OwnLimits, OfALineThatMayNotBeTakenDoNotBind) {
    PoolSketch sketch = one_recipient();
    sketch.recipients[0].pair_most = {{3, 0}};
    EXPECT_FALSE(can_bind(sketch));
}

bool set_can_bind(std::int64_t most, std::int64_t room, std::vector<LineNumber> set) {
    PoolSketch sketch = one_recipient();
    sketch.recipients[0].room = room;
    sketch.sets = {std::move(set)};
    sketch.recipients[0].set_room = {most};
    return can_bind(sketch);
}

TEST(OwnLimits, OfASetBindBelowRoomAndUpToTheSupplyOfItsLines) {
    EXPECT_TRUE(set_can_bind(9, 10, {0, 1}));
    EXPECT_FALSE(set_can_bind(10, 10, {0, 1}));
    EXPECT_TRUE(set_can_bind(40, 50, {0, 1, 3}));
    EXPECT_FALSE(set_can_bind(41, 50, {0, 1, 3}));
    EXPECT_FALSE(set_can_bind(0, 50, {3}));
}

bool weekly_can_bind(std::int64_t weekly, std::int64_t room) {
    PoolSketch sketch = one_recipient();
    sketch.recipients[0].room = room;
    sketch.recipients[0].weekly = weekly;
    return can_bind(sketch);
}

// The shortest stretch counts: two weeks.
TEST(OwnLimits, OfWeeksBindBelowRoomAndUpToTheSupplyOfAStretch) {
    EXPECT_TRUE(weekly_can_bind(4, 10));
    EXPECT_FALSE(weekly_can_bind(5, 10));
    EXPECT_TRUE(weekly_can_bind(10, no_limit));  // of a line, 20 courses in 2 weeks
    EXPECT_TRUE(weekly_can_bind(13, no_limit));  // of lines 0 and 1, 40 in 3 weeks
    EXPECT_FALSE(weekly_can_bind(14, no_limit));
}

// A recipient uses 3 courses a week and has 4 of line 0, which is for weeks 1 and 2, 1 of line 1,
// for weeks 2 and 3, and 6 of line 2, for weeks 5 and 6.
TEST(OwnLimits, LeaveRoomInEveryStretchOfWeeksThatAMoveEnters) {
    PoolSketch sketch = one_recipient();
    sketch.recipients[0].weekly = 3;
    const Pool pool = pool_of(sketch);
    OwnLimits limits{pool, pool.room};
    limits.add_owner(0);
    const std::int64_t used[] = {4, 1, 6};
    const OwnLimits::Asked asked{0, 0, 0, used};
    EXPECT_EQ(limits.room(asked, 0, nothing), 2);
    EXPECT_EQ(limits.room(asked, 1, nothing), 4);
    EXPECT_EQ(limits.room(asked, 1, 0), 5);  // within weeks 1 to 3 nothing changes
    EXPECT_EQ(limits.room(asked, 0, 1), 2);
    EXPECT_EQ(limits.room(asked, 2, nothing), 0);
    EXPECT_EQ(limits.room(asked, 2, 0), 0);
}

TEST(OwnLimits, OfPairsAndSetsHoldTogether) {
    PoolSketch sketch = one_recipient();
    sketch.sets = {{0, 1}, {0, 1, 2}};
    sketch.recipients[0].set_room = {6, 8};
    sketch.recipients[0].pair_most = {{0, 5}};
    const Pool pool = pool_of(sketch);
    OwnLimits limits{pool, pool.room};
    limits.add_owner(0);
    const std::int64_t used[] = {2, 3, 2};
    const OwnLimits::Asked asked{0, 0, 0, used};
    EXPECT_EQ(limits.room(asked, 0, nothing), 1);
    EXPECT_EQ(limits.room(asked, 0, 1), 3);  // the pair
    EXPECT_EQ(limits.room(asked, 1, 2), 1);  // the smaller set
    EXPECT_EQ(limits.room(asked, 2, nothing), 1);
    EXPECT_GE(limits.room(asked, 2, 0), no_limit);  // the larger set holds both lines
}

std::string differs(const Shares& left, const Shares& right) {
    if (left.given != right.given) return "given differs";
    if (left.portions != right.portions) return "portions differ";
    return left.levels == right.levels ? "" : "levels differ";
}

TEST(OwnLimits, ThatCannotBindChangeNothing) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t) -> std::string {
        const Pool pool = pool_of(sketch);
        if (!sketch.districts.empty()) return "";
        const OwnLimits limits{pool, pool.room};
        PoolSketch without = sketch;
        for (std::size_t i = 0; i < pool.recipients(); ++i) {
            if (limits.can_bind(i)) continue;
            without.recipients[i].pair_most.clear();
            without.recipients[i].set_room.clear();
            without.recipients[i].weekly = no_limit;
        }
        return differs(share(pool), share(pool_of(without)));
    };
    expect_no_refutation(10'000, 51, {}, any_limits, law);
    expect_no_refutation(5'000, 52, {.most_recipients = 12, .most_supply = 4}, any_limits, law);
}

// Limits raised until they just do not bind, for some of the recipients.
TEST(OwnLimits, RaisedToRoomOrSupplyGiveWhatNoLimitGives) {
    const auto law = [](const PoolSketch& sketch, std::uint64_t number) -> std::string {
        if (!sketch.districts.empty()) return "";
        PoolSketch raised = sketch;
        PoolSketch without = sketch;
        Draw draw{number + 53};
        for (std::size_t i = 0; i < sketch.recipients.size(); ++i) {
            if (draw.chance(50)) continue;
            SketchedRecipient& each = raised.recipients[i];
            for (auto& [line, most] : each.pair_most)
                most = std::min(each.room, sketch.lines[line].supply);
            without.recipients[i].pair_most.clear();
            for (std::size_t k = 0; k < each.set_room.size(); ++k) {
                each.set_room[k] = 0;
                for (const LineNumber line : sketch.sets[k])
                    each.set_room[k] += sketch.lines[line].supply;
                each.set_room[k] = std::min(each.room, each.set_room[k]);
                without.recipients[i].set_room[k] = no_limit;
            }
        }
        return share(pool_of(raised)).given == share(pool_of(without)).given ? "" : "given differs";
    };
    expect_no_refutation(10'000, 53, {.pairs = true, .sets = true}, !any_limits, law);
}

}  // namespace
}  // namespace aliquot::testing
