// A log goes out as text and comes back hash for hash; what is not sound does not come in.
#include "aliquot/ledger/log/exchange.hpp"

#include <fstream>
#include <iterator>

#include "ledger/log_story.hpp"
#include "ledger/postgres_schema.hpp"
#include <gtest/gtest.h>

#include "aliquot/ledger/log/line_file.hpp"

namespace aliquot::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

std::string exported(Store& store) {
    std::string text;
    const auto end = export_log(store, [&](std::string_view part) -> Result<void> {
        text += part;
        return {};
    });
    EXPECT_TRUE(end.has_value());
    return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    if (at != std::string::npos) text.replace(at, what.size(), by);
    return text;
}

class ExportedLog : public ::testing::Test {
protected:
    void SetUp() override {
        store = store_in_memory("covax");
        for (const Draft& draft : story()) ASSERT_TRUE(append(*store, draft).has_value());
        ASSERT_TRUE(store->add_checkpoint(
            sign_checkpoint("covax", {2, records_of(*store)[1].hash}, 5, SigningKey::generate())));
        text = exported(*store);
    }
    std::string file(const std::string& content) {
        const std::string name = scratch.file("log" + std::to_string(++files) + ".jsonl");
        std::ofstream{name, std::ios::binary} << content;
        return name;
    }
    void expect_refused(const std::string& content, ErrorCode code, const std::string& words) {
        const std::string place = scratch.file("refused.aliquot");
        const auto imported = import_log(file(content), place);
        ASSERT_FALSE(imported.has_value());
        EXPECT_EQ(imported.error().code, code) << imported.error().what;
        EXPECT_NE((imported.error().where + ": " + imported.error().what).find(words),
                  std::string::npos)
            << imported.error().where << ": " << imported.error().what;
        EXPECT_FALSE(std::filesystem::exists(place)) << "nothing was made";
    }

    Scratch scratch;
    std::unique_ptr<Store> store;
    std::string text;
    int files = 0;
};

TEST_F(ExportedLog, NamesTheLogThenItsRecordsAndItsEnd) {
    EXPECT_EQ(text.substr(0, text.find('\n')), R"({"format":"aliquot-log/1","log":"covax"})");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 6 + 1 + 1);
    EXPECT_LT(text.find(R"("sequence":2)"), text.find(R"("checkpoint":2)"));
    EXPECT_LT(text.find(R"("checkpoint":2)"), text.find(R"("sequence":3)"));
    EXPECT_NE(text.find(R"({"end":6,"hash":")" + hex_of(store->head()->hash)), std::string::npos);
}

TEST_F(ExportedLog, ComesBackHashForHashInEveryKindOfStore) {
    std::vector<std::string> places{scratch.file("copy.aliquot")};
    if (const std::string server = scratch_postgres(); !server.empty())
        places.push_back(new_schema(server));
    for (const std::string& place : places) {
        const auto imported = import_log(file(text), place);
        ASSERT_TRUE(imported.has_value()) << imported.error().what;
        EXPECT_EQ(imported->added, 6);
        EXPECT_EQ(imported->head, *store->head());
        auto copy = open_store(place);
        ASSERT_TRUE(copy.has_value());
        EXPECT_EQ(exported(**copy), text);
        EXPECT_EQ(audit(**copy)->violations_in_all, 0);
        EXPECT_EQ(append(**copy, story()[2])->repeated, true) << "commands are still known";
    }
}

TEST_F(ExportedLog, ContinuesAStoreThatHoldsItsBeginning) {
    const std::string place = scratch.file("copy.aliquot");
    ASSERT_TRUE(import_log(file(text), place).has_value());
    EXPECT_EQ(import_log(file(text), place)->added, 0);
    ASSERT_TRUE(append(*store, note("later")).has_value());
    const auto more = import_log(file(exported(*store)), place);
    ASSERT_TRUE(more.has_value()) << more.error().what;
    EXPECT_EQ(more->added, 1);
    EXPECT_EQ(import_log(file(text), place)->added, 0) << "an older export adds nothing";
    ASSERT_TRUE(append(**open_store(place), note("elsewhere")).has_value());
    ASSERT_TRUE(append(*store, note("here")).has_value());
    const auto forked = import_log(file(exported(*store)), place);
    ASSERT_FALSE(forked.has_value());
    EXPECT_EQ(forked.error().code, ErrorCode::conflict);
    const auto other = store_in_memory("gavi");
    EXPECT_EQ(import_log(file(exported(*other)), place).error().code, ErrorCode::conflict);
}

TEST_F(ExportedLog, MayBeEmpty) {
    const auto nothing = store_in_memory("covax");
    const std::string place = scratch.file("copy.aliquot");
    EXPECT_EQ(import_log(file(exported(*nothing)), place)->added, 0);
    EXPECT_EQ(*(*open_store(place))->head(), genesis("covax"));
}

TEST_F(ExportedLog, IsRefusedWhenItIsNotSound) {
    expect_refused(replaced(text, "1000", "1001"), ErrorCode::wrong_input, "record 1: the log is");
    expect_refused(replaced(text, R"("checkpoint":2)", R"("checkpoint":3)"), ErrorCode::wrong_input,
                   "wrong_signature");
    expect_refused(replaced(text, R"({"end":6)", R"({"end":7)"), ErrorCode::wrong_input,
                   "truncated");
    const std::size_t third = text.find(R"({"sequence":3)");
    const std::size_t fourth = text.find(R"({"sequence":4)");
    expect_refused(text.substr(0, third) + text.substr(fourth), ErrorCode::wrong_input,
                   "record 3: the log is not sound (sequence_gap)");
    expect_refused(text.substr(0, fourth) + text.substr(third), ErrorCode::wrong_input,
                   "out_of_order");
}

TEST_F(ExportedLog, IsRefusedWhenItIsNone) {
    expect_refused("", ErrorCode::wrong_input, "line 1: the file ends without");
    expect_refused("{}", ErrorCode::wrong_input, "line 1, column 2");
    expect_refused(text.substr(text.find('\n') + 1), ErrorCode::wrong_input,
                   "line 1: the first line must name the log");
    expect_refused(text.substr(0, text.find(R"({"end")")), ErrorCode::wrong_input,
                   "line 9: the file ends without");
    expect_refused(text + text, ErrorCode::wrong_input, "line 10: a line stands after the last");
    expect_refused(text.substr(0, 300), ErrorCode::wrong_input, "line 2, column");
    expect_refused(replaced(text, "aliquot-log/1", "aliquot-log/9"), ErrorCode::wrong_input,
                   "format aliquot-log/9");
    EXPECT_EQ(audit_file(scratch.file("none")).error().code, ErrorCode::not_found);
}

TEST_F(ExportedLog, IsReadAlikeFromAFileAndFromText) {
    int lines = 0;
    ASSERT_TRUE(read_log_text("text", text, [&](const LogLine&) { ++lines; }));
    EXPECT_EQ(lines, 9);
    EXPECT_FALSE(read_log_text("text", text.substr(0, text.size() - 2), [](const LogLine&) {}));
    EXPECT_TRUE(read_log_text("text", text.substr(0, text.size() - 1), [](const LogLine&) {}))
        << "the last line may do without its end";
}

TEST_F(ExportedLog, StopsWhereItCannotBeWritten) {
    int parts = 0;
    const auto end = export_log(*store, [&](std::string_view) -> Result<void> {
        if (++parts < 2) return {};
        return tl::unexpected(Error{ErrorCode::io, "the disk is full", "x", ""});
    });
    ASSERT_FALSE(end.has_value());
    EXPECT_EQ(end.error().what, "the disk is full");
}

}  // namespace
}  // namespace aliquot::ledger
