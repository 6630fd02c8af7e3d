// Tables of comma-separated text, as RFC 4180 has them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/io/csv.hpp"

namespace {

using aliquot::reading::CsvReader;
using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view bytes) {
    Rows rows;
    CsvReader csv{bytes};
    while (csv.next()) {
        EXPECT_FALSE(csv.fault()) << csv.fault()->what;
        rows.emplace_back(csv.cells().begin(), csv.cells().end());
    }
    return rows;
}

TEST(CsvReader, ReadsCellsRowsAndALastRowWithoutItsEnd) {
    EXPECT_EQ(rows_of("a,b\n1,2\n3,4"), (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
    EXPECT_EQ(rows_of("a,b\r\n1,\r\n,2\r\n"), (Rows{{"a", "b"}, {"1", ""}, {"", "2"}}));
    EXPECT_EQ(rows_of(""), Rows{});
    EXPECT_EQ(rows_of("a,"), (Rows{{"a", ""}}));
}

TEST(CsvReader, ReadsQuotedCommasQuotesAndLineBreaks) {
    EXPECT_EQ(rows_of("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n\"\",x,\"\"\"\"\n"),
              (Rows{{"a,b", "say \"hi\"", "two\nlines"}, {"", "x", "\""}}));
}

TEST(CsvReader, SkipsBlankLinesAndTheByteOrderMark) {
    EXPECT_EQ(rows_of("\xEF\xBB\xBF\n\r\na\n\n\nb\n\n"), (Rows{{"a"}, {"b"}}));
}

TEST(CsvReader, CountsRowsAndLines) {
    CsvReader csv{"h\n\n\"x\ny\"\nz\n"};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
    while (csv.next()) places.emplace_back(csv.at().row, csv.at().line);
    EXPECT_EQ(places,
              (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1}, {2, 3}, {3, 5}}));
}

TEST(CsvReader, GoesOnAfterAFaultThatLeavesTheRestReadable) {
    CsvReader csv{"a,b\"c\nd,\"e\"f\ng,h\n"};
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv.fault()->cell, 1U);
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv.fault()->what, "text after the closing quote of a cell");
    EXPECT_EQ(csv.fault()->cell, 1U);
    ASSERT_TRUE(csv.next());
    EXPECT_FALSE(csv.fault());
    EXPECT_EQ(csv.cells()[1], "h");
    EXPECT_FALSE(csv.next());
}

TEST(CsvReader, StopsAfterAQuoteThatIsNeverClosed) {
    CsvReader csv{"a\n\"b\nc\nd\n"};
    ASSERT_TRUE(csv.next());
    ASSERT_TRUE(csv.next());
    ASSERT_TRUE(csv.fault());
    EXPECT_TRUE(csv.fault()->fatal);
    EXPECT_FALSE(csv.next());
}

TEST(CsvReader, TakesEveryWellFormedUtf8CharacterAndNoOther) {
    for (const char* good : {"\x7E", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                             "\xEF\xBF\xBD", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CsvReader csv{good};
        EXPECT_TRUE(csv.next() && !csv.fault()) << good;
    }
    for (const char* bad : {"\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE1\x80",
                            "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"}) {
        CsvReader csv{bad};
        EXPECT_TRUE(csv.next() && csv.fault()) << bad;
    }
}

std::string written(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) text += ',';
            text += '"';
            for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += "\r\n";
    }
    return text;
}

RC_GTEST_PROP(CsvReader, ReadsBackWhateverWasQuoted, ()) {
    // Cells end at '|' and rows at ';': quicker to make, and to shrink, than lists of lists.
    const auto letter = rc::gen::elementOf(std::string("ab\",\n\r\t |;"));
    const auto text = *rc::gen::container<std::string>(letter);
    Rows rows{{""}};
    for (const char c : text) {
        if (c == ';') {
            rows.push_back({""});
        } else if (c == '|') {
            rows.back().emplace_back();
        } else {
            rows.back().back() += c;
        }
    }
    RC_ASSERT(rows_of(written(rows)) == rows);
}

}  // namespace
