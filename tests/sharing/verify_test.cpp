// Right answers pass the check; every planted fault is refused, and for the right reason.
#include <iostream>
#include <map>

#include "sharing/planted_faults.hpp"
#include "sharing/random_pool.hpp"
#include "sharing/slow_sharing.hpp"
#include <gtest/gtest.h>

#include "aliquot/sharing/share.hpp"

namespace {

using aliquot::Fault;
using aliquot::FaultKind;
using aliquot::Names;
using aliquot::Pool;
using aliquot::Shares;
using aliquot::verify;
using aliquot::verify_by_exchange;
using aliquot_test::Draw;
using aliquot_test::LimitsOf;
using aliquot_test::small_pool;

std::string words(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults)
        text += std::string{name_of(fault.kind)} + ": " + fault.words + "\n";
    return text;
}

// The island example of docs/methods/certificate.md: a gift that only Birch and Cedar may have,
// and an open line.
Pool islands() {
    Pool pool;
    pool.supply = {101, 200};
    pool.group_begin = {0, 1, 3};
    pool.group_lines = {1, 0, 1};
    pool.weight = {1000, 400, 100};
    pool.held = {0, 100, 0};
    pool.room = {aliquot::no_limit, aliquot::no_limit, aliquot::no_limit};
    pool.group = {0, 1, 1};
    return pool;
}

Names island_names() {
    Names names;
    names.recipient = [](std::size_t i) {
        return std::vector<std::string>{"ALDER", "BIRCH", "CEDAR"}.at(i);
    };
    names.line = [](std::size_t j) { return std::vector<std::string>{"GIFT", "OPEN"}.at(j); };
    return names;
}

Shares island_answer() {
    return {{200, 60, 41}, {{0, 1, 200}, {1, 0, 60}, {2, 0, 41}}, {{2, 40, 100}, {1, 199, 1000}}};
}

TEST(AnswerOfAPool, PassesWithTheLevelsOfTheIslandsDoneByHand) {
    EXPECT_EQ(words(verify(islands(), island_answer())), "");
    EXPECT_EQ(words(verify_by_exchange(islands(), island_answer())), "");
    EXPECT_EQ(aliquot::share(islands()).given, island_answer().given);
}

TEST(AnswerOfAPool, IsRefusedWithTheChainThatWouldBeFairer) {
    const Shares by_hand{
        {190, 70, 41}, {{0, 1, 190}, {1, 0, 70}, {2, 0, 31}, {2, 1, 10}}, island_answer().levels};
    EXPECT_EQ(words(verify_by_exchange(islands(), by_hand, island_names())),
              "fairer_exchange: a course of GIFT from BIRCH, at 170 of 400 (42.50 %), to CEDAR, "
              "then a course of OPEN from CEDAR to ALDER, at 190 of 1,000 (19.00 %), would be "
              "fairer; 1 other recipient could gain by an exchange, too\n");
    EXPECT_EQ(words(verify(islands(), by_hand, island_names())),
              "lower_line_used: CEDAR takes OPEN of block 1, though it could take GIFT of block 2 "
              "instead\n"
              "uneven_block: ALDER, at 190 of 1,000 (19.00 %), is stopped at block 1, where CEDAR "
              "was given its last course at 40 of 100 (40.00 %)\n"
              "uneven_block: CEDAR, at 41 of 100 (41.00 %), is stopped at block 2, where BIRCH was "
              "given its last course at 169 of 400 (42.25 %)\n"
              "wrong_level: the level of GIFT is 40/100; BIRCH was given its last course at 169 of "
              "400 (42.25 %)\n"
              "wrong_level: the level of OPEN is 199/1000; CEDAR was given its last course at 40 "
              "of 100 (40.00 %)\n");
}

TEST(AnswerOfAPool, IsRefusedWhileCoursesLieIdle) {
    const Shares idle{{180, 70, 41},
                      {{0, 1, 180}, {1, 0, 70}, {2, 0, 31}, {2, 1, 10}},
                      std::vector<aliquot::LineLevel>(2)};
    EXPECT_EQ(words(verify_by_exchange(islands(), idle, island_names())),
              "supply_left: 10 courses of OPEN are left that ALDER, at 180 of 1,000 (18.00 %), "
              "could take\n"
              "fairer_exchange: a course of GIFT from BIRCH, at 170 of 400 (42.50 %), to CEDAR, "
              "then a course of OPEN from CEDAR to ALDER, at 180 of 1,000 (18.00 %), would be "
              "fairer; 1 other recipient could gain by an exchange, too\n");
}

class EveryKindOfLimit : public testing::TestWithParam<std::uint64_t> {
protected:
    [[nodiscard]] static Pool pool(std::uint64_t seed) {
        Pool drawn = small_pool(seed, static_cast<LimitsOf>(GetParam()));
        const auto fault = aliquot::fault_of(drawn);
        if (fault) ADD_FAILURE() << fault->what << ", " << fault->where;
        return drawn;
    }
};

TEST_P(EveryKindOfLimit, AnswersOneCourseAtATimePass) {
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        const Pool drawn = pool(seed);
        const Shares right = aliquot_test::share_slowly(drawn);
        ASSERT_EQ(words(verify(drawn, right)), "") << "seed " << seed;
        ASSERT_EQ(words(verify_by_exchange(drawn, right)), "") << "seed " << seed;
    }
}

TEST_P(EveryKindOfLimit, AnswersOfTheSolverPass) {
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        const Pool drawn = pool(seed);
        const Shares right = aliquot::share(drawn);
        ASSERT_EQ(right.given, aliquot_test::share_slowly(drawn).given) << "seed " << seed;
        ASSERT_EQ(words(verify(drawn, right)), "") << "seed " << seed;
        ASSERT_EQ(words(verify_by_exchange(drawn, right)), "") << "seed " << seed;
    }
}

TEST_P(EveryKindOfLimit, PlantedFaultsAreRefusedForTheRightReason) {
    std::map<std::string_view, int> planted_of;
    int planted_faults = 0;
    for (std::uint64_t seed = 0; planted_faults < 20'000; ++seed) {
        ASSERT_LT(seed, 10'000U);
        const Pool drawn = pool(seed);
        const Shares right = aliquot::share(drawn);
        Draw draw{seed};
        for (std::size_t kind = 0; kind < aliquot_test::kinds_of_planting; ++kind) {
            const auto planted = aliquot_test::plant(drawn, right, kind, draw);
            if (!planted) continue;
            const auto faults = verify(drawn, planted->shares);
            ASSERT_TRUE(planted->is_named_in(faults))
                << "seed " << seed << ", " << planted->what << ":\n"
                << words(faults);
            ++planted_of[planted->what];
            ++planted_faults;
        }
    }
    EXPECT_GE(planted_of.size(), 14U);
    for (const auto& [what, number] : planted_of) EXPECT_GE(number, 20) << what;
}

#ifdef NDEBUG
constexpr int many_faults = 100'000;
#else
constexpr int many_faults = 10'000;  // without optimisation
#endif

// Limits of several kinds at once, ties, chains, huge weights.
TEST(PlantedFaults, AreRefusedForTheRightReasonUnderAnyLimits) {
    std::map<std::string_view, int> planted_of;
    int pools = 0;
    int planted_faults = 0;
    for (std::uint64_t seed = 0; planted_faults < many_faults; ++seed) {
        aliquot::testing::Draw chances{seed};
        const aliquot::testing::PoolSketch sketch =
            random_sketch(aliquot::testing::with_any_limits({}, chances), chances);
        if (sketch.recipients.empty() || sketch.lines.empty()) continue;
        ++pools;
        const Pool drawn = pool_of(sketch);
        const Shares right = aliquot::share(drawn);
        Draw draw{seed};
        for (std::size_t kind = 0; kind < aliquot_test::kinds_of_planting; ++kind) {
            const auto planted = aliquot_test::plant(drawn, right, kind, draw);
            if (!planted) continue;
            const auto faults = verify(drawn, planted->shares);
            ASSERT_TRUE(planted->is_named_in(faults))
                << "seed " << seed << ", " << planted->what << ":\n"
                << words(faults);
            ++planted_of[planted->what];
            ++planted_faults;
        }
    }
    std::cout << "  " << planted_faults << " faults of " << planted_of.size() << " kinds in "
              << pools << " pools\n";
    for (const auto& [what, number] : planted_of)
        std::cout << "    " << number << " " << what << "\n";
    EXPECT_EQ(planted_of.size(), aliquot_test::kinds_of_planting);
}

// Walks away from the right answer by random moves that can be carried out: the labels must never
// pass another sum than the right one, and the exchanges must say exactly the same.
TEST_P(EveryKindOfLimit, ExchangesNameExactlyTheAnswersThatAreNotTheBest) {
    int unfair = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Pool drawn = pool(seed);
        const Shares right = aliquot_test::share_slowly(drawn);
        Draw draw{seed + 77};
        aliquot_test::Table table = aliquot_test::table_of(drawn, right);
        for (int step = 0; step < 40; ++step) {
            aliquot_test::Table changed = table;
            for (std::size_t moves = 1 + draw.below(3); moves > 0; --moves) {
                const std::size_t line = draw.below(drawn.lines());
                changed[draw.below(changed.size())][line] -= draw.one_in(8) ? 0 : 1;
                changed[draw.below(changed.size())][line] += draw.one_in(8) ? 0 : 1;
            }
            if (!aliquot_test::can_be_carried_out(drawn, changed)) continue;
            table = changed;
            const Shares now = aliquot_test::shares_of(table, right.levels);
            const auto faults = verify_by_exchange(drawn, now);
            ASSERT_EQ(faults.empty(), now.given == right.given) << "seed " << seed;
            if (now.given == right.given) continue;
            ++unfair;
            ASSERT_FALSE(verify(drawn, now).empty()) << "seed " << seed;
            for (const Fault& fault : faults) {
                aliquot_test::Table better = table;
                for (const aliquot::Move& move : fault.chain) {
                    if (move.from) --better[*move.from][move.line];
                    ++better[move.to][move.line];
                }
                ASSERT_TRUE(aliquot_test::can_be_carried_out(drawn, better))
                    << "seed " << seed << ": " << fault.words;
            }
        }
    }
    EXPECT_GT(unfair, 500);
}

std::string limits_in_words(const testing::TestParamInfo<std::uint64_t>& limits) {
    return std::vector<std::string>{"OfNothing", "OfPairs", "OfSets", "OfWeeks", "OfDistricts"}.at(
        limits.param);
}
INSTANTIATE_TEST_SUITE_P(Limits, EveryKindOfLimit,
                         testing::Range(std::uint64_t{0}, aliquot_test::kinds_of_limits),
                         limits_in_words);

}  // namespace
