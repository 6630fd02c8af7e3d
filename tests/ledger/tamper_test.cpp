// Every way to tamper with a store that we could think of, generated: the audit names the first
// record that is not as it was written.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>

#include "ledger/log_story.hpp"
#include "ledger/postgres_schema.hpp"
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/exchange.hpp"
#include "aliquot/ledger/log/place.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct Tampering {
    std::string name;
    std::string sql;
    std::vector<ViolationKind> kinds;  // one of these is what the audit says first
    std::int64_t sequence;             // of this record
};

// The story of six records, signed at 2 and at 6, with a snapshot of 6.
std::string told_story(const std::string& place) {
    auto store = create_store(place, "covax");
    EXPECT_TRUE(store.has_value());
    for (const Draft& draft : story()) EXPECT_TRUE(append(**store, draft).has_value());
    const SigningKey key{SigningKey::Seed{7}};
    for (const std::size_t at : {2U, 6U})
        EXPECT_TRUE((*store)->add_checkpoint(sign_checkpoint(
            "covax", {static_cast<std::int64_t>(at), records_of(**store)[at - 1].hash}, 5, key)));
    EXPECT_TRUE((*store)->save_snapshot({"balances", *(*store)->head(), "bytes"}));
    return hex_of(key.public_key());
}

void change_each_field(std::vector<Tampering>& all) {
    using enum ViolationKind;
    const std::vector<std::pair<std::string, std::string>> fields{{"command", "'confirm-9'"},
                                                                  {"command", "''"},
                                                                  {"request", "hash"},
                                                                  {"parts", "parts + 1"},
                                                                  {"part", "part + 1"},
                                                                  {"kind", "'supply_slipped'"},
                                                                  {"kind", "'Supply!'"},
                                                                  {"who", "'kofi'"},
                                                                  {"happened", "'2021-02-23'"},
                                                                  {"happened", "'yesterday'"},
                                                                  {"recorded", "recorded - 1"},
                                                                  {"body", "'{\"doses\":9}'"},
                                                                  {"body", "''"},
                                                                  {"previous", "hash"},
                                                                  {"hash", "previous"}};
    for (const auto& [field, value] : fields)
        for (const std::int64_t at : {1, 4, 6})
            all.push_back(
                {fmt::format("{} of {} := {}", field, at, value),
                 fmt::format("update aliquot_records set {} = {} where sequence = {}", field, value,
                             at),
                 {wrong_field, changed, broken_link, command_in_pieces, checkpoint_differs},
                 at});
}

void move_records(std::vector<Tampering>& all) {
    using enum ViolationKind;
    const auto records = [](const std::string& rest) { return "aliquot_records " + rest; };
    for (const std::int64_t at : {1, 3, 5})
        all.push_back(
            {fmt::format("record {} deleted", at),
             fmt::format("delete from {}", records(fmt::format("where sequence = {}", at))),
             {sequence_gap},
             at});
    all.push_back({"records 2 to 4 deleted",
                   "delete from aliquot_records where sequence between 2 and 4",
                   {sequence_gap},
                   2});
    all.push_back(
        {"last record deleted", "delete from aliquot_records where sequence = 6", {truncated}, 6});
    all.push_back({"all records deleted", "delete from aliquot_records", {truncated}, 2});
    for (const std::int64_t at : {1, 3, 5})
        all.push_back(
            {fmt::format("records {} and {} exchanged", at, at + 1),
             fmt::format("update aliquot_records set sequence = 100 where sequence = {0}; "
                         "update aliquot_records set sequence = {0} where sequence = {1}; "
                         "update aliquot_records set sequence = {1} where sequence = 100",
                         at, at + 1),
             {broken_link},
             at});
    all.push_back({"record 5 moved to the end",
                   "update aliquot_records set sequence = 7 where sequence = 5",
                   {sequence_gap},
                   5});
    const std::string copy =
        "insert into aliquot_records select {}, command, request, part, parts, kind, who, "
        "happened, "
        "recorded, body, previous, hash from aliquot_records where sequence = {}";
    all.push_back({"a command recorded twice",
                   "drop index aliquot_commands; " + fmt::format(fmt::runtime(copy), 7, 6),
                   {broken_link},
                   7});
    all.push_back(
        {"a part recorded twice", fmt::format(fmt::runtime(copy), 7, 5), {broken_link}, 7});
    all.push_back({"every number moved by one",
                   "update aliquot_records set sequence = -sequence; "
                   "update aliquot_records set sequence = 1 - sequence",
                   {sequence_gap},
                   1});
    all.push_back({"the body of 1 and 2 exchanged",
                   "update aliquot_records set body = (select body from aliquot_records r where "
                   "r.sequence = 3 - aliquot_records.sequence) where sequence < 3",
                   {changed},
                   1});
}

void touch_the_rest(std::vector<Tampering>& all) {
    using enum ViolationKind;
    const auto checkpoint = [](const std::string& change, int at) {
        return fmt::format("update aliquot_checkpoints set {} where sequence = {}", change, at);
    };
    all.push_back({"the log renamed", "update aliquot_log set log = 'gavi'", {broken_link}, 1});
    all.push_back(
        {"checkpoint of another record", checkpoint("sequence = 3", 2), {wrong_signature}, 3});
    all.push_back(
        {"checkpoint beyond the end", checkpoint("sequence = 60", 6), {wrong_signature}, 60});
    all.push_back(
        {"checkpoint of another hash", checkpoint("hash = key", 2), {wrong_signature}, 2});
    all.push_back(
        {"checkpoint of another time", checkpoint("recorded = 6", 6), {wrong_signature}, 6});
    all.push_back({"checkpoint of another key", checkpoint("key = hash", 2), {wrong_signature}, 2});
    all.push_back({"checkpoint with the signature of another",
                   "update aliquot_checkpoints set signature = (select signature from "
                   "aliquot_checkpoints c where c.sequence = 6) where sequence = 2",
                   {wrong_signature},
                   2});
    all.push_back(
        {"checkpoint without signature", checkpoint("signature = hash", 6), {wrong_signature}, 6});
    all.push_back(
        {"the index of commands dropped", "drop index aliquot_commands", {damaged_file}, 0});
    all.push_back(
        {"snapshot beyond the end", "update aliquot_snapshots set sequence = 7", {truncated}, 7});
    all.push_back({"snapshot of another record",
                   "update aliquot_snapshots set sequence = 4",
                   {snapshot_differs},
                   4});
    all.push_back({"snapshot of another log",
                   "update aliquot_snapshots set hash = (select key from aliquot_checkpoints where "
                   "sequence = 2)",
                   {snapshot_differs},
                   6});
}

std::vector<Tampering> every_tampering() {
    std::vector<Tampering> all;
    change_each_field(all);
    move_records(all);
    touch_the_rest(all);
    return all;
}

// What the audit says first of a tampered log, in the store and as it is exported.
void expect_named(const Tampering& tampering, const std::string& place, Scratch& scratch) {
    SCOPED_TRACE(tampering.name);
    run_sql(place, tampering.sql);
    const auto store = open_store(place);
    ASSERT_TRUE(store.has_value()) << store.error().what;
    const auto report = audit(**store);
    ASSERT_TRUE(report.has_value()) << report.error().what;
    ASSERT_FALSE(report->violations.empty());
    const Violation& first = report->violations.front();
    EXPECT_EQ(first.sequence, tampering.sequence) << first.what;
    EXPECT_NE(std::ranges::find(tampering.kinds, first.kind), tampering.kinds.end())
        << violation_names.at(static_cast<std::size_t>(first.kind)) << ": " << first.what;

    const std::string file = scratch.file("exported.jsonl");
    std::ofstream out{file, std::ios::binary};
    ASSERT_TRUE(export_log(**store, [&](std::string_view text) -> Result<void> {
        out << text;
        return {};
    }));
    out.close();
    const auto of_file = audit_file(file);
    ASSERT_TRUE(of_file.has_value()) << of_file.error().what;
    // An export has neither snapshots nor an index.
    if (first.of_the_file() || tampering.name.starts_with("snapshot")) return;
    ASSERT_FALSE(of_file->violations.empty());
    EXPECT_EQ(of_file->violations.front().kind, first.kind);
    EXPECT_EQ(of_file->violations.front().sequence, first.sequence);
}

TEST(Tampering, OfAnyFieldRecordOrCheckpointIsNamedInAFile) {
    Scratch scratch;
    told_story(scratch.file("sound.aliquot"));
    int count = 0;
    for (const Tampering& tampering : every_tampering()) {
        const std::string place = scratch.file(fmt::format("{}.aliquot", ++count));
        std::filesystem::copy_file(scratch.file("sound.aliquot"), place);
        expect_named(tampering, place, scratch);
    }
    std::cout << count << " kinds of tampering, each named\n";
    EXPECT_GE(count, 30);
}

TEST(Tampering, OfAnyFieldRecordOrCheckpointIsNamedInADatabase) {
    const std::string server = scratch_postgres();
    if (server.empty()) GTEST_SKIP() << no_postgres;
    Scratch scratch;
    const auto every = every_tampering();
    // Each needs a schema of its own: a part of them in every run.
    const std::size_t step = effort() > 1 ? 1 : 5;
    for (std::size_t i = 0; i < every.size(); i += step) {
        const std::string place = new_schema(server);
        told_story(place);
        expect_named(every[i], place, scratch);
    }
}

TEST(Tampering, ByATriggerThatTakesRecordsOutAgainIsNamed) {
    const std::string server = scratch_postgres();
    const Scratch scratch;
    const std::string place = scratch.file("log.aliquot");
    told_story(place);
    run_sql(place,
            "create trigger silent after insert on aliquot_records begin "
            "delete from aliquot_records where sequence = new.sequence; end");
    const auto report = audit(**open_store(place));
    ASSERT_EQ(report->violations.size(), 1U);
    EXPECT_EQ(report->violations[0].what, "a trigger was put in: silent");
    if (server.empty()) return;
    const std::string schema = new_schema(server);
    told_story(schema);
    run_sql(schema, "create rule silent as on insert to aliquot_records do instead nothing");
    const auto of_database = audit(**open_store(schema));
    ASSERT_EQ(of_database->violations.size(), 1U);
    EXPECT_EQ(of_database->violations[0].what, "a rule was put in: silent");
}

// Someone who rewrites the log and chains it anew is found out by what was signed before.
TEST(Tampering, ByChainingAnewIsNamedByTheCheckpoint) {
    const Scratch scratch;
    const auto forged = store_in_memory("covax");
    const auto sound = store_in_memory("covax");
    const SigningKey key = SigningKey::generate();
    auto drafts = story();
    for (const Draft& draft : drafts) ASSERT_TRUE(append(*sound, draft).has_value());
    drafts[2].events[0].body = R"({"doses":900,"to":"GHA"})";
    for (const Draft& draft : drafts) ASSERT_TRUE(append(*forged, draft).has_value());
    Auditor auditor{"covax", std::vector{key.public_key()}};
    const auto truth = records_of(*sound);
    for (const std::size_t at : {2U, 4U, 6U})
        auditor.add(
            sign_checkpoint("covax", {static_cast<std::int64_t>(at), truth[at - 1].hash}, 5, key));
    for (const Record& record : records_of(*forged)) auditor.add(record);
    const AuditReport report = std::move(auditor).report();
    ASSERT_EQ(report.violations.size(), 2U);
    EXPECT_EQ(report.violations[0].kind, ViolationKind::checkpoint_differs);
    EXPECT_EQ(report.violations[0].sequence, 4);
    EXPECT_NE(report.violations[0].what.find("rewritten after record 2"), std::string::npos);
    EXPECT_EQ(report.signed_until.sequence, 2);
}

TEST(Tampering, ByAKeyThatNobodyTrustsIsNamed) {
    const auto store = store_in_memory("covax");
    ASSERT_TRUE(append(*store, note("a")).has_value());
    const SigningKey ours = SigningKey::generate();
    const SigningKey theirs = SigningKey::generate();
    ASSERT_TRUE(store->add_checkpoint(sign_checkpoint("covax", *store->head(), 5, theirs)));
    const auto strict = audit(*store, std::vector{ours.public_key()});
    ASSERT_EQ(strict->violations.size(), 1U);
    EXPECT_EQ(strict->violations[0].kind, ViolationKind::unknown_key);
    EXPECT_EQ(strict->signed_until.sequence, 0) << "it counts for nothing";
    const auto asking = audit(*store);
    EXPECT_EQ(asking->violations_in_all, 0);
    EXPECT_EQ(asking->keys, (std::set{theirs.public_key()}));
}

// The same key for two commands: only when the database's own index was taken away.
TEST(Tampering, ByASecondCommandOfTheSameKeyIsNamed) {
    const auto first = store_in_memory("covax");
    Auditor auditor{"covax", {}};
    std::vector<Record> records;
    Head head = genesis("covax");
    for (const char* command : {"a", "b", "c", "b", "a"}) {
        Record record;
        record.sequence = head.sequence + 1;
        record.command = command;
        record.kind = "note";
        record.who = "ama";
        record.happened = "2021-02-24";
        record.previous = head.hash;
        record.hash = hash_of(record);
        head = {record.sequence, record.hash};
        records.push_back(record);
    }
    for (const Record& record : records) auditor.add(record);
    ASSERT_TRUE(auditor.must_look_again());
    for (const Record& record : records) auditor.look_again(record);
    const AuditReport report = std::move(auditor).report();
    ASSERT_EQ(report.violations.size(), 2U);
    EXPECT_EQ(report.violations[0].kind, ViolationKind::command_repeated);
    EXPECT_EQ(report.violations[0].sequence, 4);
    EXPECT_EQ(report.violations[1].sequence, 5);
}

std::string bytes_of(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// The file itself, below the database: any byte flipped, any tail cut off, any pages exchanged.
// Either the audit says so, or it is no log any more, or nothing of the log was touched.
TEST(Tampering, OfTheBytesOfAFileNeverPassesForAnotherLog) {
    Scratch scratch;
    const std::string place = scratch.file("sound.aliquot");
    told_story(place);
    const std::string sound = bytes_of(place);
    const auto truth = records_of(**open_store(place));
    std::mt19937_64 random{20210224};
    int named = 0;
    int no_log = 0;
    int harmless = 0;
    const auto examine = [&](const std::string& bytes) {
        const std::string copy = scratch.file("damaged.aliquot");
        for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(copy + rest);
        std::ofstream{copy, std::ios::binary} << bytes;
        const auto store = open_store(copy);
        if (!store) {
            ++no_log;
            return;
        }
        const auto report = audit(**store);
        ASSERT_TRUE(report.has_value()) << report.error().what;
        if (!report->violations.empty()) {
            ++named;
        } else {
            ++harmless;
            ASSERT_EQ(records_of(**store), truth);
            ASSERT_EQ((*store)->find("offer-1").value(), (Place{3, 5, true}));
        }
    };
    const int flips = 300 * effort();
    for (int i = 0; i < flips; ++i) {
        std::string bytes = sound;
        // Most of the file is empty: look for bytes that say something.
        std::size_t at = random() % bytes.size();
        while (bytes[at] == '\0' && random() % 8 != 0) at = random() % bytes.size();
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random() % 8));
        examine(bytes);
    }
    constexpr std::size_t page = 4096;
    for (std::size_t kept = 0; kept < sound.size(); kept += page / 2)
        examine(sound.substr(0, kept));
    for (std::size_t one = 0; one + page < sound.size(); one += page) {
        std::string bytes = sound;
        std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(one),
                         bytes.begin() + static_cast<std::ptrdiff_t>(one + page),
                         bytes.begin() + static_cast<std::ptrdiff_t>(one + page));
        examine(bytes);
        bytes = sound;
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(one), page, '\0');
        examine(bytes);
    }
    std::cout << named << " damaged files named by the audit, " << no_log << " no log any more, "
              << harmless << " where nothing of the log was touched\n";
    EXPECT_GT(named, 50);
}

}  // namespace
}  // namespace aliquot::ledger
