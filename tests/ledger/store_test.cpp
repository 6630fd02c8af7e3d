// What a store promises, asked of every kind of store alike: memory, a file, a database.
#include "aliquot/ledger/log/store.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "ledger/log_story.hpp"
#include "ledger/postgres_schema.hpp"
#include <gtest/gtest.h>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/place.hpp"
#include "aliquot/ledger/log/writer.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr std::int64_t all = 1'000'000'000;

class AnyStore : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        if (GetParam() == "memory") {
            store = store_in_memory("covax");
            return;
        }
        place = scratch.file("log.aliquot");
        if (GetParam() == "postgres") {
            const std::string server = scratch_postgres();
            if (server.empty()) GTEST_SKIP() << no_postgres;
            place = new_schema(server);
        }
        auto made = create_store(place, "covax");
        ASSERT_TRUE(made.has_value()) << made.error().what;
        store = *std::move(made);
    }
    // Another program's view of the same log.
    [[nodiscard]] std::unique_ptr<Store> again() const {
        auto opened = open_store(place);
        EXPECT_TRUE(opened.has_value()) << opened.error().what;
        return *std::move(opened);
    }
    [[nodiscard]] bool lasts() const { return GetParam() != "memory"; }
    void tell(const std::vector<Draft>& drafts) {
        for (const Draft& draft : drafts) {
            const auto placed = append(*store, draft);
            ASSERT_TRUE(placed.has_value()) << placed.error().what;
        }
    }
    void expect_sound(std::int64_t records) {
        const auto report = audit(*store);
        ASSERT_TRUE(report.has_value()) << report.error().what;
        EXPECT_EQ(report->records, records);
        EXPECT_EQ(report->violations_in_all, 0) << report->violations.front().what;
    }

    Scratch scratch;
    std::string place;
    std::unique_ptr<Store> store;
};

INSTANTIATE_TEST_SUITE_P(Kinds, AnyStore, ::testing::Values("memory", "sqlite", "postgres"),
                         [](const auto& kind) { return kind.param; });

class LastingStore : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(Kinds, LastingStore, ::testing::Values("sqlite", "postgres"),
                         [](const auto& kind) { return kind.param; });

TEST_P(AnyStore, NumbersRecordsFromOneAndChainsEachToTheOneBefore) {
    EXPECT_EQ(*store->head(), genesis("covax"));
    tell(story());
    const auto records = records_of(*store);
    ASSERT_EQ(records.size(), 6U);
    Head before = genesis("covax");
    for (const Record& record : records) {
        EXPECT_TRUE(follows(before, record)) << record.sequence;
        before = {record.sequence, record.hash};
    }
    EXPECT_EQ(*store->head(), before);
    EXPECT_EQ(records[3].command, "offer-1");
    EXPECT_EQ(records[3].part, 2);
    EXPECT_EQ(records[3].parts, 3);
    EXPECT_EQ(records[3].body, R"({"doses":300,"to":"CIV"})");
    EXPECT_EQ(records[5].body, R"({"by":"Côte d'Ivoire"})");
    expect_sound(6);
}

TEST_P(LastingStore, KeepsWhatItSaidWhenItIsOpenedAgain) {
    tell(story());
    const auto told = records_of(*store);
    store.reset();
    store = again();
    EXPECT_EQ(store->log_id(), "covax");
    EXPECT_EQ(records_of(*store), told);
    EXPECT_EQ(append(*store, note("later"))->first, 7);
}

TEST_P(AnyStore, RefusesACommandThatWasDecidedOnAnOlderState) {
    tell(story());
    const auto stale = append(*store, draft("open-2", {{"round_opened", "2021-03-05", "{}"}}, 5));
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().code, ErrorCode::conflict);
    EXPECT_EQ(stale.error().where, "command open-2");
    EXPECT_EQ(store->head()->sequence, 6);
    const auto fresh = append(*store, draft("open-2", {{"round_opened", "2021-03-05", "{}"}}, 6));
    EXPECT_EQ(fresh.value_or(Place{}), (Place{7, 7, false}));
}

TEST_P(AnyStore, FindsACommandThatIsSentAgainAndRecordsNothing) {
    tell(story());
    Draft repeated = story()[2];
    repeated.expected = 2;  // as it was when it was decided
    repeated.recorded += 1'000'000;
    EXPECT_EQ(append(*store, repeated).value_or(Place{}), (Place{3, 5, true}));
    EXPECT_EQ(store->find("offer-1").value(), (Place{3, 5, true}));
    EXPECT_EQ(store->find("offer-2").value(), std::nullopt);
    EXPECT_EQ(store->head()->sequence, 6);
}

TEST_P(AnyStore, RefusesTheKeyOfOneCommandForAnother) {
    tell(story());
    const auto refused = append(*store, note("open-1"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::wrong_input);
    EXPECT_NE(refused.error().what.find("recorded at 2"), std::string::npos)
        << refused.error().what;
}

TEST_P(AnyStore, RecordsAllOfACommandOrNothing) {
    Draft half = story()[2];
    half.events.push_back({"Wrong Kind", "2021-03-01", "{}"});
    const auto refused = append(*store, half);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::wrong_input);
    EXPECT_FALSE(append(*store, draft("empty", {})).has_value());
    EXPECT_EQ(*store->head(), genesis("covax"));
}

TEST_P(AnyStore, AnswersEachOfAGroupByItself) {
    const std::vector<Draft> group{
        draft("a", {{"note", "2021-01-01", "1"}}, 0), draft("b", {{"note", "2021-01-01", "2"}}, 0),
        draft("c", {{"note", "2021-01-01", "3"}}, 1), draft("a", {{"note", "2021-01-01", "1"}}, 0),
        draft("a", {{"note", "2021-01-01", "9"}}, 0), draft("d", {{"NOTE", "2021-01-01", "4"}}),
        draft("e", {{"note", "2021-01-01", "5"}})};
    const auto answers = store->append(group);
    ASSERT_TRUE(answers.has_value()) << answers.error().what;
    ASSERT_EQ(answers->size(), 7U);
    EXPECT_EQ((*answers)[0].value_or(Place{}), (Place{1, 1, false}));
    EXPECT_EQ((*answers)[1].error().code, ErrorCode::conflict);
    EXPECT_EQ((*answers)[2].value_or(Place{}), (Place{2, 2, false}));
    EXPECT_EQ((*answers)[3].value_or(Place{}), (Place{1, 1, true}));
    EXPECT_EQ((*answers)[4].error().code, ErrorCode::wrong_input);
    EXPECT_EQ((*answers)[5].error().code, ErrorCode::wrong_input);
    EXPECT_EQ((*answers)[6].value_or(Place{}), (Place{3, 3, false}));
    expect_sound(3);
}

TEST_P(AnyStore, ShowsAnyStretchOfALongLog) {
    std::vector<Draft> drafts;
    for (int i = 1; i <= 2500; ++i) drafts.push_back(note("n" + std::to_string(i)));
    ASSERT_TRUE(store->append(drafts).has_value());
    const auto stretch = [&](std::int64_t from, std::int64_t limit) {
        std::vector<std::int64_t> seen;
        EXPECT_TRUE(store->read(from, limit, [&](const Record& r) { seen.push_back(r.sequence); }));
        return std::tuple{seen.size(), seen.empty() ? 0 : seen.front(),
                          seen.empty() ? 0 : seen.back()};
    };
    EXPECT_EQ(stretch(0, all), (std::tuple{2500U, 1, 2500}));
    EXPECT_EQ(stretch(1000, 1000), (std::tuple{1000U, 1000, 1999}));
    EXPECT_EQ(stretch(2499, 50), (std::tuple{2U, 2499, 2500}));
    EXPECT_EQ(stretch(2501, 50), (std::tuple{0U, 0, 0}));
    EXPECT_EQ(stretch(7, 0), (std::tuple{0U, 0, 0}));
}

TEST_P(AnyStore, KeepsTextsAsTheyAre) {
    const std::vector<std::string> bodies{"",
                                          "'; drop table aliquot_records; --",
                                          "a\\b\"c\nd\te\r",
                                          "é 漢 😀 \x7F\x01",
                                          "$1 {integer} %s",
                                          std::string(100'000, 'x')};
    for (std::size_t i = 0; i < bodies.size(); ++i)
        ASSERT_TRUE(append(*store, note("text ' " + std::to_string(i), bodies[i])).has_value());
    const auto records = records_of(*store);
    ASSERT_EQ(records.size(), bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) EXPECT_EQ(records[i].body, bodies[i]);
    EXPECT_FALSE(append(*store, note("nul", std::string{"a\0b", 3})).has_value());
    EXPECT_FALSE(append(*store, note("not text", "\xC3(")).has_value());
    expect_sound(static_cast<std::int64_t>(bodies.size()));
}

TEST_P(AnyStore, TakesCheckpointsOfItsOwnRecordsOnly) {
    tell(story());
    const SigningKey key = SigningKey::generate();
    const Head head = *store->head();
    const Checkpoint sound = sign_checkpoint("covax", head, 5, key);
    ASSERT_TRUE(store->add_checkpoint(sound)) << store->add_checkpoint(sound).error().what;
    ASSERT_TRUE(store->add_checkpoint(sound)) << "again is no harm";
    const Checkpoint early = sign_checkpoint("covax", {2, records_of(*store)[1].hash}, 5, key);
    ASSERT_TRUE(store->add_checkpoint(early));
    EXPECT_EQ(*store->checkpoints(), (std::vector{early, sound}));
    for (const Checkpoint& wrong :
         {sign_checkpoint("gavi", head, 5, key), sign_checkpoint("covax", {7, head.hash}, 5, key),
          sign_checkpoint("covax", {5, head.hash}, 5, key)})
        EXPECT_EQ(store->add_checkpoint(wrong).error().code, ErrorCode::conflict);
    EXPECT_EQ(store->checkpoints()->size(), 2U);
    EXPECT_EQ(audit(*store)->signed_until, head);
}

TEST_P(AnyStore, KeepsSnapshotsThatCanBeThrownAway) {
    tell(story());
    const Head head = *store->head();
    const std::string bytes{"\0\1\2\xFF balances", 13};
    ASSERT_TRUE(store->save_snapshot({"balances", head, "old"}));
    ASSERT_TRUE(store->save_snapshot({"balances", head, bytes}));
    ASSERT_TRUE(store->save_snapshot({"another", {2, records_of(*store)[1].hash}, ""}));
    EXPECT_EQ(store->find_snapshot("balances").value(), (Snapshot{"balances", head, bytes}));
    EXPECT_EQ(store->find_snapshot("none").value(), std::nullopt);
    ASSERT_EQ(store->snapshots()->size(), 2U);
    EXPECT_EQ(store->snapshots()->front().name, "another");
    if (lasts()) {
        run_sql(place, "update aliquot_snapshots set content = digest where name = 'another'");
        EXPECT_EQ(store->find_snapshot("another").value(), std::nullopt) << "damaged";
        EXPECT_EQ(audit(*store)->violations.front().kind, ViolationKind::snapshot_differs);
    }
    EXPECT_EQ(store->save_snapshot({"balances", {9, head.hash}, ""}).error().code,
              ErrorCode::conflict);
    ASSERT_TRUE(store->delete_snapshots());
    EXPECT_TRUE(store->snapshots()->empty());
    expect_sound(6);
}

TEST_P(AnyStore, ShowsReadersWholeCommandsWhileOthersWrite) {
    std::atomic<bool> writing = true;
    std::thread writer{[&] {
        for (int i = 0; i < 40; ++i) {
            Draft three = story()[2];
            three.command += std::to_string(i);
            EXPECT_TRUE(append(*store, three).has_value());
        }
        writing = false;
    }};
    std::int64_t looks = 0;
    while (writing || looks == 0) {
        const auto records = records_of(*store);
        EXPECT_EQ(records.size() % 3, 0U);
        ++looks;
    }
    writer.join();
    expect_sound(120);
}

TEST_P(AnyStore, LetsOneOfTwoWinWhenBothDecidedOnTheSameState) {
    auto other = lasts() ? again() : nullptr;
    Store& second = other ? *other : *store;
    std::atomic<int> won = 0;
    const auto decide = [&](Store& mine, const std::string& name) {
        for (int i = 0; i < 20; ++i) {
            for (bool recorded = false; !recorded;) {
                const auto head = mine.head();
                ASSERT_TRUE(head.has_value()) << head.error().what;
                Draft next = note(name + std::to_string(i), name);
                next.expected = head->sequence;
                const auto placed = append(mine, next);
                recorded = placed.has_value();
                if (recorded)
                    EXPECT_EQ(placed->first, head->sequence + 1);
                else
                    ASSERT_EQ(placed.error().code, ErrorCode::conflict) << placed.error().what;
                won += recorded ? 1 : 0;
            }
        }
    };
    std::thread one{[&] { decide(*store, "one"); }};
    std::thread two{[&] { decide(second, "two"); }};
    one.join();
    two.join();
    EXPECT_EQ(won, 40);
    expect_sound(40);
}

TEST_P(AnyStore, WritesForSixteenCallersTogetherAndAnswersEachOwn) {
    constexpr int callers = 16;
    constexpr int each = 25;
    Writer writer{*store};
    std::vector<std::thread> threads;
    std::atomic<int> repeats = 0;
    std::vector<std::int64_t> places(callers * each);
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < each; ++i) {
                const auto id = static_cast<std::size_t>(caller * each + i);
                const Draft mine = note("c" + std::to_string(id), std::to_string(id));
                const auto placed = writer.append(mine);
                ASSERT_TRUE(placed.has_value()) << placed.error().what;
                places[id] = placed->first;
                // What was answered is there for every reader, at once.
                EXPECT_EQ(store->find(mine.command).value()->first, placed->first);
                if (i % 5 == 0) repeats += writer.append(mine)->repeated ? 1 : 0;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(repeats, callers * each / 5);
    const auto records = records_of(*store);
    ASSERT_EQ(records.size(), places.size());
    for (std::size_t id = 0; id < places.size(); ++id)
        EXPECT_EQ(records.at(static_cast<std::size_t>(places[id] - 1)).body, std::to_string(id));
    expect_sound(callers * each);
    EXPECT_LE(writer.steps(), callers * each * 6 / 5);
}

TEST_P(AnyStore, AnswersEverybodyBeforeItCloses) {
    std::vector<std::future<Result<Place>>> answers;
    Writer writer{*store, {4, 100}};
    for (int i = 0; i < 60; ++i) answers.push_back(writer.submit(note(std::to_string(i))));
    writer.stop();
    for (auto& answer : answers) EXPECT_TRUE(answer.get().has_value());
    const auto late = writer.append(note("late"));
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, ErrorCode::io);
    expect_sound(60);
}

TEST_P(LastingStore, IsMadeOnceAndNotOverSomethingElse) {
    const auto twice = create_store(place, "covax");
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    EXPECT_EQ(create_store(place, "").error().code, ErrorCode::wrong_input);
}

TEST_P(LastingStore, RefusesALogOfAFormatToCome) {
    store.reset();
    run_sql(place, "update aliquot_log set format = 'aliquot-log/2'");
    const auto opened = open_store(place);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::wrong_input);
    EXPECT_NE(opened.error().what.find("aliquot-log/2"), std::string::npos);
}

TEST(StoreFile, SaysWhatIsNoLog) {
    const Scratch scratch;
    EXPECT_EQ(open_store(scratch.file("none")).error().code, ErrorCode::not_found);
    EXPECT_EQ(open_store(scratch.file("")).error().code, ErrorCode::wrong_input);
    std::ofstream{scratch.file("text")} << std::string(5000, 'x');
    EXPECT_EQ(open_store(scratch.file("text")).error().code, ErrorCode::wrong_input);
    EXPECT_FALSE(create_store(scratch.file("text"), "covax").has_value());
    std::ofstream{scratch.file("empty")};
    EXPECT_EQ(open_store(scratch.file("empty")).error().code, ErrorCode::not_found);
    EXPECT_TRUE(create_store(scratch.file("empty"), "covax").has_value());
    run_sql(scratch.file("empty"), "create table mine (a int)");
    run_sql(scratch.file("empty"), "drop table aliquot_log");
    EXPECT_EQ(open_store(scratch.file("empty")).error().code, ErrorCode::wrong_input);
    EXPECT_EQ(create_store(scratch.file("empty"), "covax").error().code, ErrorCode::conflict);
}

TEST(StoreAddress, IsShownWithoutItsPassword) {
    const auto opened = open_store("postgresql://ama:secret@127.0.0.1:1/none?password=secret");
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().where, "postgresql://ama@127.0.0.1:1/none");
    EXPECT_EQ((opened.error().what + opened.error().hint).find("secret"), std::string::npos);
    EXPECT_EQ(without_password("postgresql://ama:s@cr:t@host:5432/covax"),
              "postgresql://ama@host:5432/covax");
    EXPECT_EQ(without_password("postgresql://ama:s?cret@host/covax"), "postgresql://...");
    EXPECT_EQ(without_password("postgresql://host:5432/covax?sslmode=require"),
              "postgresql://host:5432/covax");
}

}  // namespace
}  // namespace aliquot::ledger
