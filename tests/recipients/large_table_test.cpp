// Tables of millions of rows: cut at plain commas, and read like any other where they are not.
#include "aliquot/io/recipients/large_table.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/io/recipients/interned.hpp"
#include "aliquot/io/recipients/line_lists.hpp"
#include "aliquot/io/recipients/special_bytes.hpp"

namespace {

using namespace aliquot::reading;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::array<Column, 3> columns{{{"a", true}, {"b"}, {"c"}}};

// Takes rows as they are. Cells named "closer" want a closer look.
class Collector : public RowTaker {
public:
    void begin(const Places& /*places*/, std::size_t /*rows*/) override {}
    bool take(const Cells& cells) override {
        for (const std::size_t k : {0U, 1U, 2U})
            if (cells[k].starts_with(' ') || cells[k].ends_with(' ')) return false;
        if (cells[0] == "closer" || cells[0].empty()) return false;
        rows.push_back({std::string{cells[0]}, std::string{cells[1]}, std::string{cells[2]}});
        return true;
    }
    void take_closely(Row& row) override {
        const std::string a = row.text("a");
        rows.push_back({a == "closer" ? "closer!" : a, row.text("b"), row.text("c")});
        places.push_back(row.at());
    }
    void skip() override { rows.emplace_back(); }

    Rows rows;
    std::vector<RowAt> places;
};

struct Outcome {
    bool all = false;
    Rows rows;
    aliquot::Errors errors;
    std::vector<RowAt> places;
};

Outcome read(const std::string& bytes, std::size_t block) {
    const aliquot::Folder folder{"folder", {{"t.csv", bytes}}};
    const TableFiles files = files_in_memory(folder);
    Findings findings;
    LargeTable table{"t.csv", *files.open("t.csv"), columns, findings, {}, block};
    Collector taker;
    const bool all = table.read(taker);
    return {all, taker.rows, findings.take(), taker.places};
}

// The same by the reader of scenario tables alone.
Outcome read_as_scenario(const std::string& bytes) {
    const aliquot::Folder folder{"folder", {{"t.csv", bytes}}};
    Findings findings;
    Outcome outcome;
    outcome.all = read_table(folder, "t.csv", columns, findings, [&](Row& row) {
                      std::string a = row.text("a");
                      if (a == "closer") a += "!";
                      outcome.rows.push_back({a, row.text("b"), row.text("c")});
                  }) == TableState::read;
    outcome.errors = findings.take();
    return outcome;
}

TEST(LargeTable, FindsEveryByteThatIsNotPlainText) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        std::vector<std::uint32_t> expected;
        std::string longer = text;
        while (longer.size() < 200) longer += text + "x,y\n\x7F\xC3";
        for (std::uint32_t i = 0; i < longer.size(); ++i) {
            const auto byte = static_cast<unsigned char>(longer[i]);
            if (byte == ',' || byte == '"' || byte < 32 || byte > 126) expected.push_back(i);
        }
        std::vector<std::uint32_t> found;
        const std::size_t count = find_special(longer.data(), longer.size(), found);
        found.resize(count);
        RC_ASSERT(found == expected);
    }));
}

TEST(LargeTable, ReadsRowsWhateverTheSizeOfTheBlocks) {
    const std::string bytes =
        "\xEF\xBB\xBF"
        "b,a\r\n2,1\r\n\n4,3\n\"quoted, \"\"twice\"\"\",5\n\"two\nlines\",6\n\n,closer\n8,7";
    const Rows expected{
        {"1", "2", ""},          {"3", "4", ""},      {"5", "quoted, \"twice\"", ""},
        {"6", "two\nlines", ""}, {"closer!", "", ""}, {"7", "8", ""}};
    for (const std::size_t block : std::vector<std::size_t>{1, 2, 3, 7, 16, 1000}) {
        const Outcome outcome = read(bytes, block);
        EXPECT_TRUE(outcome.all);
        EXPECT_EQ(outcome.rows, expected) << block;
        ASSERT_EQ(outcome.places.size(), 1U);
        EXPECT_EQ(outcome.places[0].row, 6U);
        EXPECT_EQ(outcome.places[0].line, 9U) << block;
    }
}

TEST(LargeTable, SaysWhatTheReaderOfScenariosSays) {
    EXPECT_TRUE(rc::check([] {
        const auto piece = rc::gen::elementOf(std::vector<std::string>{
            "1", "x", "closer", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", " ",
            "\xC3\xA9", "\xFF", ";", "12,7,8\n", "\"a,b\",c,\n"});
        std::string bytes = "a,b,c\n";
        for (const auto& each : *rc::gen::container<std::vector<std::string>>(piece)) bytes += each;
        // A last carriage return without its line feed is the one thing they see differently.
        if (bytes.back() == '\r') bytes += '\n';
        const Outcome expected = read_as_scenario(bytes);
        for (const std::size_t block : std::vector<std::size_t>{1, 5, 64, 4096}) {
            Outcome found = read(bytes, block);
            std::erase(found.rows, std::vector<std::string>{});
            RC_ASSERT(found.all == expected.all);
            RC_ASSERT(found.errors == expected.errors);
            if (expected.errors.empty()) RC_ASSERT(found.rows == expected.rows);
        }
    }));
}

TEST(LargeTable, NamesAnEmptyFileAMissingColumnAndAnUnknownOne) {
    EXPECT_EQ(read("", 10).errors.at(0).what, "the file is empty");
    EXPECT_EQ(read("b,c\n", 10).errors.at(0).what, "column a is missing");
    EXPECT_EQ(read("a,bb\n", 2).errors.at(0).what, "unknown column \"bb\"");
    EXPECT_EQ(read("a,bb\n", 2).errors.at(0).hint, "did you mean \"b\"?");
}

TEST(LargeTable, StopsAtAQuoteThatIsNeverClosed) {
    const Outcome outcome = read("a,b\n1,2\n\"3,4\n5,6\n", 4);
    EXPECT_FALSE(outcome.all);
    ASSERT_EQ(outcome.errors.size(), 1U);
    EXPECT_EQ(outcome.errors[0].where, "t.csv row 3, column a");
    EXPECT_EQ(outcome.errors[0].what, "a quote is opened and never closed");
}

TEST(LargeTable, GivesUpAfterAThousandErrors) {
    std::string bytes = "a,b\n";
    for (int i = 0; i < 5000; ++i) bytes += "1,2,3\n";
    const Outcome outcome = read(bytes, 100);
    EXPECT_FALSE(outcome.all);
    EXPECT_EQ(outcome.errors.size(), 1001U);
    EXPECT_EQ(outcome.errors.back().what, "t.csv was not checked beyond row 1001");
}

TEST(InternedTexts, NumberEachTextOnce) {
    EXPECT_TRUE(rc::check([](const std::vector<std::string>& texts) {
        InternedTexts interned;
        std::vector<std::string> seen;
        for (const std::string& text : texts) {
            const auto place = std::ranges::find(seen, text) - seen.begin();
            const auto added = interned.add(text);
            RC_ASSERT(added.number == static_cast<std::uint32_t>(place));
            RC_ASSERT(added.is_new == (static_cast<std::size_t>(place) == seen.size()));
            if (added.is_new) seen.push_back(text);
            RC_ASSERT(interned[added.number] == text);
        }
        RC_ASSERT(!interned.find("no text has this many letters, and a zero\0"));
    }));
}

TEST(LineLists, AreOneGroupHoweverTheyAreWritten) {
    const std::vector<std::string> lines{"A", "B", "C"};
    LineLists lists{lines};
    const auto both = lists.group_of("C;A");
    ASSERT_TRUE(both);
    EXPECT_EQ(lists.group_of("A;C"), both);
    EXPECT_EQ(lists.lines_of(*both), (std::vector<aliquot::LineNumber>{0, 2}));
    EXPECT_EQ(lists.group_of("*"), lists.group_of("B;A;C"));
    EXPECT_EQ(lists.group_of(""), lists.group_of("*"));
    EXPECT_EQ(lists.groups(), 2U);
    EXPECT_FALSE(lists.group_of("A;A"));
    EXPECT_FALSE(lists.group_of("A;"));
    EXPECT_FALSE(lists.group_of("D"));
}

}  // namespace
