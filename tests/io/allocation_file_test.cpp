// An allocation made by anyone, read against the scenario it is for.
#include "aliquot/io/allocation_file.hpp"

#include "io/small_run.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/run_writer.hpp"

namespace aliquot {
namespace {

std::vector<std::string> refusals(std::string_view table) {
    const auto read = read_allocation(small::scenario(), "mine.csv", table);
    std::vector<std::string> lines;
    if (read) return lines;
    for (const Error& each : read.error())
        lines.push_back(each.where + ": " + each.what + "; " + each.hint);
    return lines;
}

TEST(AllocationFile, IsReadInOrderOfParticipantAndLineWhateverTheOrderOfRows) {
    const auto read = read_allocation(small::scenario(), "mine.csv",
                                      "supply,doses,participant\n"
                                      "SINOVAC-2021-09,1200,PRK\n"
                                      "SINOVAC-2021-09,2400,KEN\n"
                                      "JNJ-2021-09,50,KEN\n");
    ASSERT_TRUE(read.has_value());
    ASSERT_EQ(read->size(), 3U);
    EXPECT_EQ(read->at(0).supply, small::jnj_line);
    EXPECT_EQ(read->at(0).row, 4U);
    EXPECT_EQ(read->at(1).participant, small::ken);
    EXPECT_EQ(read->at(1).doses, Doses{2'400});
    EXPECT_EQ(read->at(2).participant, small::prk);
    EXPECT_FALSE(read->at(2).round.has_value());
}

TEST(AllocationFile, MayBeTheAwardsOfARun) {
    const Scenario scenario = small::scenario();
    const auto run = small::run();
    const auto read = read_allocation(scenario, "awards.csv",
                                      run_files(scenario, run, {}, {}).files.at("awards.csv"));
    ASSERT_TRUE(read.has_value()) << read.error().front().what;
    ASSERT_EQ(read->size(), run.awards.size());
    Doses sum;
    for (const AllocationRow& each : *read) sum += each.doses;
    EXPECT_EQ(sum, run.totals.awarded);
    EXPECT_EQ(read->back().round, 2);
}

TEST(AllocationFile, WithNoRowsGivesNobodyAnything) {
    const auto read = read_allocation(small::scenario(), "mine.csv", "participant,supply,doses\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->empty());
}

TEST(AllocationFile, NamesUnknownIdsAndTheNearestKnownOnes) {
    EXPECT_EQ(refusals("participant,supply,doses\nKEM,SINOVAC-2021-90,5\n"),
              (std::vector<std::string>{
                  "mine.csv row 2, column participant: unknown participant \"KEM\"; "
                  "did you mean \"KEN\"?",
                  "mine.csv row 2, column supply: unknown supply line \"SINOVAC-2021-90\"; "
                  "did you mean \"SINOVAC-2021-09\"?"}));
}

TEST(AllocationFile, RefusesNegativeFractionalAndMissingDoses) {
    EXPECT_EQ(refusals("participant,supply,doses\n"
                       "KEN,JNJ-2021-09,-5\nNPL,JNJ-2021-09,0.5\nPRK,JNJ-2021-09,\n"),
              (std::vector<std::string>{
                  "mine.csv row 2, column doses: \"-5\" is negative; give a whole number of doses",
                  "mine.csv row 3, column doses: \"0.5\" is not a whole number; "
                  "give a whole number of doses in digits",
                  "mine.csv row 4, column doses: is empty; every row needs it"}));
}

TEST(AllocationFile, RefusesTheSameParticipantAndLineTwice) {
    EXPECT_EQ(refusals("participant,supply,doses\n"
                       "KEN,JNJ-2021-09,5\nNPL,JNJ-2021-09,5\nKEN,JNJ-2021-09,7\n"),
              (std::vector<std::string>{
                  "mine.csv row 4, column supply: KEN is given JNJ-2021-09 twice, first in row 2; "
                  "give the sum in one row"}));
    EXPECT_EQ(refusals("participant,supply,doses,round\n"
                       "KEN,JNJ-2021-09,5,1\nKEN,JNJ-2021-09,7,2\n"),
              std::vector<std::string>{});
}

TEST(AllocationFile, RefusesARoundThatIsNotHeldAndAProductThatTheLineIsNotOf) {
    EXPECT_EQ(refusals("participant,supply,doses,round,product\n"
                       "KEN,JNJ-2021-09,5,3,JNJ\nKEN,JNJ-2021-09,5,1,SINOVAC\n"),
              (std::vector<std::string>{
                  "mine.csv row 2, column round: \"3\" is too large; "
                  "give a whole number of rounds from 1 to 2",
                  "mine.csv row 3, column product: JNJ-2021-09 is a line of JNJ, not of SINOVAC; "
                  "give the line's own product, or leave the column out"}));
}

TEST(AllocationFile, RefusesAMissingColumnAndAMisspeltOne) {
    EXPECT_EQ(refusals("participant,suply,doses\n").size(), 2U);
    EXPECT_EQ(refusals("").front(),
              "mine.csv: the file is empty; its first row names its columns: "
              "participant,supply,doses");
}

}  // namespace
}  // namespace aliquot
