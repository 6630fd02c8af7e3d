// A day at a facility, cut short at every point where something is written: what was acknowledged
// is there afterwards, nothing is there by half, and the day can be finished.
#include <array>
#include <iostream>
#include <set>

#include "ledger/log_story.hpp"
#include "ledger/planted_faults.hpp"
#include "ledger/postgres_schema.hpp"
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/writer.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr int finished = 0;
constexpr int gave_up = 1;

// The whole day: twelve commands, twenty-two records.
std::vector<Draft> day() {
    std::vector<Draft> drafts;
    for (const int half : {1, 2})
        for (Draft& told : story()) {
            told.command += fmt::format("-{}", half);
            told.expected.reset();
            drafts.push_back(std::move(told));
        }
    for (int i = 0; i < 3; ++i) drafts.push_back(note(fmt::format("note-{}", i)));
    // A record over several pages of the file.
    Draft long_one = note("long", std::string(9000, 'x'));
    for (int i = 0; i < 6; ++i) long_one.events.push_back(long_one.events.front());
    drafts.push_back(std::move(long_one));
    return drafts;
}

class Acknowledged {
public:
    explicit Acknowledged(int handle) : handle_{handle} {}
    void say(std::size_t command) const {
        const auto byte = static_cast<char>(command);
        if (handle_ >= 0 && ::write(handle_, &byte, 1) != 1) std::abort();
    }

private:
    int handle_;
};

Result<std::unique_ptr<Store>> open_or_make(const std::string& place) {
    auto store = open_store(place);
    if (store || store.error().code != ErrorCode::not_found) return store;
    auto made = create_store(place, "covax");
    if (made || made.error().code == ErrorCode::conflict) return open_store(place);
    return made;
}

// Sends what was not answered once more, as a caller would.
bool send(Writer& writer, const std::vector<Draft>& drafts, std::size_t first, std::size_t count,
          const Acknowledged& acknowledged) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        std::vector<std::future<Result<Place>>> answers;
        for (std::size_t i = first; i < first + count; ++i)
            answers.push_back(writer.submit(drafts[i]));
        bool whole = true;
        for (std::size_t i = 0; i < count; ++i) {
            if (answers[i].get())
                acknowledged.say(first + i);
            else
                whole = false;
        }
        if (whole) return true;
    }
    return false;
}

int live_through(const std::string& place, const Acknowledged& acknowledged) {
    const auto drafts = day();
    const auto again = [](const auto& step) { return step() || step(); };
    for (const std::size_t start : {0U, 6U}) {
        std::unique_ptr<Store> store;
        const bool open = again([&] {
            auto opened = open_or_make(place);
            if (opened) store = *std::move(opened);
            return store != nullptr;
        });
        if (!open) return gave_up;
        Writer writer{*store};
        for (const auto& [first, count] : {std::pair{0U, 1U}, {1U, 1U}, {2U, 3U}, {5U, 1U}})
            if (!send(writer, drafts, start + first, count, acknowledged)) return gave_up;
        const bool signed_ = again([&] {
            const auto head = store->head();
            const SigningKey key{SigningKey::Seed{7}};
            return head && store->add_checkpoint(sign_checkpoint("covax", *head, 5, key)) &&
                   store->save_snapshot({"balances", *head, "bytes"});
        });
        if (!signed_) return gave_up;
    }
    return finished;
}

// Lives through the day in a process of its own. Answers how it ended and what was acknowledged.
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
        ::_exit(live_through(place, Acknowledged{ends[1]}));
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

void expect_whole(Store& store) {
    const auto report = audit(store);
    ASSERT_TRUE(report.has_value()) << report.error().what;
    ASSERT_EQ(report->violations_in_all, 0) << report->violations.front().what;
}

// Nothing acknowledged is lost, nothing is half there, and the day can be finished.
void expect_nothing_lost(const std::string& place, const Ending& ending) {
    const auto drafts = day();
    {
        auto store = open_store(place);
        if (store) {
            expect_whole(**store);
            for (const std::size_t command : ending.acknowledged) {
                const auto found = (*store)->find(drafts[command].command);
                ASSERT_TRUE(found.has_value() && found->has_value())
                    << drafts[command].command << " was acknowledged and is lost";
            }
        } else {
            ASSERT_EQ(store.error().code, ErrorCode::not_found) << store.error().what;
            ASSERT_TRUE(ending.acknowledged.empty());
        }
    }
    ASSERT_EQ(live_through(place, Acknowledged{-1}), finished);
    auto store = open_store(place);
    ASSERT_TRUE(store.has_value());
    expect_whole(**store);
    std::size_t records = 0;
    for (const Draft& draft : drafts) {
        records += draft.events.size();
        ASSERT_TRUE((*store)->find(draft.command).value().has_value());
    }
    ASSERT_EQ((*store)->head()->sequence, static_cast<std::int64_t>(records));
}

// Tries points from the first on, until the day ends before one is reached. In every run of the
// tests each `step`-th, with more effort all of them. Answers how many.
template <class Plant>
int try_points(std::int64_t step, const auto& new_place, const Plant& plant) {
    if (effort() > 1) step = 1;
    for (int tried = 0;; ++tried) {
        const std::int64_t at = 1 + tried * step;
        const std::string place = new_place();
        SCOPED_TRACE(fmt::format("at point {}", at));
        const Ending ending = live_in_a_process(place, [&] { plant(at); });
        if (ending.code == finished) {
            std::cout << tried << " points, 0 acknowledged commands lost, 0 half there\n";
            return tried;
        }
        EXPECT_EQ(ending.code, killed);
        expect_nothing_lost(place, ending);
        if (::testing::Test::HasFailure()) return tried;
    }
}

class DayInAFile : public ::testing::TestWithParam<Fault> {
protected:
    DayInAFile() { watch_files(); }
    std::string new_place() {
        for (const auto& old : std::filesystem::directory_iterator{scratch.file("")})
            std::filesystem::remove(old.path());
        return scratch.file("day.aliquot");
    }
    Scratch scratch;
};

std::string name_of(const ::testing::TestParamInfo<Fault>& fault) {
    constexpr std::array names{"none",      "writeError", "diskFull", "killed",
                               "tornWrite", "powerCut",   "powerTorn"};
    return names.at(static_cast<std::size_t>(fault.param));
}
INSTANTIATE_TEST_SUITE_P(Ends, DayInAFile,
                         ::testing::Values(Fault::kill, Fault::torn_write, Fault::power_cut,
                                           Fault::power_torn),
                         name_of);

TEST_P(DayInAFile, LosesNothingAcknowledgedAtAnyChangeOfAFile) {
    const bool every = GetParam() == Fault::kill || GetParam() == Fault::power_cut;
    EXPECT_GT(try_points(
                  every ? 1 : 3, [this] { return new_place(); },
                  [](std::int64_t at) { plant_in_files(GetParam(), at); }),
              60);
}

class DayWithErrors : public DayInAFile {};
INSTANTIATE_TEST_SUITE_P(Says, DayWithErrors, ::testing::Values(Fault::error, Fault::disk_full),
                         name_of);

// One operation fails and the program lives on: callers get an error, send again, and all is well.
TEST_P(DayWithErrors, GoesOnAfterAnyChangeOfAFileFailed) {
    const std::int64_t step = effort() > 1 ? 1 : 2;
    int tried = 0;
    for (bool reached = true; reached && !HasFailure(); ++tried) {
        const std::int64_t at = 1 + tried * step;
        const std::string place = new_place();
        SCOPED_TRACE(fmt::format("at point {}", at));
        plant_in_files(GetParam(), at);
        const std::int64_t before = file_changes();
        const int code = live_through(place, Acknowledged{-1});
        reached = file_changes() - before >= at;
        plant_in_files(Fault::none, 0);
        EXPECT_EQ(code, finished);
        expect_nothing_lost(place, {});
    }
    std::cout << tried << " points failed, each command recorded once\n";
    EXPECT_GT(tried, 60);
}

TEST(DayInSteps, LosesNothingAcknowledgedWhenKilledBetweenAnyTwoSteps) {
    Scratch scratch;
    int made = 0;
    EXPECT_GT(try_points(
                  1, [&] { return scratch.file(fmt::format("{}.aliquot", ++made)); },
                  [](std::int64_t at) { plant_in_steps(Fault::kill, at); }),
              40);
}

TEST(DayInSteps, LosesNothingInADatabaseEither) {
    const std::string server = scratch_postgres();
    if (server.empty()) GTEST_SKIP() << no_postgres;
    EXPECT_GT(try_points(
                  10, [&] { return new_schema(server); },
                  [](std::int64_t at) { plant_in_steps(Fault::kill, at); }),
              4);
}

// Two programs on one store, each deciding on what it saw last.
TEST(TwoPrograms, ShareAStoreWithoutLosingOrRepeatingAnything) {
    Scratch scratch;
    std::vector<std::string> places{scratch.file("shared.aliquot")};
    if (const std::string server = scratch_postgres(); !server.empty())
        places.push_back(new_schema(server));
    for (const std::string& place : places) {
        ASSERT_TRUE(create_store(place, "covax").has_value());
        std::vector<pid_t> programs;
        for (const char* name : {"accra", "geneva"}) {
            const pid_t child = ::fork();
            if (child != 0) {
                programs.push_back(child);
                continue;
            }
            auto store = open_store(place);
            for (int i = 0; i < 40;) {
                const auto head = (*store)->head();
                if (!head) ::_exit(gave_up);
                Draft next = note(fmt::format("{}-{}", name, i));
                next.expected = head->sequence;
                const auto placed = append(**store, next);
                if (!placed && placed.error().code != ErrorCode::conflict) ::_exit(gave_up);
                i += placed ? 1 : 0;
            }
            ::_exit(finished);
        }
        for (const pid_t program : programs) {
            int status = 0;
            ::waitpid(program, &status, 0);
            EXPECT_EQ(WEXITSTATUS(status), finished);
        }
        auto store = open_store(place);
        expect_whole(**store);
        EXPECT_EQ((*store)->head()->sequence, 80);
    }
}

}  // namespace
}  // namespace aliquot::ledger
