// The page a minister reads: it tells the truth, adds up, needs no network, and no name breaks it.
#include "aliquot/io/report_html.hpp"

#include <algorithm>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "io/report_world.hpp"
#include <gtest/gtest.h>

namespace aliquot {
namespace {

using namespace report_world;

std::size_t times(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

bool says(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

// Without style and script, which are not markup.
std::string markup(std::string page) {
    for (const std::string name : {"style", "script"}) {
        const auto from = page.find("<" + name + ">");
        const auto to = page.find("</" + name + ">");
        page.erase(from, to - from + name.size() + 3);
    }
    return page;
}

// The page as a reader sees it.
std::string readable(const std::string& page) {
    const std::string text = markup(page);
    std::string seen;
    bool tag = false;
    for (const char each : text.substr(text.find("</head>"))) {
        if (each == '<') tag = true;
        if (!tag) seen += each;
        if (each == '>') {
            tag = false;
            seen += ' ';
        }
    }
    return seen;
}

// The first tag that is closed out of turn or never; empty if all are in order.
std::string misplaced_tag(const std::string& page) {
    const std::string text = markup(page);
    std::vector<std::string> open;
    for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
        const auto end = text.find('>', at);
        const std::string tag = text.substr(at + 1, end - at - 1);
        const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
        if (tag.starts_with('!') || tag.ends_with('/') || name == "meta") continue;
        if (!tag.starts_with('/')) {
            open.push_back(name);
            continue;
        }
        if (open.empty() || "/" + open.back() != tag) return tag;
        open.pop_back();
    }
    return open.empty() ? "" : open.back();
}

TEST(ReportHtml, IsOneDocumentWithEveryTagClosed) {
    const World world = story_of_2021();
    EXPECT_EQ(misplaced_tag(report_html(world.scenario, world.run, &world.actual)), "");
    EXPECT_EQ(misplaced_tag(report_html(world.scenario, world.run, nullptr)), "");
}

TEST(ReportHtml, LoadsNothingFromElsewhere) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, &world.actual);
    EXPECT_FALSE(says(page, "http:"));
    EXPECT_FALSE(says(page, "https:"));
    EXPECT_FALSE(says(page, " src="));
    EXPECT_FALSE(says(page, "@import"));
    EXPECT_EQ(times(page, "href="), times(page, "href=\"#"));
    EXPECT_EQ(times(page, "url("), times(page, "url(#hatch)"));
    EXPECT_TRUE(says(page, "default-src 'none'"));
}

TEST(ReportHtml, EscapesEveryTextThatComesFromInput) {
    World world = story_of_2021();
    const std::string nasty = R"(<b onload="x">&'</script>)";
    world.scenario.settings.title = nasty;
    for (Participant& each : world.scenario.participants) each.name = nasty;
    for (Product& each : world.scenario.products) each.name = nasty;
    for (SupplyLine& each : world.scenario.supply) each.id = nasty;
    for (Forecast& each : world.scenario.forecasts) each.note = each.product = nasty;
    for (Offer& each : world.run.offers) each.reason = each.wish = nasty;
    for (Exclusion& each : world.run.exclusions) each.detail = each.would_change_it = nasty;
    for (Decision& each : world.run.decisions)
        each.certificate.statements = each.certificate.violations = {nasty};
    world.run.rule = nasty;
    world.scenario.settings.gates.required_steps = {nasty};
    const std::string page = report_html(world.scenario, world.run, &world.actual);
    EXPECT_FALSE(says(page, "<b onload"));
    EXPECT_EQ(times(page, "</script>"), 1U);
    EXPECT_GT(times(page, "&lt;b onload=&quot;x&quot;&gt;&amp;&#39;&lt;/script&gt;"), 20U);
    EXPECT_EQ(misplaced_tag(page), "");
}

TEST(ReportHtml, NeverShowsANumberThatIsNone) {
    std::vector<World> worlds{story_of_2021(), story_of_2021(), story_of_2021(), World{}};
    worlds[1].run = {};                                         // nothing happened
    worlds[2].scenario.participants[0].population = People{0};  // nobody to cover
    const std::regex none{R"(\b(nan|inf)\b)"};
    for (const World& world : worlds) {
        const std::string page = report_html(world.scenario, world.run, &world.actual);
        EXPECT_FALSE(std::regex_search(readable(page), none));
        EXPECT_FALSE(says(page, "\"nan") || says(page, ",nan") || says(page, "-nan"));
        EXPECT_FALSE(says(readable(page), "-0.0"));
        EXPECT_EQ(misplaced_tag(page), "");
    }
}

TEST(ReportHtml, HasTheSameBytesWhateverTheOrderOfRows) {
    const World world = story_of_2021();
    World other = world;
    std::ranges::reverse(other.run.coverage);
    std::ranges::reverse(other.run.exclusions);
    std::ranges::reverse(other.run.offers);
    std::ranges::reverse(other.run.reallocations);
    std::ranges::reverse(other.run.deliveries);
    std::ranges::reverse(other.scenario.forecasts);
    EXPECT_EQ(report_html(world.scenario, world.run, &world.actual),
              report_html(other.scenario, other.run, &other.actual));
}

TEST(ReportHtml, TellsWhereDeclinedDosesWentAndThatTheyAddUp) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, nullptr);
    EXPECT_TRUE(says(page, "North &amp; South: 2,970,000 doses of Sinovac declined"));
    EXPECT_TRUE(says(page, "2,970,000 declined = 1,770,000 + 1,200,000 + 0 left in the pool"));
    EXPECT_TRUE(says(page, "Wish: “to severely affected countries”"));
    EXPECT_TRUE(says(page, "1,300,000 returned = 1,300,000 left in the pool"));
}

TEST(ReportHtml, TellsTwentyStoriesInFullAndTheRestInATable) {
    World world = story_of_2021();
    world.run.offers.clear();
    world.run.reallocations.clear();
    world.run.transfers.clear();
    for (int i = 0; i < 23; ++i) {
        world.scenario.supply.push_back(world.scenario.supply[0]);
        Offer offer = declined_offer(i + 1, ken, Doses{1000 * (i + 1)});
        offer.supply = SupplyIndex{world.scenario.supply.size() - 1};
        world.run.offers.push_back(offer);
    }
    const std::string page = report_html(world.scenario, world.run, nullptr);
    EXPECT_EQ(times(page, "<article class=\"story\">"), 20U);
    EXPECT_TRUE(says(page, "The other 3"));
    EXPECT_LT(page.find("23,000 declined ="), page.find(">4,000 declined ="));
    EXPECT_FALSE(says(page, ">3,000 declined ="));
    EXPECT_TRUE(says(page, "<td>3,000</td><td>0</td><td>3,000</td>"));
}

TEST(ReportHtml, ColoursParticipantsByCoverageAndDrawsSmallOnesAsCircles) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, nullptr);
    EXPECT_TRUE(says(page, "<use href=\"#o-KEN\" class=\"b0\"><title>Kenya: coverage 0.0%"));
    EXPECT_TRUE(says(page, "<use href=\"#o-KEN\" class=\"b3\"><title>Kenya: coverage 25.0%, 50.0"));
    EXPECT_TRUE(says(page, "r=\"13\" class=\"b4\"><title>Tuvalu: coverage 35.0%, 70.0"));
    EXPECT_TRUE(says(page, "<use href=\"#o-NPL\" class=\"bn\"><title>Nepal: no data"));
    EXPECT_TRUE(says(page, "Not on the map, for want of a place: Agency."));
    EXPECT_EQ(times(page, "id=\"o-KEN\""), 1U);
}

TEST(ReportHtml, PutsWhatHappenedBesideTheRunOnlyWhenItIsKnown) {
    const World world = story_of_2021();
    const std::string with = report_html(world.scenario, world.run, &world.actual);
    const std::string without = report_html(world.scenario, world.run, nullptr);
    EXPECT_TRUE(says(with, "What happened: 31 December 2021"));
    EXPECT_EQ(times(with, "<figure class=\"chart "), 2U);
    EXPECT_EQ(times(without, "<figure class=\"chart "), 1U);
    EXPECT_FALSE(says(readable(without), "What happened"));
}

TEST(ReportHtml, DoesNotTakeAnEmptyRecordForWhatHappened) {
    World world = story_of_2021();
    world.scenario.recorded.clear();
    EXPECT_EQ(report_html(world.scenario, world.run, &world.actual),
              report_html(world.scenario, world.run, nullptr));
}

TEST(ReportHtml, NamesParticipantsTogetherThatAreLeftOutAlike) {
    World world = story_of_2021();
    world.run.exclusions = {left_out(1, npl, ExclusionCode::border_closed, az_line),
                            left_out(1, ken, ExclusionCode::border_closed, az_line),
                            left_out(2, tuv, ExclusionCode::border_closed, az_line)};
    const std::string page = report_html(world.scenario, world.run, nullptr);
    EXPECT_TRUE(says(page, "<b>Kenya, Nepal</b>: each 1 round, 1 supply line."));
    EXPECT_TRUE(says(page, "<b>Tuvalu</b>: 1 round, 1 supply line."));
}

TEST(ReportHtml, ListsEveryParticipantOnceWithWhatBoundIt) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, nullptr);
    std::string table = page.substr(page.find("wide sortable"));
    table.erase(table.find("</table>"));
    for (const Participant& each : world.scenario.participants)
        EXPECT_EQ(times(table, "<small>" + each.id + "</small>"), 1U);
    EXPECT_TRUE(says(table, "Got all it asked for"));
    EXPECT_TRUE(says(table, "A required step is missing"));  // from its exclusions
    EXPECT_TRUE(says(table, "Supply used up by those at or below 25.0%"));
}

TEST(ReportHtml, SaysWhetherTheTotalsAddUp) {
    World world = story_of_2021();
    EXPECT_TRUE(says(report_html(world.scenario, world.run, nullptr), "✓ adds up"));
    world.run.totals.expired = Doses{7};
    EXPECT_TRUE(says(report_html(world.scenario, world.run, nullptr),
                     "✗ does not add up: 7 doses are counted twice"));
    world.run.totals.supply += Doses{19};
    EXPECT_TRUE(says(report_html(world.scenario, world.run, nullptr),
                     "✗ does not add up: 12 doses are not accounted for"));
}

TEST(ReportHtml, ShowsPlansApartAndOnce) {
    const World world = story_of_2021();
    const std::string text = readable(report_html(world.scenario, world.run, &world.actual));
    EXPECT_EQ(times(text, "1,992,000"), 1U);
    EXPECT_TRUE(says(text, "They are in no sum on this page."));
    EXPECT_FALSE(says(text, "6,992,000"));
}

TEST(ReportHtml, NamesARoundThatFailedItsCheck) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, nullptr);
    EXPECT_EQ(times(page, "✓ verified"), 1U);
    EXPECT_EQ(times(page, "✗ not verified"), 1U);
    EXPECT_TRUE(says(page, "Kenya could be given 12 courses more."));
}

TEST(ReportHtml, CountsExclusionsByParticipantAndByPair) {
    const World world = story_of_2021();
    const std::string page = report_html(world.scenario, world.run, nullptr);
    // One participant, left out of both lines of round 1 and again of one of them in round 2.
    EXPECT_TRUE(says(page,
                     "<th scope=\"row\">A required step is missing</th><td>1</td>"
                     "<td>2</td><td>12,970,000</td>"));
}

TEST(ReportHtml, StaysSmallForNinetyTwoParticipants) {
    World world = story_of_2021();
    while (world.scenario.participants.size() < 92)
        world.scenario.participants.push_back(world.scenario.participants[0]);
    world.run.coverage.clear();
    for (const Date day : {first_day, last_day_of_year})
        for (std::size_t i = 0; i < 92; ++i)
            world.run.coverage.push_back(holding(day, ParticipantIndex{i}, 1000, 0));
    world.actual.coverage = world.run.coverage;
    for (int round = 1; round <= 2; ++round)
        for (std::size_t i = 0; i < 92; ++i)
            for (std::size_t line = 0; line < 2; ++line)
                world.run.exclusions.push_back(left_out(round, ParticipantIndex{i},
                                                        ExclusionCode::supply_exhausted,
                                                        SupplyIndex{line}));
    EXPECT_LT(report_html(world.scenario, world.run, &world.actual).size(), 1'500'000U);
}

}  // namespace
}  // namespace aliquot
