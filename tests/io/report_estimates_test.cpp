// The sections of the report about what is not known: the pipeline as a fan, severity as intervals.
#include <string>
#include <string_view>

#include "io/report_world.hpp"
#include <gtest/gtest.h>

#include "aliquot/io/report_html.hpp"

namespace aliquot {
namespace {

using namespace report_world;

std::size_t times(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

// The section, from its heading to its end.
std::string section(const std::string& page, const std::string& id) {
    const auto from = page.find("<section id=\"" + id + "\">");
    if (from == std::string::npos) return {};
    return page.substr(from, page.find("</section>", from) - from);
}

constexpr Month month(unsigned number) {
    return std::chrono::year{2021} / std::chrono::month{number};
}

DosesRange range(std::int64_t lower, std::int64_t half, std::int64_t middle,
                 std::int64_t upper_half, std::int64_t upper) {
    return {{Doses{lower}, Doses{half}, Doses{middle}, Doses{upper_half}, Doses{upper}}};
}

Estimates estimates() {
    Estimates made;
    made.severity_on = second_day;
    made.severity = {{ken, 1, 2, {1'000, 20'000, 300'000}, {}},
                     {prk, 2, 5, {0, 0, 4'000}, {"not a case in <91> days"}}};
    for (unsigned at = 3; at <= 8; ++at)
        made.pipeline.came.push_back({"facility", month(at), Doses{at * 100'000}});
    made.pipeline.fans = {
        {second_day,
         {{"facility", month(8), 1, range(100'000, 300'000, 500'000, 700'000, 900'000)},
          {"facility", month(9), 2, range(50'000, 200'000, 500'000, 900'000, 2'000'000)}}}};
    return made;
}

std::string page_with(const Estimates& made) {
    const World world = story_of_2021();
    return report_html(world.scenario, world.run, nullptr, {}, made);
}

TEST(ReportEstimates, TheFanStandsBesideWhatCame) {
    const std::string pipeline = section(page_with(estimates()), "pipeline");
    EXPECT_EQ(times(pipeline, "role=\"img\""), 1U);  // nothing is known of elsewhere
    EXPECT_EQ(times(pipeline, "<polygon class=\"band\""), 2U);
    EXPECT_EQ(times(pipeline, "<circle"), 6U);
    EXPECT_EQ(times(pipeline, "100,000 to 900,000"), 1U);
    EXPECT_EQ(times(pipeline, "within the wider one"), 1U);  // August: 800,000
    EXPECT_EQ(times(pipeline, "not yet known"), 1U);         // September
}

TEST(ReportEstimates, WhatCameOutsideOfTheRangeIsSaidToBeSo) {
    Estimates made = estimates();
    made.pipeline.came.back().doses = Doses{99'999};
    EXPECT_EQ(times(section(page_with(made), "pipeline"), "fewer than the range"), 1U);
    made.pipeline.came.back().doses = Doses{900'001};
    EXPECT_EQ(times(section(page_with(made), "pipeline"), "more than the range"), 1U);
}

TEST(ReportEstimates, SeverityIsALineWithADotAndTheReasonOfADoubtInWords) {
    const std::string severity = section(page_with(estimates()), "severity");
    EXPECT_EQ(times(severity, "<circle class=\"ours\""), 1U);
    EXPECT_EQ(times(severity, "<circle class=\"doubted\""), 1U);
    EXPECT_EQ(times(severity, "aria-label=\"20.0, from 1.0 to 300.0\""), 1U);
    EXPECT_EQ(times(severity, "doubted: not a case in &lt;91&gt; days"), 1U);
    EXPECT_EQ(times(severity, "North &amp; South"), 1U);
}

TEST(ReportEstimates, OfManyTheFirstTwentyAreShownAndTheDoubtedBelow) {
    Estimates made = estimates();
    made.severity.clear();
    for (int rank = 1; rank <= 60; ++rank)
        made.severity.push_back({ken, rank, rank, {0, 1'000, 2'000}, {}});
    for (int rank = 61; rank <= 75; ++rank)
        made.severity.push_back({prk, rank, rank, {0, 1'000, 2'000}, {"doubtful"}});
    const std::string severity = section(page_with(made), "severity");
    EXPECT_EQ(times(severity, "<circle class=\"ours\""), 20U);
    EXPECT_EQ(times(severity, "<circle class=\"doubted\""), 10U);
    EXPECT_EQ(times(severity, "5 more doubted reports"), 1U);
}

TEST(ReportEstimates, WithoutEstimatesTheSectionsAreNotThere) {
    const std::string page = page_with({});
    EXPECT_EQ(section(page, "pipeline"), "");
    EXPECT_EQ(section(page, "severity"), "");
    EXPECT_EQ(page_with(estimates()), page_with(estimates()));
}

}  // namespace
}  // namespace aliquot
