// Limits that go together, and limits under which no one answer would be best for everybody.
#include "recipients/small_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/error_text.hpp"
#include "aliquot/io/recipients/named_pool.hpp"

namespace {

using aliquot::Folder;
using aliquot_test::small_country;
using aliquot_test::with;
using Lines = std::vector<std::string>;

Lines errors_of(const Folder& folder) {
    const auto read = aliquot::read_recipients(folder);
    Lines lines;
    if (!read)
        for (const auto& error : read.error()) lines.push_back(aliquot::format_error(error));
    return lines;
}

Folder with_weeks() {
    return with(small_country(), "lines.csv",
                "supply,doses,storage_class,from_week,until_week\n"
                "ALL,600,fridge,1,10\nCOLD,300,ultra_cold,2,10\nLATE,5,fridge,9,3\n");
}

TEST(LimitsTogether, WeeksEndAfterTheyBegin) {
    EXPECT_EQ(errors_of(with(with_weeks(), "recipients.csv", "recipient,weight\nA,1\n")),
              (Lines{"lines.csv row 4, column until_week: week 3 is before from_week, 9"}));
}

TEST(LimitsTogether, AWeeklyLimitNeedsWeeks) {
    EXPECT_EQ(errors_of(with(small_country(), "recipients.csv",
                             "recipient,weight,courses_per_week\nA,1,5\n")),
              (Lines{"recipients.csv row 1, column courses_per_week: there are no weeks to count; "
                     "give until_week in lines.csv"}));
}

TEST(LimitsTogether, AWeeklyLimitAndRoomByClassDoNotFitOneRecipient) {
    Folder folder = with(with_weeks(), "lines.csv",
                         "supply,doses,storage_class,until_week\n"
                         "ALL,600,fridge,10\nCOLD,300,ultra_cold,10\n");
    folder = with(folder, "recipients.csv",
                  "recipient,weight,ultra_cold,courses_per_week,lines\n"
                  "D,9,5,5,\nB,9,5,,\nC,9,,5,\nA,9,5,5,COLD\n");
    EXPECT_EQ(errors_of(folder),
              (Lines{"recipients.csv row 2, column courses_per_week: \"D\" has rooms by storage "
                     "class and a weekly limit; give one of the two: together no one answer is "
                     "best for everybody"}));
}

Folder with_districts(const std::string& recipients) {
    return with(with(small_country(), "districts.csv", "district,most,parent\nIN,5,OUT\nOUT,9,\n"),
                "recipients.csv", recipients);
}

TEST(LimitsTogether, ALimitedDistrictHasTheSameLinesForAll) {
    EXPECT_EQ(errors_of(with_districts("recipient,weight,lines,district\n"
                                       "A,1,ALL;COLD,IN\nB,1,ALL,OUT\nC,1,COLD;ALL,IN\n")),
              (Lines{"recipients.csv row 3, column district: district \"OUT\" has a limit, and "
                     "mixed lines: \"B\" may take ALL, but \"A\" may take ALL;COLD; in a district "
                     "with a limit, give all the same lines and no limits but room: otherwise no "
                     "one answer is best for everybody"}));
}

TEST(LimitsTogether, ALimitedDistrictHasNoLimitsOfSingleRecipientsButRoom) {
    EXPECT_EQ(errors_of(with_districts("recipient,weight,room,ultra_cold,district\n"
                                       "A,1,5,,IN\nB,1,,7,IN\n")),
              (Lines{"recipients.csv row 3, column district: district \"IN\" has a limit, and "
                     "\"B\" limits of its own for lines or weeks; in a district with a limit, give "
                     "all the same lines and no limits but room: otherwise no one answer is best "
                     "for everybody",
                     "recipients.csv row 3, column district: district \"OUT\" has a limit, and "
                     "\"B\" limits of its own for lines or weeks; in a district with a limit, give "
                     "all the same lines and no limits but room: otherwise no one answer is best "
                     "for everybody"}));
}

TEST(LimitsTogether, DistrictsDoNotLieInsideThemselves) {
    Folder folder = with(small_country(), "recipients.csv", "recipient,weight,district\nA,1,P\n");
    folder = with(folder, "districts.csv", "district,most,parent\nP,1,Q\nQ,1,P\nR,1,S\nT,1,Q\n");
    EXPECT_EQ(errors_of(folder),
              (Lines{"districts.csv row 2, column parent: \"P\" lies inside itself; the districts "
                     "around it lead back to it; correct one of them",
                     "districts.csv row 3, column parent: \"Q\" lies inside itself; the districts "
                     "around it lead back to it; correct one of them",
                     "districts.csv row 4, column parent: unknown district \"S\"; "
                     "districts.csv does not list it",
                     "districts.csv row 5, column parent: \"T\" lies inside itself; the districts "
                     "around it lead back to it; correct one of them"}));
}

TEST(LimitsTogether, DistrictsWithoutATableAreOnlyNames) {
    const auto read = aliquot::read_recipients(
        with(small_country(), "recipients.csv", "recipient,weight,district\nA,1,P\nB,2,\n"));
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->pool.district.empty());
    EXPECT_EQ(read->notices, (Lines{"recipients.csv: districts are named, and without "
                                    "districts.csv none has a limit"}));
}

TEST(LimitsTogether, NoSumIsTooLargeToBeExact) {
    const std::string most = "281474976710655";  // 2^48 - 1
    std::string table = "recipient,weight,held\n";
    for (int i = 1000; i < 6000; ++i)
        table += "R" + std::to_string(i) + "," + most + ",1000000000000000\n";
    EXPECT_EQ(errors_of(with(small_country(), "recipients.csv", table)),
              (Lines{"recipients.csv: the weights add up to more than 2^60; check the unit: "
                     "people, not thousands of people",
                     "recipients.csv: what is held adds up to more than 2^60; check the unit: "
                     "courses, not thousands of courses"}));
    EXPECT_EQ(errors_of(with(small_country(), "lines.csv",
                             "supply,doses\nALL,600000000000000\nCOLD,600000000000000\n"
                             "NORTH,1\n")),
              (Lines{"lines.csv: the lines have more than 10^15 doses together; check the unit: "
                     "doses, not thousands of doses"}));
}

TEST(LimitsTogether, BothTablesAreNeededAndNeitherIsEmpty) {
    EXPECT_EQ(
        errors_of({"here", {{"recipients.csv", "recipient,weight\n"}}}),
        (Lines{"here: lines.csv is missing; docs/reference/recipients.md says what it holds"}));
    EXPECT_EQ(
        errors_of(
            {"here", {{"recipients.csv", "recipient,weight\n"}, {"lines.csv", "supply,doses\n"}}}),
        (Lines{"lines.csv: there is no supply line in it; give a row for each",
               "recipients.csv: there is no recipient in it; give a row for each"}));
}

}  // namespace
