// Every decline that could have come in COVAX 2021: the round shared again, beside a fresh start.
#include <algorithm>
#include <ctime>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/pooling.hpp"
#include "aliquot/facility/knowledge.hpp"
#include "aliquot/facility/round.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"
#include "aliquot/sharing/again.hpp"
#include "aliquot/sharing/share.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot {
namespace {

// The least of several times, in microseconds of processor time.
template <class Work>
double least_time_of(const Work& work) {
    double least = 1e9;
    for (int turn = 0; turn < 5; ++turn) {
        const std::clock_t start = std::clock();
        for (int again = 0; again < 10; ++again) work();
        const auto took = static_cast<double>(std::clock() - start);
        least = std::min(least, took / CLOCKS_PER_SEC * 1e5);
    }
    return least;
}

struct Times {
    double sum = 0;
    double most = 0;

    void add(double time) {
        sum += time;
        most = std::max(most, time);
    }
};

// The problems of all rounds of covax-2021, as the rule saw them.
std::vector<Problem> rounds_of_covax() {
    const Scenario scenario = *read_scenario(embedded_scenario("covax-2021").value(), {});
    ReplayOptions options;
    options.keep_facts = true;
    const auto replayed = replay(scenario, options);
    EXPECT_TRUE(replayed.has_value());
    const Knowledge knowledge{scenario};
    std::vector<Problem> rounds;
    for (const auto& [number, facts] : replayed->facts)
        rounds.push_back(
            RoundComputer{scenario, knowledge}.compute(facts.input, facts.holdings)->problem);
    return rounds;
}

TEST(DeclineInCovax2021, IsAnsweredAsByAFreshStartWhoeverDeclines) {
    int declines = 0;
    int same_levels = 0;
    Times again_times;
    Times fresh_times;
    for (const Problem& problem : rounds_of_covax()) {
        const EvenShares before = even_shares(problem);
        const Shares earlier = shares_of(before.plan, before.levels);
        Pool pool = pool_of(problem);
        for (std::uint32_t who = 0; who < pool.recipients(); ++who) {
            if (earlier.given[who] == 0) continue;
            const std::int64_t room = std::exchange(pool.room[who], 0);
            Shares again;
            Shares fresh;
            again_times.add(least_time_of([&] { again = share_again(pool, earlier, {&who, 1}); }));
            fresh_times.add(least_time_of([&] { fresh = share(pool); }));
            ASSERT_EQ(again.given, fresh.given) << problem.claims[who].id;
            ASSERT_TRUE(verify(pool, again).empty()) << problem.claims[who].id;
            same_levels += again.levels == fresh.levels ? 1 : 0;
            ++declines;
            pool.room[who] = room;
        }
    }
    fmt::print(
        "{} declines: shared again in {:.0f} us on average, {:.0f} at most; from scratch in {:.0f} "
        "and {:.0f}; the same levels in {}\n",
        declines, again_times.sum / declines, again_times.most, fresh_times.sum / declines,
        fresh_times.most, same_levels);
    EXPECT_GT(declines, 500);
}

}  // namespace
}  // namespace aliquot
