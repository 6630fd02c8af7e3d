// Everything that makes a pool unfit to be shared, once, with the words the user reads.
#include "aliquot/sharing/pool.hpp"

#include <functional>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace aliquot {
namespace {

// Two recipients, three lines, every kind of column, nothing wrong.
Pool sound_pool() {
    Pool pool;
    pool.supply = {10, 20, 30};
    pool.group_begin = {0, 2, 3};
    pool.group_lines = {0, 2, 1};
    pool.weight = {100, 200};
    pool.held = {0, 5};
    pool.room = {50, no_limit};
    pool.group = {0, 1};
    pool.tie_rank = {7, 3};
    pool.pair_begin = {0, 2, 2};
    pool.pair_line = {0, 2};
    pool.pair_most = {4, 8};
    pool.sets = {{0, 2}, {2}};
    pool.set_room = {9, 7, no_limit, no_limit};
    pool.weeks = {{1, 3}, {2, 2}, {0, 9}};
    pool.weekly = {no_limit, 6};
    pool.districts = {{std::nullopt, no_limit}, {0, 40}};
    pool.district = {0, std::nullopt};
    return pool;
}

std::string told(const std::optional<Error>& fault) {
    if (!fault) return "nothing";
    EXPECT_EQ(fault->code, ErrorCode::wrong_input);
    return fault->where + ": " + fault->what + "; " + fault->hint;
}

std::string fault_after(const std::function<void(Pool&)>& change) {
    Pool pool = sound_pool();
    change(pool);
    return told(fault_of(pool));
}

TEST(PoolFault, IsNotFoundInASoundPoolOfEveryKindOfColumn) {
    EXPECT_EQ(told(fault_of(sound_pool())), "nothing");
    EXPECT_EQ(told(fault_of(Pool{})), "nothing");
}

TEST(PoolFault, NamesColumnsThatDifferInLength) {
    const std::string expected =
        "pool: the columns of the pool differ in length; "
        "give every column one entry for each recipient or line";
    const std::vector<std::function<void(Pool&)>> changes{
        [](Pool& pool) { pool.held.pop_back(); },
        [](Pool& pool) { pool.room.push_back(1); },
        [](Pool& pool) { pool.group.pop_back(); },
        [](Pool& pool) { pool.tie_rank.pop_back(); },
        [](Pool& pool) { pool.pair_begin.pop_back(); },
        [](Pool& pool) { pool.pair_most.pop_back(); },
        [](Pool& pool) { pool.set_room.pop_back(); },
        [](Pool& pool) { pool.weekly.pop_back(); },
        [](Pool& pool) { pool.weeks.pop_back(); },
        [](Pool& pool) { pool.district.pop_back(); },
    };
    for (std::size_t c = 0; c < changes.size(); ++c)
        EXPECT_EQ(fault_after(changes[c]), expected) << "change " << c;
}

TEST(PoolFault, NamesGroupsThatDoNotBeginWithTheFirst) {
    const std::string expected = "pool: the groups have no beginning; let group_begin start with 0";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_begin.clear(); }), expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_begin[0] = 1; }), expected);
}

TEST(PoolFault, NamesWeeklyLimitsWithoutWeeks) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weeks.clear(); }),
              "pool: there are weekly limits, but no weeks in which lines can be used; "
              "give each line its first and last week");
}

TEST(PoolFault, NamesTheLineOfAnImpossibleSupply) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.supply[1] = -1; }),
              "line 1: supply -1 is negative; give a whole number of courses, 0 or more");
    const std::string too_large =
        ": the supply is too large to be added up exactly; "
        "give less than 2^50 courses a line and 2^62 in all";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.supply[2] = no_limit; }), "line 2" + too_large);

    Pool pool;
    pool.supply.assign(4096, no_limit - 1);
    EXPECT_EQ(told(fault_of(pool)), "nothing");
    pool.supply.push_back(4096);
    EXPECT_EQ(told(fault_of(pool)), "line 4096" + too_large);
    pool.supply.back() = 4095;
    EXPECT_EQ(told(fault_of(pool)), "nothing");
}

TEST(PoolFault, NamesTheLineThatExpiresBeforeItArrives) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weeks[0] = {3, 2}; }),
              "line 0: it expires in week 2, before it arrives in week 3; "
              "give a last week that is not before the first");
}

TEST(PoolFault, NamesTheGroupWhoseLinesAreOutOfBounds) {
    const std::string expected = ": its lines are out of bounds; give ascending beginnings";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_begin = {0, 2, 1}; }), "group 1" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_begin[2] = 4; }), "group 1" + expected);
}

TEST(PoolFault, NamesTheGroupWithAnUnknownOrDisorderedLine) {
    const std::string expected =
        " is unknown or out of order; give each known line once, ascending";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_lines[2] = 3; }),
              "group 1: line 3" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_lines = {2, 0, 1}; }),
              "group 0: line 0" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group_lines = {2, 2, 1}; }),
              "group 0: line 2" + expected);
}

TEST(PoolFault, NamesTheTieRankThatIsGivenTwice) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.tie_rank = {3, 3}; }),
              "pool: tie rank 3 is given twice; give every recipient a rank of its own");
}

TEST(PoolFault, NamesTheSetWithAnUnknownOrRepeatedLine) {
    const std::string expected = " is unknown or named twice; give each known line once";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.sets[1] = {3}; }), "set 1: line 3" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.sets[0] = {2, 2}; }), "set 0: line 2" + expected);
}

TEST(PoolFault, NamesTheSetThatCrossesAnother) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.sets[1] = {2, 1}; }),
              "set 1: it crosses set 0; make sets disjoint, or one part of the other");
}

TEST(PoolFault, NamesTheRecipientOfAnImpossibleWeight) {
    const std::string expected =
        " is not between 1 and 2^48; give its population, or population x weight";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weight[0] = 0; }),
              "recipient 0: weight 0" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weight[1] = std::int64_t{1} << 48; }),
              "recipient 1: weight 281474976710656" + expected);
}

TEST(PoolFault, NamesTheRecipientOfAnImpossibleHolding) {
    const std::string expected = " is not between 0 and 2^50; give the courses it holds already";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.held[0] = -3; }),
              "recipient 0: held -3" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.held[1] = no_limit; }),
              "recipient 1: held 1125899906842624" + expected);
}

TEST(PoolFault, NamesTheRecipientThatHoldsMoreThanItAsksFor) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.room[0] = -2; }),
              "recipient 0: room -2 is negative: it holds more than it asks for; "
              "give room 0 to a recipient that can take nothing");
}

TEST(PoolFault, NamesTheRecipientOfAnUnknownGroup) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.group[1] = 2; }),
              "recipient 1: group 2 is unknown; give one of the 2 groups, counted from 0");
}

TEST(PoolFault, NamesTheRecipientWhosePairLimitsAreOutOfBounds) {
    const std::string expected = ": its pair limits are out of bounds; give ascending beginnings";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.pair_begin = {2, 1, 2}; }),
              "recipient 0" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.pair_begin = {0, 2, 3}; }),
              "recipient 1" + expected);
}

TEST(PoolFault, NamesTheRecipientWithAnImpossiblePairLimit) {
    const std::string expected =
        " is negative, of an unknown line, or out of order; "
        "give each known line at most once, ascending";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.pair_most[1] = -1; }),
              "recipient 0: its limit -1 of line 2" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.pair_line[1] = 3; }),
              "recipient 0: its limit 8 of line 3" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.pair_line = {2, 2}; }),
              "recipient 0: its limit 8 of line 2" + expected);
}

TEST(PoolFault, NamesTheRecipientWithANegativeRoomInASet) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.set_room[1] = -7; }),
              "recipient 0: its room in set 1 is negative; give 0 where nothing fits");
}

TEST(PoolFault, NamesTheRecipientThatUsesLessThanNothingAWeek) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weekly[1] = -6; }),
              "recipient 1: -6 courses a week is negative; give 0 where nothing can be used");
}

TEST(PoolFault, NamesTheRecipientWithRoomsForSetsAndAWeeklyLimit) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.weekly[0] = 6; }),
              "recipient 0: it has rooms for sets of lines and a weekly limit; "
              "drop one of them, or turn the room into courses a week");
}

TEST(PoolFault, NamesTheDistrictWithANegativeLimit) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.districts[1].most = -40; }),
              "district 1: its limit -40 is negative; give a whole number of courses, 0 or more");
}

TEST(PoolFault, NamesTheDistrictThatStandsBeforeItsParent) {
    const std::string expected =
        ": it stands before the district it belongs to; put the larger district first";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.districts[0].parent = 1; }),
              "district 0" + expected);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.districts[1].parent = 1; }),
              "district 1" + expected);
}

TEST(PoolFault, NamesTheRecipientOfAnUnknownDistrict) {
    EXPECT_EQ(fault_after([](Pool& pool) { pool.district[0] = 2; }),
              "recipient 0: district 2 is unknown; name one of the districts");
}

constexpr const char* why_no_one_answer =
    "; give a limited district recipients with the same lines and no limits but room; "
    "otherwise no one answer is best for everybody";

TEST(PoolFault, NamesTheRecipientWithOwnLimitsInALimitedDistrict) {
    const std::string expected =
        "district 1 is limited, and this recipient has limits of its own for lines";
    EXPECT_EQ(fault_after([](Pool& pool) { pool.district[0] = 1; }),
              "recipient 0: " + expected + why_no_one_answer);
    EXPECT_EQ(fault_after([](Pool& pool) { pool.district[1] = 1; }),
              "recipient 1: " + expected + why_no_one_answer);
}

TEST(PoolFault, NamesTheRecipientWithOtherLinesThanItsLimitedDistrict) {
    const auto change = [](Pool& pool) {
        pool.pair_begin.clear();
        pool.pair_line.clear();
        pool.pair_most.clear();
        pool.set_room.clear();
        pool.weekly.clear();
        pool.district = {1, 1};
    };
    EXPECT_EQ(fault_after(change),
              std::string{"recipient 1: district 1 is limited, and its recipients may take "
                          "different lines"} +
                  why_no_one_answer);
}

}  // namespace
}  // namespace aliquot
