// What a record is: its bytes, its hash, what its fields may hold; and how checkpoints are signed.
#include "aliquot/ledger/log/record.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "ledger/log_story.hpp"
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "aliquot/ledger/log/checkpoint.hpp"
#include "aliquot/ledger/log/exchange.hpp"
#include "aliquot/ledger/log/json_lines.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

Record sound_record() {
    Record record;
    record.sequence = 1;
    record.command = "confirm-1";
    record.kind = "supply_confirmed";
    record.who = "ama";
    record.happened = "2021-02-24";
    record.recorded = 1'614'156'600'000'000;
    record.body = R"({"doses":1000})";
    record.previous = genesis("covax").hash;
    record.hash = hash_of(record);
    return record;
}

// What stands on docs/reference/log.md between two marks.
std::string on_the_page(const std::string& after, const std::string& until) {
    std::ifstream in{ALIQUOT_DOCS "/reference/log.md"};
    const std::string page{std::istreambuf_iterator<char>{in}, {}};
    const std::size_t start = page.find(after);
    EXPECT_NE(start, std::string::npos) << after;
    const std::size_t begin = start + after.size();
    return page.substr(begin, page.find(until, begin) - begin);
}

std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

std::string hex_of_text(const std::string& bytes) {
    return hex_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

TEST(LogPage, SaysWhatTheWriterWrites) {
    const auto store = store_in_memory("covax");
    const auto add = [&](const std::string& command, const std::string& who, std::int64_t recorded,
                         const std::vector<Event>& events) {
        ASSERT_TRUE(append(*store, {command, sha256(command), who, recorded, events, {}}));
    };
    add("confirm-1", "ama", 1'614'153'600'000'000,
        {{"supply_confirmed", "2021-02-24", R"({"doses":1000,"line":"SII"})"}});
    add("offer-1", "kofi", 1'614'589'200'000'000,
        {{"offer_made", "2021-03-01T09:00:00Z", R"({"doses":600,"to":"GHA"})"},
         {"offer_made", "2021-03-01T09:00:00Z", R"({"doses":400,"to":"CIV"})"}});
    SigningKey::Seed seed;
    seed.fill(7);
    ASSERT_TRUE(store->add_checkpoint(
        sign_checkpoint("covax", *store->head(), 1'614'589'260'000'000, SigningKey{seed})));
    std::string text;
    ASSERT_TRUE(export_log(*store, [&](std::string_view part) -> Result<void> {
        text += part;
        return {};
    }));
    EXPECT_EQ(text, on_the_page("cat > example.jsonl <<'END'\n", "END\n"));
}

TEST(LogPage, WorksTheExampleOutByteByByte) {
    Record first;
    first.sequence = 1;
    first.command = "confirm-1";
    first.request = sha256("confirm-1");
    first.kind = "supply_confirmed";
    first.who = "ama";
    first.happened = "2021-02-24";
    first.recorded = 1'614'153'600'000'000;
    first.body = R"({"doses":1000,"line":"SII"})";
    first.previous = genesis("covax").hash;
    std::string bytes;
    encode(first, bytes);
    const std::string item = "00000014 616c6971756f742d6c6f672f31207265636f7264\n";
    EXPECT_EQ(hex_of_text(bytes), without_blanks(item + on_the_page(item, "```")));
    EXPECT_EQ(hex_of(hash_of(first)) + "\n",
              on_the_page("696e65223a22534949227d\n```\n\n```text\n", "```"));

    std::string start;
    bytes::put_text(start, "aliquot-log/1 genesis");
    bytes::put_text(start, "covax");
    const std::string genesis_item = "00000015 ";
    EXPECT_EQ(hex_of_text(start), without_blanks(genesis_item + on_the_page(genesis_item, "```")));
    EXPECT_EQ(hex_of(genesis("covax").hash) + "\n",
              on_the_page("00000005 636f766178\n```\n\n```text\n", "```"));
}

TEST(LogPage, HasAHeadingForEachViolationInTheirOrder) {
    std::string headings = on_the_page("## What an audit finds", "## Where it is kept");
    std::size_t at = 0;
    for (const std::string_view name : violation_names) {
        const std::size_t found = headings.find("### " + std::string{name} + "\n", at);
        EXPECT_NE(found, std::string::npos) << name;
        at = found;
    }
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(headings, '#')),
              3 * violation_names.size());
}

TEST(LogRecord, FollowsOnlyTheRecordThatItNames) {
    const Record first = sound_record();
    EXPECT_TRUE(follows(genesis("covax"), first));
    EXPECT_FALSE(follows(genesis("gavi"), first));
    EXPECT_FALSE(follows({1, genesis("covax").hash}, first));
    Record changed = first;
    changed.body = R"({"doses":1001})";
    EXPECT_FALSE(follows(genesis("covax"), changed));
}

TEST(LogRecord, HashesEveryFieldApart) {
    const Record first = sound_record();
    std::set<Digest> seen{hash_of(first)};
    const auto differs = [&](auto change) {
        Record record = first;
        change(record);
        return seen.insert(hash_of(record)).second;
    };
    EXPECT_TRUE(differs([](Record& r) { r.sequence = 2; }));
    EXPECT_TRUE(differs([](Record& r) { r.command = "confirm-2"; }));
    EXPECT_TRUE(differs([](Record& r) { r.request[31] = 1; }));
    EXPECT_TRUE(differs([](Record& r) { r.part = 2; }));
    EXPECT_TRUE(differs([](Record& r) { r.parts = 2; }));
    EXPECT_TRUE(differs([](Record& r) { r.kind = "x"; }));
    EXPECT_TRUE(differs([](Record& r) { r.who = "kofi"; }));
    EXPECT_TRUE(differs([](Record& r) { r.happened = "2021-02-25"; }));
    EXPECT_TRUE(differs([](Record& r) { r.recorded = -1; }));
    EXPECT_TRUE(differs([](Record& r) { r.body = ""; }));
    EXPECT_TRUE(differs([](Record& r) { r.previous[0] ^= 1; }));
    // What moves from the end of one text to the start of the next is another record.
    EXPECT_TRUE(differs([](Record& r) {
        r.who += "2021";
        r.happened = r.happened.substr(4);
    }));
    EXPECT_FALSE(differs([](Record& r) { r.hash[0] ^= 1; }));
}

TEST(LogRecord, SaysWhichFieldIsWrong) {
    const auto wrong = [](auto change) {
        Record record = sound_record();
        change(record);
        return wrong_field(record).value_or("");
    };
    EXPECT_EQ(wrong([](Record&) {}), "");
    EXPECT_NE(wrong([](Record& r) { r.command = ""; }), "");
    EXPECT_NE(wrong([](Record& r) { r.command.assign(201, 'k'); }), "");
    EXPECT_EQ(wrong([](Record& r) { r.command.assign(200, 'k'); }), "");
    EXPECT_NE(wrong([](Record& r) { r.parts = 0; }), "");
    EXPECT_NE(wrong([](Record& r) { r.part = 2; }), "");
    EXPECT_NE(wrong([](Record& r) { r.kind = "Confirmed"; }), "");
    EXPECT_NE(wrong([](Record& r) { r.kind = ""; }), "");
    EXPECT_NE(wrong([](Record& r) { r.who = ""; }), "");
    EXPECT_NE(wrong([](Record& r) { r.body = std::string{"a\0b", 3}; }), "");
    EXPECT_NE(wrong([](Record& r) { r.body = "\xC3("; }), "");
    for (const char* moment :
         {"2021-02-30", "24 February", "2021-02-24T8:30Z", "2021-02-24T08:30:00",
          "2021-02-24T24:00:00Z", "2021-02-24T08:30:00.Z", "2021-02-24T08:30:00.1234567890Z",
          "2021-02-24 08:30:00Z", ""})
        EXPECT_NE(wrong([&](Record& r) { r.happened = moment; }), "") << moment;
    for (const char* moment : {"2021-02-24T08:30:00Z", "2021-02-24T23:59:59.123456789Z"})
        EXPECT_EQ(wrong([&](Record& r) { r.happened = moment; }), "") << moment;
}

TEST(LogCheckpoint, IsSignedByItsKeyForThisLogAndNothingElse) {
    const SigningKey key = SigningKey::generate();
    const Head head{7, sha256("seven")};
    const Checkpoint sound = sign_checkpoint("covax", head, 1000, key);
    EXPECT_TRUE(is_signed("covax", sound));
    EXPECT_FALSE(is_signed("gavi", sound));
    Checkpoint other = sound;
    other.head.sequence = 8;
    EXPECT_FALSE(is_signed("covax", other));
    other = sound;
    other.head.hash[0] ^= 1;
    EXPECT_FALSE(is_signed("covax", other));
    other = sound;
    other.recorded = 1001;
    EXPECT_FALSE(is_signed("covax", other));
    other = sound;
    other.key = SigningKey::generate().public_key();
    EXPECT_FALSE(is_signed("covax", other));
    other = sound;
    other.signature[63] ^= 1;
    EXPECT_FALSE(is_signed("covax", other));
}

TEST(LogKey, ComesBackFromItsFileThatOnlyItsOwnerReads) {
    const Scratch scratch;
    const std::string file = scratch.file("key");
    const SigningKey key = SigningKey::generate();
    ASSERT_TRUE(write_key(file, key));
    struct stat facts{};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0600U);
    const auto read = read_key(file);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->public_key(), key.public_key());
    EXPECT_FALSE(write_key(file, key)) << "a key is never written over another";
}

TEST(LogKey, IsRefusedWhenOthersMayReadItOrItIsNone) {
    const Scratch scratch;
    const std::string file = scratch.file("key");
    ASSERT_TRUE(write_key(file, SigningKey::generate()));
    for (const unsigned mode : {0640U, 0604U, 0620U, 0666U}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        const auto read = read_key(file);
        ASSERT_FALSE(read.has_value()) << mode;
        EXPECT_NE(read.error().hint.find("chmod 600"), std::string::npos);
    }
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    std::filesystem::resize_file(file, 40);
    EXPECT_FALSE(read_key(file).has_value());
    EXPECT_FALSE(read_key(scratch.file("none")).has_value());
    EXPECT_FALSE(read_key(scratch.file("")).has_value());
}

TEST(LogLines, ReadBackWhatTheyWrote) {
    Record record = sound_record();
    record.body = "quote \" backslash \\ tab \t newline \n bell \x07 é 漢 😀 \x7F";
    record.recorded = std::numeric_limits<std::int64_t>::min();
    std::string text;
    write_line(record, text);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    const auto read = parse_line(text.substr(0, text.size() - 1));
    ASSERT_TRUE(read.has_value()) << read.error().what;
    EXPECT_EQ(std::get<Record>(*read), record);
    const Checkpoint checkpoint =
        sign_checkpoint("covax", {1, record.hash}, 5, SigningKey::generate());
    text.clear();
    write_line(checkpoint, text);
    EXPECT_EQ(std::get<Checkpoint>(*parse_line(text.substr(0, text.size() - 1))), checkpoint);
}

TEST(LogLines, AreReadInAnySpellingOfJson) {
    const auto end =
        parse_line(" {\t\"hash\" : \"" + std::string(64, 'a') + "\" , \"\\u0065nd\":7 } \r");
    ASSERT_TRUE(end.has_value()) << end.error().what;
    EXPECT_EQ(std::get<LogEnd>(*end).head.sequence, 7);
    const auto start = parse_line(R"({"log":"\ud83d\ude00 \/","format":"aliquot-log/1"})");
    ASSERT_TRUE(start.has_value()) << start.error().what;
    EXPECT_EQ(std::get<LogStart>(*start).log_id, "😀 /");
}

TEST(LogLines, AreRefusedWithTheColumn) {
    const auto where = [](const std::string& line) {
        const auto read = parse_line(line);
        return read ? std::string{"read"} : read.error().where + ": " + read.error().what;
    };
    EXPECT_EQ(where(""), "column 1: a line starts with {");
    EXPECT_EQ(where("{}"), "column 2: here must be a name in quotes");
    EXPECT_EQ(where(R"({"end":01,"hash":""})"), "column 8: a number has no leading zero");
    EXPECT_EQ(where(R"({"end":1.5,"hash":""})"), "column 9: here must be , or }");
    EXPECT_EQ(where(R"({"end":99999999999999999999})"),
              "column 8: here must be text in quotes or a whole number");
    EXPECT_EQ(where(R"({"end":1,"end":2})"), "column 17: a second \"end\"");
    EXPECT_EQ(where(R"({"log":"\ud83d"})"), "column 15: half a surrogate pair");
    EXPECT_EQ(where(R"({"log":"\x41"})"), "column 10: there is no such escape");
    EXPECT_EQ(where("{\"log\":\"\x01\"}"), "column 9: this byte cannot stand in a text");
    EXPECT_EQ(where("{\"log\":\"\xFF\"}"), "column 9: this byte cannot stand in a text");
    EXPECT_EQ(where(R"({"log":"a)"), "column 10: the text has no closing quote");
    EXPECT_EQ(where(R"({"end":1}x)"), "column 10: nothing may follow the }");
    EXPECT_EQ(where(R"({"end":1,"hash":"ab"})"), "column 1: \"hash\" must be 64 hex digits");
    EXPECT_EQ(where(R"({"end":"1","hash":"ab"})"), "column 1: \"end\" must be a whole number");
    EXPECT_EQ(where(R"({"format":"aliquot-log/2","log":"x"})"),
              "column 1: the log is of format aliquot-log/2, this program reads aliquot-log/1");
    EXPECT_EQ(where(R"({"format":"","log":"x"})"),
              "column 1: the log is of format , this program reads aliquot-log/1");
    EXPECT_EQ(where(R"({"format":"aliquot-log/1","log":"x","more":1})"),
              "column 1: no \"more\" belongs here");
    EXPECT_EQ(where(R"({"sequence":1})"), "column 1: \"command\" is missing");
}

}  // namespace
}  // namespace aliquot::ledger
