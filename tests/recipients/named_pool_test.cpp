// A folder of recipients as a pool: what every cell means, and what is wrong with which.
#include "aliquot/io/recipients/named_pool.hpp"

#include <algorithm>

#include "recipients/small_country.hpp"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/io/error_text.hpp"

namespace {

using aliquot::Folder;
using aliquot::NamedPool;
using aliquot::no_limit;
using aliquot_test::small_country;
using aliquot_test::with;
using Numbers = std::vector<std::int64_t>;

NamedPool sound(const Folder& folder) {
    auto read = aliquot::read_recipients(folder);
    if (!read) {
        for (const auto& error : read.error()) ADD_FAILURE() << aliquot::format_error(error);
        return {};
    }
    EXPECT_FALSE(fault_of(read->pool));
    return *std::move(read);
}

std::vector<std::string> errors_of(const Folder& folder) {
    const auto read = aliquot::read_recipients(folder);
    std::vector<std::string> lines;
    if (!read)
        for (const auto& error : read.error()) lines.push_back(aliquot::format_error(error));
    return lines;
}

std::vector<std::string> recipients_of(const NamedPool& named) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < named.recipients.size(); ++i) ids.emplace_back(named.recipients[i]);
    return ids;
}

using Lines = std::vector<std::string>;

TEST(Recipients, StandInOrderOfTheirIdsWithWhatTheirRowsSay) {
    const NamedPool named = sound(small_country());
    EXPECT_EQ(recipients_of(named), (Lines{"ASPEN", "BIRCH", "CEDAR", "DOGWOOD", "ELDER"}));
    EXPECT_EQ(named.pool.weight, (Numbers{500, 1000, 2000, 700, 300}));
    EXPECT_EQ(named.pool.held, (Numbers{20, 0, 0, 0, 0}));
    EXPECT_EQ(named.pool.room, (Numbers{no_limit, no_limit, 50, no_limit, no_limit}));
}

TEST(Recipients, ShareLinesInWholeCourses) {
    const NamedPool named = sound(small_country());
    ASSERT_EQ(named.lines.size(), 3U);
    EXPECT_EQ(named.lines[2].id, "NORTH");
    EXPECT_EQ(named.pool.supply, (Numbers{600, 300, 200}));
    EXPECT_EQ(named.lines[2].odd_doses(), 1);
}

TEST(Recipients, MayTakeAllLinesUnlessTheyNameSome) {
    const NamedPool named = sound(small_country());
    const auto lines = [&](std::size_t i) {
        const auto of = named.pool.lines_of(i);
        return std::vector<aliquot::LineNumber>(of.begin(), of.end());
    };
    EXPECT_EQ(lines(0), (std::vector<aliquot::LineNumber>{0, 1, 2}));
    EXPECT_EQ(lines(1), (std::vector<aliquot::LineNumber>{0, 2}));
    EXPECT_EQ(named.pool.group[3], named.pool.group[0]);
    EXPECT_EQ(named.pool.group[0], 0U);
}

TEST(Recipients, HaveRoomForAStorageClass) {
    const NamedPool named = sound(small_country());
    ASSERT_EQ(named.pool.sets.size(), 1U);
    EXPECT_EQ(named.pool.sets[0], (std::vector<aliquot::LineNumber>{1}));
    EXPECT_EQ(named.pool.set_room, (Numbers{100, no_limit, no_limit, no_limit, 30}));
}

TEST(Recipients, OfOneStorageClassOnlyHaveThatRoomAsTheirs) {
    const NamedPool named = sound(with(small_country(), "recipients.csv",
                                       "recipient,weight,room,lines,ultra_cold,freezer\n"
                                       "A,10,70,COLD,40,5\nB,10,30,COLD,40,\nC,10,,ALL,3,3\n"));
    EXPECT_TRUE(named.pool.sets.empty());
    EXPECT_TRUE(named.pool.set_room.empty());
    EXPECT_EQ(named.pool.room, (Numbers{40, 30, no_limit}));
}

TEST(Recipients, ThatHoldMoreThanTheyRequestAreGivenNothingAndNamed) {
    const NamedPool named = sound(with(small_country(), "recipients.csv",
                                       "recipient,weight,held,request,room\n"
                                       "B,10,50,40,\nA,10,7,5,\nC,10,10,25,\nD,10,10,25,4\n"));
    EXPECT_EQ(named.pool.room, (Numbers{0, 0, 15, 4}));
    EXPECT_EQ(named.notices,
              (Lines{"recipients.csv: 2 recipients hold more than requested and can be given "
                     "nothing; the first is A, which holds 7 and requests 5"}));
}

TEST(Recipients, CanUseSoManyCoursesAWeek) {
    Folder folder = with(small_country(), "lines.csv",
                         "supply,doses,from_week,until_week\nA,100,3,9\nB,100,,\nC,100,12,\n");
    folder = with(folder, "recipients.csv", "recipient,weight,courses_per_week\nX,10,7\nY,10,\n");
    const NamedPool named = sound(folder);
    EXPECT_EQ(named.pool.weekly, (Numbers{7, no_limit}));
    ASSERT_EQ(named.pool.weeks.size(), 3U);
    EXPECT_EQ(named.pool.weeks[0].first, 3U);
    EXPECT_EQ(named.pool.weeks[0].last, 9U);
    EXPECT_EQ(named.pool.weeks[1].first, 1U);
    EXPECT_EQ(named.pool.weeks[1].last, 12U);
}

TEST(Recipients, LieInDistrictsThatLieInDistricts) {
    Folder folder = with(small_country(), "districts.csv",
                         "district,most,parent\nINNER,50,OUTER\nOUTER,80,\nALONE,9,\n");
    folder = with(folder, "recipients.csv",
                  "recipient,weight,district\nX,10,INNER\nY,10,OUTER\nZ,10,\n");
    const NamedPool named = sound(folder);
    EXPECT_EQ(named.districts, (Lines{"ALONE", "OUTER", "INNER"}));
    EXPECT_EQ(named.pool.districts[2].parent, 1U);
    EXPECT_EQ(named.pool.districts[2].most, 50);
    EXPECT_EQ(named.pool.district[0], 2U);
    EXPECT_EQ(named.pool.district[1], 1U);
    EXPECT_FALSE(named.pool.district[2]);
}

TEST(Recipients, HaveLimitsForSingleLines) {
    const NamedPool named = sound(with(small_country(), "limits.csv",
                                       "recipient,supply,courses\n"
                                       "DOGWOOD,COLD,5\nASPEN,NORTH,7\nDOGWOOD,ALL,6\n"
                                       "BIRCH,COLD,3\n"));
    EXPECT_EQ(named.pool.pair_begin, (std::vector<std::uint64_t>{0, 1, 1, 1, 3, 3}));
    EXPECT_EQ(named.pool.pair_line, (std::vector<aliquot::LineNumber>{2, 0, 1}));
    EXPECT_EQ(named.pool.pair_most, (Numbers{7, 6, 5}));
    EXPECT_EQ(named.notices, (Lines{"limits.csv: one limit of a line that the recipient may not "
                                    "take changes nothing"}));
}

bool same(const NamedPool& a, const NamedPool& b) {
    const auto columns = [](const NamedPool& n) {
        return std::tie(n.pool.supply, n.pool.group_begin, n.pool.group_lines, n.pool.weight,
                        n.pool.held, n.pool.room, n.pool.group, n.pool.pair_begin, n.pool.pair_line,
                        n.pool.pair_most, n.pool.set_room, n.pool.weekly, n.pool.district,
                        n.notices);
    };
    return columns(a) == columns(b) && recipients_of(a) == recipients_of(b);
}

// The data rows of a table in another order, every cell in quotes if asked.
std::string rewritten(const std::string& table, const std::vector<std::size_t>& order,
                      bool quoted) {
    std::vector<std::string> rows;
    for (std::size_t begin = 0; begin < table.size();) {
        const std::size_t end = table.find('\n', begin);
        rows.push_back(table.substr(begin, end - begin));
        begin = end + 1;
    }
    std::string made = rows[0] + "\n";
    for (const std::size_t from : order) {
        std::string row = rows[from + 1];
        if (quoted) {
            std::string cells = "\"";
            for (const char c : row) cells += c == ',' ? std::string{"\",\""} : std::string{c};
            row = cells + '"';
        }
        made += row + "\n";
    }
    return made;
}

TEST(Recipients, AreTheSameInWhateverOrderTheirRowsStand) {
    EXPECT_TRUE(rc::check([](bool quoted) {
        Folder folder = small_country();
        std::string table = "recipient,weight,held,lines,room\n";
        const int count = *rc::gen::inRange(1, 60);
        for (int i = 0; i < count; ++i) {
            // Ids of different lengths, many with a long beginning in common.
            const std::string id =
                *rc::gen::elementOf(std::vector<std::string>{"F", "FACILITY-0000-", "FACILITY-"}) +
                std::to_string(i * 7919 % 1000);
            table += id + "," + std::to_string(*rc::gen::inRange(1, 99)) + "," +
                     std::to_string(*rc::gen::inRange(0, 9)) + "," +
                     *rc::gen::elementOf(
                         std::vector<std::string>{"*", "", "ALL;COLD", "COLD;ALL", "NORTH"}) +
                     ",\n";
        }
        folder.files["recipients.csv"] = table;
        std::vector<std::size_t> order(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        const NamedPool first = sound(folder);
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
        folder.files["recipients.csv"] = rewritten(table, order, quoted);
        folder.files["lines.csv"] = rewritten(folder.files["lines.csv"], {2, 0, 1}, quoted);
        RC_ASSERT(same(first, sound(folder)));
        RC_ASSERT(std::ranges::is_sorted(recipients_of(first)));
    }));
}

TEST(Recipients, GivenTwiceAreNamedWithBothRows) {
    EXPECT_EQ(errors_of(with(small_country(), "recipients.csv",
                             "recipient,weight\nB,1\nA,1\n\nB,2\nC,0\nA,3\nB,9\n")),
              (Lines{"recipients.csv row 4: the same recipient as row 2; keep one of the two",
                     "recipients.csv row 5 (line 6), column weight: \"0\" is too small; give a "
                     "whole number of people from 1 to 281,474,976,710,655",
                     "recipients.csv row 6: the same recipient as row 3; keep one of the two",
                     "recipients.csv row 7: the same recipient as row 2; keep one of the two"}));
}

TEST(Recipients, HaveAllTheirMistakesNamedAtOnce) {
    Folder folder = with(small_country(), "recipients.csv",
                         "recipient,weight,held,room,lines,ultra_cold\n"
                         "BI RCH,1000,0,,ALL,\n"
                         "ASPEN,5x0,-20,,ALL;NORHT,\n"
                         "CEDAR,2000,0,5 0,ALL;ALL,1e3\n"
                         "ELDER,99999999999999999999,0,,*;ALL,30\n"
                         "FIR,1\n");
    folder = with(folder, "limits.csv", "recipient,supply,courses\nASPEN,ALL,-1\n");
    folder = with(folder, "recipient.csv", "");
    EXPECT_EQ(errors_of(folder),
              (Lines{"recipients.csv row 2, column recipient: \"BI RCH\" is not an id; use up to "
                     "40 letters, digits, \"_\", \"-\" and \".\", without spaces",
                     "recipients.csv row 3, column weight: \"5x0\" is not a whole number; give a "
                     "whole number of people in digits",
                     "recipients.csv row 3, column held: \"-20\" is negative; give a whole number "
                     "of courses",
                     "recipients.csv row 3, column lines: unknown supply line \"NORHT\"; did you "
                     "mean \"NORTH\"?",
                     "recipients.csv row 4, column room: \"5 0\" has separators; write 50",
                     "recipients.csv row 4, column lines: \"ALL\" is named twice; name it once",
                     "recipients.csv row 4, column ultra_cold: \"1e3\" is not a whole number; give "
                     "a whole number of courses in digits",
                     "recipients.csv row 5, column weight: \"99999999999999999999\" is too large; "
                     "give a whole number of people from 1 to 281,474,976,710,655",
                     "recipients.csv row 5, column lines: \"*\" stands beside other supply lines; "
                     "write \"*\" alone, or the supply lines alone",
                     "recipients.csv row 6: 2 cells, expected 6; leave cells empty, but keep their "
                     "commas",
                     "country: unknown file \"recipient.csv\"; did you mean \"recipients.csv\"?"}));
}

TEST(Recipients, MayNotBeLimitedTwiceForOneLineOrUnderAnUnknownName) {
    EXPECT_EQ(errors_of(with(small_country(), "limits.csv",
                             "recipient,supply,courses\nASPEN,ALL,1\nASPEM,ALL,1\n"
                             "ASPEN,ALL,2\nBIRCH,ALLL,3\nBIRCH,ALL,-3\n")),
              (Lines{"limits.csv row 3, column recipient: unknown recipient \"ASPEM\"; "
                     "recipients.csv does not list it",
                     "limits.csv row 4: the same recipient and supply line as row 2; keep one of "
                     "the two",
                     "limits.csv row 5, column supply: unknown supply line \"ALLL\"; did you mean "
                     "\"ALL\"?",
                     "limits.csv row 6, column courses: \"-3\" is negative; give a whole number of "
                     "courses"}));
}

}  // namespace
