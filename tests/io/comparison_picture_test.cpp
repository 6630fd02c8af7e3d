// What an ensemble says, drawn.
#include "aliquot/io/epidemic/comparison_picture.hpp"

#include "io/small_run.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/report_html.hpp"

namespace aliquot {
namespace {

// Participant k has 100 deaths under run 1, and under run 2 as many fewer as its number, in every
// member alike.
ComparedRuns some_runs(std::size_t participants, std::size_t runs) {
    ComparedRuns c;
    c.head.members = 3;
    for (std::size_t r = 0; r < runs; ++r)
        c.head.runs.push_back({"folder-" + std::to_string(r), "rule_" + std::to_string(r), "ab"});
    c.head.first_day = *parse_date("2021-02-01");
    c.head.days = 10;
    c.figures = epidemic::Comparison{participants, runs, 3};
    c.weeks = epidemic::WeeklySums{runs, 3, 2};
    for (std::size_t p = 0; p < participants; ++p) {
        c.head.participants.push_back(
            {"P" + std::to_string(p + 10), 1000, std::vector<std::int64_t>(runs, 0)});
        for (std::size_t r = 0; r < runs; ++r)
            for (std::size_t m = 0; m < 3; ++m) {
                c.figures.at(p, r, m).deaths = 100 - static_cast<std::int64_t>(r * p);
                c.weeks.at(r, m, 0).deaths += 40;
                c.weeks.at(r, m, 1).deaths += 60 - static_cast<std::int64_t>(r * p);
            }
    }
    return c;
}

TEST(ComparisonPicture, ShowsTheTwentyParticipantsWhereMostDiffersAndSaysSo) {
    const std::string svg = comparison_picture(some_runs(23, 2));
    EXPECT_NE(svg.find("The 20 of 23 participants where most differs"), std::string::npos);
    EXPECT_EQ(svg.find(">P12<"), std::string::npos);
    ASSERT_NE(svg.find(">P13<"), std::string::npos);
    EXPECT_LT(svg.find(">P32<"), svg.find(">P13<"));
    EXPECT_NE(svg.find("P32, run 2: 22 (22 to 22) averted"), std::string::npos);
    EXPECT_NE(svg.find("all, run 2: 253 (253 to 253) averted"), std::string::npos);
}

TEST(ComparisonPicture, ShowsHowDeathsAvertedGrowWeekByWeek) {
    ComparedRuns c = some_runs(3, 2);  // 3 deaths averted, all of them in the second week
    const std::string svg = comparison_picture(c);
    EXPECT_NE(svg.find("run 2: 3 (3 to 3) averted until 2021-02-10"), std::string::npos);
    EXPECT_NE(svg.find(">1 Feb 2021<"), std::string::npos);
    // Seven of ten days at zero, the bottom of the scale, and then up to its top.
    EXPECT_NE(svg.find("d=\"M90.0 338.0 L538.0 338.0 L730.0 138.0\""), std::string::npos);
}

TEST(ComparisonPicture, IsDrawnWhereNothingDiffersToo) {
    const std::string svg = comparison_picture(some_runs(1, 2));
    EXPECT_NE(svg.find("P10, run 2: 0 (0 to 0) averted"), std::string::npos);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(ComparisonPicture, CannotBeBrokenByTheNameOfARun) {
    ComparedRuns c = some_runs(2, 2);
    c.head.runs[1].folder = "<script>&";
    c.head.runs[1].rule = "a<b";
    const std::string page = comparison_page(c);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;&amp;"), std::string::npos);
    EXPECT_NE(page.find("run 2, a&lt;b"), std::string::npos);
}

TEST(ComparisonPicture, StandsBesideTheTablesWhereThereIsSomethingToCompare) {
    EXPECT_EQ(comparison_files(some_runs(2, 1)).files.count("ensemble.svg"), 0U);
    const Folder files = comparison_files(some_runs(2, 2));
    EXPECT_EQ(files.files.at("ensemble.svg"), comparison_picture(some_runs(2, 2)));
    EXPECT_EQ(files.files.at("ensemble.html"), comparison_page(some_runs(2, 2)));
}

TEST(ComparisonPicture, StandsOnThePageOfARunThatIsInTheEnsemble) {
    Scenario scenario = small::scenario();
    scenario.inputs_sha256 = "cd";
    ComparedRuns c = some_runs(2, 2);
    c.head.runs[1].inputs_sha256 = "cd";
    const std::string without = report_html(scenario, small::run(), nullptr);
    const std::string with =
        report_html(scenario, small::run(), nullptr, {}, {}, std::vector{NamedEnsemble{"one", c}});
    EXPECT_EQ(without.find("id=\"lives\""), std::string::npos);
    EXPECT_NE(with.find("<a href=\"#lives\">Lives</a>"), std::string::npos);
    EXPECT_NE(with.find("This is run 2 of 2"), std::string::npos);
    EXPECT_NE(with.find(comparison_figure(c).bytes()), std::string::npos);
}

}  // namespace
}  // namespace aliquot
