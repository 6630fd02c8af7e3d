// Every way of getting a scenario wrong that we know of, each with its exact messages; and files
// that are wrong on a scale that must not cost time or memory.
#include <ctime>
#include <set>

#include "io/sound_scenario.hpp"
#include "io/text_cases.hpp"
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "aliquot/io/error_text.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace {

using namespace aliquot;
using aliquot_test::sound_scenario;
using aliquot_test::TextCase;

std::vector<std::string> messages_of(const Folder& folder,
                                     std::span<const std::string> overrides = {}) {
    std::vector<std::string> messages;
    const auto scenario = read_scenario(folder, overrides);
    if (!scenario)
        for (const Error& error : scenario.error()) messages.push_back(format_error(error));
    return messages;
}

std::string joined(const std::vector<std::string>& messages) {
    std::string all;
    for (const std::string& message : messages) all += "> " + message + "\n";
    return all;
}

// Of this process, so that a busy machine does not fail a test.
double processor_seconds_since(std::clock_t begin) {
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

const std::vector<TextCase>& broken_scenarios() {
    static const auto cases = aliquot_test::read_text_cases(
        std::string{ALIQUOT_TEST_DATA} + "/broken/scenarios.txt", sound_scenario());
    return cases;
}

TEST(BrokenScenarioReader, SaysExactlyWhatIsWrongWithEachBrokenScenario) {
    ASSERT_GE(broken_scenarios().size(), 100U);
    for (const TextCase& broken : broken_scenarios()) {
        ASSERT_FALSE(broken.messages.empty()) << broken.name;
        EXPECT_EQ(joined(broken.messages), joined(messages_of(broken.folder, broken.overrides)))
            << "scenarios.txt:" << broken.line << ": " << broken.name;
    }
}

TEST(BrokenScenarioReader, NeverTellsTheSameCaseTwice) {
    std::set<std::string> names;
    for (const TextCase& broken : broken_scenarios())
        EXPECT_TRUE(names.insert(broken.name).second) << broken.name;
}

TEST(BrokenScenarioReader, GivesTheCodeAndThePartsOfAnError) {
    Folder folder = sound_scenario();
    folder.files["limits.csv"] = "participant,supply,doses\nAAA,S2,-3\n";
    const auto scenario = read_scenario(folder);
    ASSERT_FALSE(scenario);
    const Error expected{ErrorCode::wrong_input, "\"-3\" is negative",
                         "limits.csv row 2, column doses", "give a whole number of doses"};
    EXPECT_EQ(scenario.error(), Errors{expected});
}

TEST(BrokenScenarioReader, RefusesTenMillionRowsOfOneColumnAtTheHeader) {
    Folder folder = sound_scenario();
    std::string& table = folder.files["limits.csv"];
    std::string thousand_rows;
    for (int i = 0; i < 1000; ++i) thousand_rows += "AAA\n";
    table = "participant\n";
    table.reserve(50'000'000);
    for (int i = 0; i < 10'000; ++i) table += thousand_rows;
    const std::clock_t begin = std::clock();
    const auto messages = messages_of(folder);
    const double seconds = processor_seconds_since(begin);
    EXPECT_EQ(joined(messages),
              "> limits.csv row 1: column supply is missing; the table needs "
              "participant,supply,doses\n"
              "> limits.csv row 1: column doses is missing; the table needs "
              "participant,supply,doses\n");
    EXPECT_LT(seconds, 0.5) << "the rows are not looked at";
}

TEST(BrokenScenarioReader, StopsAfterAThousandErrorsAndSaysSo) {
    Folder folder = sound_scenario();
    std::string& table = folder.files["limits.csv"];
    table = "participant,supply,doses\n";
    for (int i = 0; i < 2'000'000; ++i) table += "AAA,S2,-1\n";
    folder.files["borders.csv"] = "participant,from,until\nAAA,x,y\n";
    const std::clock_t begin = std::clock();
    const auto messages = messages_of(folder);
    const double seconds = processor_seconds_since(begin);
    ASSERT_EQ(messages.size(), 1001U);
    EXPECT_EQ(
        messages[999],
        "limits.csv row 1001, column doses: \"-1\" is negative; give a whole number of doses");
    EXPECT_EQ(messages[1000],
              "and 2 more; limits.csv was not checked beyond row 1001; correct these first");
    EXPECT_LT(seconds, 0.5);
}

TEST(BrokenScenarioReader, KeepsACellWithinItsLimit) {
    Folder folder = sound_scenario();
    const std::string huge(70'000, 'x');
    folder.files["limits.csv"] = "participant,supply,doses\nAAA,S2," + huge + "\n";
    EXPECT_EQ(joined(messages_of(folder)),
              "> limits.csv row 2, column doses: a cell is longer than 64 KiB; is this a table of "
              "comma-separated text?\n");
    folder.files["limits.csv"] = "participant,supply,doses\nAAA,S2,\"" + huge + "\"\n";
    EXPECT_EQ(joined(messages_of(folder)),
              "> limits.csv row 2, column doses: a cell is longer than 64 KiB; is a quote left "
              "open?\n");
    folder.files["limits.csv"] = std::string(2'000'000, ',');
    EXPECT_EQ(joined(messages_of(folder)),
              "> limits.csv row 1: a row has more than 1,000 cells; is this a table of a "
              "scenario?\n");
}

TEST(BrokenScenarioReader, ShortensALongValueBetweenCharacters) {
    Folder folder = sound_scenario();
    std::string name = "a";
    for (int i = 0; i < 100; ++i) name += "é";
    folder.files["limits.csv"] = "participant,supply,doses\n" + name + ",S2,1\n";
    std::string kept = "a";
    for (int i = 0; i < 29; ++i) kept += "é";
    EXPECT_EQ(joined(messages_of(folder)),
              "> limits.csv row 2, column participant: unknown "
              "participant \"" +
                  kept + "...\"; participants.csv does not list it\n");
}

TEST(BrokenScenarioReader, CountsWeightsThatNoSumCouldHold) {
    Folder folder = sound_scenario();
    std::string& table = folder.files["participants.csv"];
    table =
        "participant,name,population,weight\nAAA,A,100000000000,1000\nBBB,B,1,1\nCCC,C,1,1\n"
        "DDD,D,1,1\n";
    for (int i = 0; i < 12'000; ++i) table += fmt::format("X{},X,100000000000,1000\n", i);
    EXPECT_EQ(joined(messages_of(folder)),
              "> participants.csv: weights times target populations add up to more than 2^60; "
              "check the unit: people, not thousands of people\n");
}

}  // namespace
