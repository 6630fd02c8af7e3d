// Runs read back from disk and put side by side.
#include "aliquot/io/compare.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/small_run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/run_writer.hpp"

namespace aliquot {
namespace {

class RunFolders : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "runs-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        root_ = name;
        write("fair", run_files(small::scenario(), small::run(), {}, {}).files);
    }
    void TearDown() override { std::filesystem::remove_all(root_); }

    [[nodiscard]] std::filesystem::path at(const std::string& path) const { return root_ / path; }

    void write(const std::string& folder, const std::map<std::string, std::string>& files) const {
        for (const auto& [path, bytes] : files) {
            const auto whole = root_ / folder / path;
            std::filesystem::create_directories(whole.parent_path());
            std::ofstream{whole, std::ios::binary} << bytes;
        }
    }

    // The message of reading a run whose file was changed, without the folder's own path.
    std::string refusal(const std::string& file, const std::string& from, const std::string& to) {
        std::string bytes = run_files(small::scenario(), small::run(), {}, {}).files.at(file);
        const std::size_t found = bytes.find(from);
        EXPECT_NE(found, std::string::npos) << from;
        write("fair", {{file, bytes.replace(found, from.size(), to)}});
        const auto read = read_run_summary(at("fair"));
        if (read) return "it was read";
        std::string where = read.error().where;
        const std::string folder = at("fair").generic_string() + "/";
        EXPECT_TRUE(where.starts_with(folder)) << where;
        return where.substr(folder.size()) + ": " + read.error().what;
    }

private:
    std::filesystem::path root_;
};

TEST_F(RunFolders, AreReadBackAsTheyWereWritten) {
    const auto read = read_run_summary(at("fair/"));
    ASSERT_TRUE(read.has_value()) << read.error().where << read.error().what;
    EXPECT_EQ(read->folder, at("fair").generic_string());
    EXPECT_EQ(read->rule, "equal_coverage");
    EXPECT_EQ(read->totals.in_transit, Doses{600'000});
    EXPECT_EQ(read->coverage.highest_participant, "FJI");
    EXPECT_DOUBLE_EQ(read->doses_per_100.gini, 0.518958);
    EXPECT_TRUE(read->conserved);
    EXPECT_EQ(read->verified, 2);
    EXPECT_EQ(read->participants, 4);
    // KEN 7.4, NPL 0 (4.1 on their way) and PRK 0 are below 10; FJI has 24.5.
    EXPECT_EQ(read->below, (std::array<std::int64_t, 3>{3, 3, 4}));
}

TEST_F(RunFolders, OfALaterVersionMayHaveMoreColumnsAndFields) {
    auto files = run_files(small::scenario(), small::run(), {}, {}).files;
    std::string& table = files["coverage.csv"];
    for (std::size_t end = table.find('\n'); end != std::string::npos;
         end = table.find('\n', end + 5))
        table.insert(end, ",new");
    files["summary.json"].replace(0, 1, "{\n  \"new\": 1,");
    write("later", files);
    const auto read = read_run_summary(at("later"));
    ASSERT_TRUE(read.has_value()) << read.error().where << read.error().what;
    EXPECT_EQ(read->participants, 4);
}

TEST_F(RunFolders, ThatAreNotThereAreNotFound) {
    const auto read = read_run_summary(at("nothing"));
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::not_found);
    EXPECT_EQ(read.error().where, at("nothing/summary.json").generic_string());
    EXPECT_EQ(read.error().hint, "give a folder that `aliquot run --out` wrote");
}

TEST_F(RunFolders, AreRefusedWithThePlaceAndTheReason) {
    EXPECT_EQ(refusal("summary.json", "aliquot-run/1", "aliquot-run/2"),
              "summary.json: `format` is \"aliquot-run/2\"");
    EXPECT_EQ(refusal("summary.json", "\"format\"", "\"form\""),
              "summary.json: is not the summary of a run");
    EXPECT_EQ(refusal("summary.json", "{", "{{"), "summary.json: is not JSON");
    EXPECT_EQ(refusal("summary.json", "\"lapsed_doses\": 40000", "\"lapsed_doses\": -1"),
              "summary.json: `lapsed_doses` is not a whole number of doses");
    EXPECT_EQ(refusal("summary.json", "\"supply_doses\": 3100000",
                      "\"supply_doses\": 18446744073709551615"),
              "summary.json: `supply_doses` is too large");
    EXPECT_EQ(refusal("summary.json", "\"rule\"", "\"rules\""), "summary.json: `rule` is missing");
    EXPECT_EQ(refusal("summary.json", "\"median\": 0.028894", "\"median\": null"),
              "summary.json, `coverage`: `median` is not a number");
    EXPECT_EQ(refusal("summary.json", "\"verified\": true", "\"verified\": \"yes\""),
              "summary.json, certificate 1: `verified` is not true or false");
}

TEST_F(RunFolders, AreRefusedWithTheRowAndColumnOfAWrongTable) {
    EXPECT_EQ(refusal("coverage.csv", "53771300", "0"),
              "coverage.csv row 3, column population: \"0\" is too small");
}

TEST_F(RunFolders, AreComparedInAlignedColumns) {
    auto recorded = small::run();
    recorded.rule = "recorded";
    recorded.totals.expired += Doses{1};
    recorded.decisions[1].certificate.verified = false;
    write("b", run_files(small::scenario(), recorded, {}, {}).files);
    std::vector<RunSummary> runs{*read_run_summary(at("fair")), *read_run_summary(at("b"))};
    runs[0].folder = "fair";
    runs[1].folder = "b";
    EXPECT_EQ(compare_text(runs), R"(rule                        equal_coverage      recorded
run                                   fair             b
until                           2021-10-31    2021-10-31

doses per 100 people, all sources
  lowest                              0.00          0.00
  lowest participant                   NPL           NPL
  median                              3.72          3.72
  highest                            24.54         24.54
  highest participant                  FJI           FJI
  Gini                               0.519         0.519

coverage, % of people with a full course
  lowest                              0.00          0.00
  lowest participant                   PRK           PRK
  median                              2.89          2.89
  highest                            13.39         13.39
  highest participant                  FJI           FJI
  Gini                               0.348         0.348

doses
  supply                         3,100,000     3,100,000
  awarded                        4,760,000     4,760,000
  accepted                       1,230,000     1,230,000
  declined                       2,990,000     2,990,000
  lapsed                            40,000        40,000
  reallocated                    1,200,000     1,200,000
  delivered                         30,000        30,000
  expired                           80,000        80,001
  unallocated                    1,270,000     1,270,000
  buffer                            30,000        30,000
  idle                           2,370,000     2,370,000

participants
  all                                    4             4
  below 10 doses per 100                 3             3
  below 20 doses per 100                 3             3
  below 40 doses per 100                 4             4

checks
  every dose accounted for             yes            NO
  rounds verified                   2 of 2        1 of 2
  deaths                      not modelled  not modelled
)");
}

TEST_F(RunFolders, OfDifferentScenariosSaySoAndWideLettersKeepTheColumnsStraight) {
    std::vector<RunSummary> runs{*read_run_summary(at("fair")), *read_run_summary(at("fair"))};
    runs[0].folder = "a";
    runs[1].folder = "b";
    runs[1].scenario = "疫苗";
    const std::string text = compare_text(runs);
    EXPECT_NE(text.find("scenario                    Four participants, autumn 2021"
                        "            疫苗\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(compare_text(std::span{runs}.first(1)).find("scenario"), std::string::npos);
}

TEST_F(RunFolders, AreComparedForProgramsToo) {
    const std::vector<RunSummary> runs{*read_run_summary(at("fair"))};
    const auto json = nlohmann::json::parse(compare_json(runs));
    EXPECT_EQ(json.at("format"), "aliquot-comparison/1");
    const auto& run = json.at("runs").at(0);
    EXPECT_EQ(run.at("idle_doses"), 2'370'000);
    EXPECT_EQ(run.at("participants_below_doses_per_100").at("40"), 4);
    EXPECT_EQ(run.at("doses_per_100").at("lowest_participant"), "NPL");
    EXPECT_TRUE(run.at("deaths").is_null());
}

}  // namespace
}  // namespace aliquot
