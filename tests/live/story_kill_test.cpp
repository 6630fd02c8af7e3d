// The DPRK's year, cut short at every point where something is written: what was acknowledged is
// there afterwards, nothing is there by half, and the year goes on to the same end.
#include <array>
#include <chrono>
#include <iostream>
#include <set>
#include <thread>

#include "ledger/own_server.hpp"
#include "ledger/planted_faults.hpp"
#include "ledger/postgres_schema.hpp"
#include "live/dprk_story.hpp"
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aliquot/ledger/log/audit.hpp"

namespace aliquot {
namespace {

using namespace ledger::testing;  // NOLINT(google-build-using-namespace)
using testing::StoryStep;

constexpr int finished = 0;
constexpr int gave_up = 1;
constexpr std::int64_t recorded = 1'630'000'000'000'000;

const std::vector<StoryStep>& story() {
    static const std::vector<StoryStep> steps = testing::dprk_story();
    return steps;
}

// Opens the facility, or begins it.
std::optional<LiveFacility> open_or_begin(ledger::Store& store) {
    const auto head = store.head();
    if (!head) return std::nullopt;
    auto live = head->sequence == 0 ? LiveFacility::create(store, testing::dprk_scenario(),
                                                           testing::dprk_opening(), recorded)
                                    : LiveFacility::open(store);
    if (!live) return std::nullopt;
    return *std::move(live);
}

std::unique_ptr<ledger::Store> open_or_make(const std::string& place) {
    auto store = ledger::open_store(place);
    if (!store && store.error().code == ErrorCode::not_found)
        store = ledger::create_store(place, "dprk");
    if (!store) return nullptr;
    return *std::move(store);
}

// Gives the story's commands from the first, as somebody would who does not know how far it got.
// `heard` is told of each that was answered.
int live_through(const std::string& place, const std::function<void(std::size_t)>& heard) {
    std::unique_ptr<ledger::Store> store;
    std::optional<LiveFacility> live;
    for (int attempt = 0; attempt < 3 && !live; ++attempt) {
        store = open_or_make(place);
        if (store) live = open_or_begin(*store);
    }
    if (!live) return gave_up;
    for (std::size_t i = 0; i < story().size(); ++i) {
        const StoryStep& step = story()[i];
        for (int attempt = 0;; ++attempt) {
            // What is asked depends on the desk as it was: a command in the log is not asked anew.
            const auto known = store->find(step.key);
            if (known && *known) break;
            const Instruction asked{
                step.key, {step.who, step.day, step.command(live->desk())}, recorded, {}};
            const auto done = live->run(asked);
            if (done) break;
            if (done.error().code != RefusalCode::conflict || attempt == 3) {
                std::cerr << step.key << ": " << done.error().error.what << "\n";
                return gave_up;
            }
        }
        heard(i);
    }
    return finished;
}

struct Ending {
    int code = -1;
    std::set<std::size_t> acknowledged;
};
template <class Plant>
Ending live_in_a_process(const std::string& place, const Plant& plant) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    std::cout.flush();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        plant();
        ::_exit(live_through(place, [&](std::size_t step) {
            const auto byte = static_cast<char>(step);
            if (::write(ends[1], &byte, 1) != 1) std::abort();
        }));
    }
    ::close(ends[1]);
    Ending ending;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;)
        ending.acknowledged.insert(static_cast<std::size_t>(byte));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ending.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ending;
}

// Kind and body of every record, which is the whole story.
std::vector<std::string> told(ledger::Store& store) {
    std::vector<std::string> lines;
    for (const ledger::Record& record : records_of(store))
        lines.push_back(record.kind + " " + record.body);
    return lines;
}

const std::vector<std::string>& undisturbed() {
    static const std::vector<std::string> lines = [] {
        const Scratch scratch;
        const std::string place = scratch.file("whole.aliquot");
        EXPECT_EQ(live_through(place, [](std::size_t) {}), finished);
        return told(*open_or_make(place));
    }();
    return lines;
}

void expect_nothing_lost(const std::string& place, const Ending& ending) {
    {
        auto store = ledger::open_store(place);
        if (!store) {
            ASSERT_EQ(store.error().code, ErrorCode::not_found) << store.error().what;
            ASSERT_TRUE(ending.acknowledged.empty());
        } else {
            const auto report = ledger::audit(**store);
            ASSERT_TRUE(report.has_value());
            ASSERT_EQ(report->violations_in_all, 0) << report->violations.front().what;
            for (const std::size_t step : ending.acknowledged) {
                const auto found = (*store)->find(story()[step].key);
                ASSERT_TRUE(found.has_value() && found->has_value())
                    << story()[step].key << " was acknowledged and is lost";
            }
            // All events of a command, or none: what is there is how the whole story begins.
            const auto lines = told(**store);
            ASSERT_LE(lines.size(), undisturbed().size());
            ASSERT_TRUE(std::equal(lines.begin(), lines.end(), undisturbed().begin()));
            if (!lines.empty()) {
                const auto live = LiveFacility::open(**store);
                ASSERT_TRUE(live.has_value()) << live.error().front().what;
                live->desk().doses().ledger().audit();
            }
        }
    }
    ASSERT_EQ(live_through(place, [](std::size_t) {}), finished);
    ASSERT_EQ(told(*open_or_make(place)), undisturbed());
}

// Tries each `step`-th point, with more effort every one, until the story ends before it.
template <class Plant>
int try_points(std::int64_t step, const auto& new_place, const Plant& plant) {
    if (effort() > 1) step = 1;
    for (int tried = 0;; ++tried) {
        const std::int64_t at = 1 + tried * step;
        const std::string place = new_place();
        SCOPED_TRACE(fmt::format("at point {}", at));
        const Ending ending = live_in_a_process(place, [&] { plant(at); });
        if (ending.code == finished) {
            std::cout << tried << " points of " << at - 1 << " tried, " << story().size()
                      << " commands: 0 acknowledged lost, 0 half there\n";
            return tried;
        }
        EXPECT_EQ(ending.code, killed);
        expect_nothing_lost(place, ending);
        if (::testing::Test::HasFailure()) return tried;
    }
}

TEST(DprkStory, EndsWithDosesInArmsAndEveryOtherAccountedFor) {
    const Scratch scratch;
    const std::string place = scratch.file("whole.aliquot");
    ASSERT_EQ(live_through(place, [](std::size_t) {}), finished);
    const auto store = open_or_make(place);
    const auto live = LiveFacility::open(*store);
    ASSERT_TRUE(live.has_value());
    const FacilityState& doses = live->desk().doses();
    EXPECT_EQ(doses.ledger().balance(AccountKind::used), Doses{300'000});
    EXPECT_EQ(doses.ledger().balance(AccountKind::destroyed), Doses{1'000});
    EXPECT_EQ(doses.ledger().balance(AccountKind::lost), Doses{1'000});
    std::map<std::string, Doses> given_on;
    for (const Reallocation& each : doses.reallocations())
        given_on[live->desk().world().at(each.to).id] += each.doses;
    EXPECT_EQ(given_on,
              (std::map<std::string, Doses>{
                  {"BGD", Doses{1'113'600}}, {"MMR", Doses{372'000}}, {"PAK", Doses{1'484'400}}}));
}

class DprkStoryEnds : public ::testing::TestWithParam<Fault> {
protected:
    DprkStoryEnds() { watch_files(); }
};
std::string name_of(const ::testing::TestParamInfo<Fault>& fault) {
    constexpr std::array names{"none",      "writeError", "diskFull", "killed",
                               "tornWrite", "powerCut",   "powerTorn"};
    return names.at(static_cast<std::size_t>(fault.param));
}
INSTANTIATE_TEST_SUITE_P(With, DprkStoryEnds,
                         ::testing::Values(Fault::kill, Fault::torn_write, Fault::power_cut,
                                           Fault::power_torn),
                         name_of);

TEST_P(DprkStoryEnds, AndLosesNothingAcknowledgedAtAnyChangeOfAFile) {
    const Scratch scratch;
    int made = 0;
    EXPECT_GT(try_points(
                  7, [&] { return scratch.file(fmt::format("{}.aliquot", ++made)); },
                  [](std::int64_t at) { plant_in_files(GetParam(), at); }),
              10);
}

TEST(DprkStory, LosesNothingAcknowledgedWhenKilledBetweenAnyTwoSteps) {
    const Scratch scratch;
    int made = 0;
    EXPECT_GT(try_points(
                  5, [&] { return scratch.file(fmt::format("{}.aliquot", ++made)); },
                  [](std::int64_t at) { plant_in_steps(Fault::kill, at); }),
              5);
}

TEST(DprkStory, LosesNothingInADatabaseEither) {
    const std::string server = scratch_postgres();
    if (server.empty()) GTEST_SKIP() << no_postgres;
    EXPECT_GT(try_points(
                  29, [&] { return new_schema(server); },
                  [](std::int64_t at) { plant_in_steps(Fault::kill, at); }),
              3);
}

TEST(DprkStory, GoesOnToItsEndWhenItsDatabaseServerIsKilledAgainAndAgain) {
    OwnServer server;
    if (server.address().empty()) GTEST_SKIP() << no_postgres;
    std::set<std::size_t> acknowledged;
    int kills = 0;
    const int wanted = 3 * effort();
    std::string place;
    for (bool whole = true; kills < wanted;) {
        if (whole) place = new_schema(server.address());
        // It dies while commands are on their way, somewhere in the first tenths of a second.
        std::thread killer{[&, wait = std::chrono::milliseconds{40 + 53 * kills % 500}] {
            std::this_thread::sleep_for(wait);
            server.tell("kill");
        }};
        acknowledged.clear();
        whole =
            live_through(place, [&](std::size_t step) { acknowledged.insert(step); }) == finished;
        killer.join();
        server.tell("restart");
        ++kills;
        const auto store = ledger::open_store(place);
        if (!store) {  // it died before there was a log
            ASSERT_TRUE(acknowledged.empty());
            whole = true;
            continue;
        }
        for (const std::size_t step : acknowledged)
            ASSERT_TRUE((*store)->find(story()[step].key).value().has_value())
                << story()[step].key << " was acknowledged and is lost";
    }
    if (!ledger::open_store(place)) place = new_schema(server.address());
    ASSERT_EQ(live_through(place, [](std::size_t) {}), finished);
    EXPECT_EQ(told(*open_or_make(place)), undisturbed());
    std::cout << kills << " times killed, 0 acknowledged commands lost\n";
}

}  // namespace
}  // namespace aliquot
