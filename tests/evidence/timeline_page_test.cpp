// The page, the drawing and the part of a report that show statements.
#include "aliquot/io/timeline/timeline_page.hpp"

#include <regex>

#include "evidence/said.hpp"
#include "io/report_world.hpp"
#include <gtest/gtest.h>

#include "aliquot/evidence/timeline.hpp"
#include "aliquot/io/report_html.hpp"

namespace {

using namespace aliquot;
using aliquot_test::day;
using aliquot_test::evidence;
using aliquot_test::said;

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

// Everything that a timeline can show.
Evidence quarrel(const std::string& words = "words", const std::string& source = "the paper") {
    Statement promise = said("A", "2021-03-01", "the maker", Said::allocated, "A2");
    promise.doses = Doses{120'000};
    promise.people = People{120'000};
    promise.date_from = day("2021-04-01");
    promise.date_to = day("2021-04-30");
    Statement late = said("B", "2021-04-02", "the maker", Said::delayed, "A2");
    late.date_from = day("2021-06-01");
    Statement came = said("C", "2021-05-01", source, Said::delivered, "C3");
    came.about = words;
    came.url = "javascript:alert(1)";
    Statement none = said("D", "2021-05-02", "the embassy", Said::denied, "B2");
    none.url = "https://example.org/denial";
    Statement sample = said("E", "2021-05-03", "someone", Said::delivered, "F6");
    sample.about = "a few samples";
    Statement again = said("F", "2021-05-04", "the maker", Said::delayed, "A2");
    again.date_from = day("2021-07-01");
    again.supersedes = "B";
    return evidence({promise, late, came, none, sample, again});
}

std::string page_of(const Evidence& all) {
    return timeline_html(all, timeline_of(StatementBook{all}, "ALDER", last_said(all)));
}

TEST(TimelinePage, SaysInWordsWhatTheDrawingShows) {
    const std::string page = page_of(quarrel());
    for (const char* words :
         {"Alder Island: what was said, and what was believed", "As known on 4 May 2021",
          "6 statements by 4 sources", "some say that doses arrived, others that none did",
          "Numbers that do not agree", "put off by 91 days", "No supply",
          "<s>words</s> Taken back by number 6.", "Only what is confirmed counts"})
        EXPECT_EQ(times(page, words) > 0, true) << words;
}

TEST(TimelinePage, LoadsNothingAndLinksOnlyToPages) {
    const std::string page = page_of(quarrel());
    EXPECT_EQ(times(page, "javascript:"), 0U);
    EXPECT_EQ(times(page, " src="), 0U);
    EXPECT_EQ(times(page, "href="), times(page, "href=\"https://example.org/denial\""));
    EXPECT_EQ(times(page, "default-src 'none'"), 1U);
}

TEST(TimelinePage, EscapesWhatPeopleSay) {
    const std::string nasty = R"(<b onload="x">&'</svg>)";
    const Evidence all = quarrel(nasty, nasty);
    const StatementTimeline timeline = timeline_of(StatementBook{all}, "ALDER", last_said(all));
    for (const std::string& text : {timeline_html(all, timeline), timeline_svg(all, timeline)}) {
        EXPECT_EQ(times(text, "<b onload"), 0U);
        EXPECT_EQ(times(text, "</svg>"), 1U);
        EXPECT_GT(times(text, "&lt;b onload"), 2U);
    }
}

TEST(TimelinePage, NeverShowsANumberThatIsNone) {
    for (const auto& all : {quarrel(), evidence({said("A", "2021-03-01", "one", std::nullopt)})}) {
        const StatementTimeline timeline = timeline_of(StatementBook{all}, "ALDER", last_said(all));
        EXPECT_FALSE(
            std::regex_search(timeline_svg(all, timeline), std::regex{R"([" ,-](nan|inf)\b)"}));
    }
}

TEST(TimelinePage, IsPartOfTheReportOfARunWithStatements) {
    report_world::World world = report_world::story_of_2021();
    world.scenario.statements = quarrel().statements;
    for (Statement& each : world.scenario.statements)
        each.participant = world.scenario.participants.front().id;
    const Evidence all = evidence_of(world.scenario);
    const auto timelines = timelines_on(StatementBook{all}, day("2021-12-31"));
    ASSERT_EQ(timelines.size(), 1U);
    const std::string page = report_html(world.scenario, world.run, nullptr, timelines);
    EXPECT_EQ(times(page, "<section id=\"said\">"), 1U);
    EXPECT_EQ(times(page, "<a href=\"#said\">Said</a>"), 1U);
    EXPECT_EQ(times(report_html(world.scenario, world.run, nullptr), "id=\"said\""), 0U);
}

}  // namespace
