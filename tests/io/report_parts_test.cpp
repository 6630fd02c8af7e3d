// The parts a report is made of: stories of refused doses, the map's projection, axes, numbers.
#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "io/report_world.hpp"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/figures.hpp"
#include "aliquot/io/report/html.hpp"
#include "aliquot/io/report/projection.hpp"
#include "aliquot/io/report/reason.hpp"
#include "aliquot/io/report/scale.hpp"
#include "aliquot/io/report/stories.hpp"
#include "aliquot/io/report/world_outlines.hpp"

namespace aliquot::report {
namespace {

using namespace report_world;

TEST(Stories, JoinRefusalsWithTheReallocationsThatFollowed) {
    const World world = story_of_2021();
    const std::vector<Story> stories = stories_of(world.scenario, world.run);
    ASSERT_EQ(stories.size(), 2U);  // most doses first
    EXPECT_EQ(stories[0].kind, "declined");
    EXPECT_EQ(stories[0].passed_on, Doses{2'970'000});
    ASSERT_EQ(stories[0].recipients.size(), 2U);  // the most severely affected first
    EXPECT_EQ(stories[0].recipients[0].participant, npl);
    EXPECT_EQ(stories[1].kind, "returned");
    EXPECT_EQ(stories[1].not_taken, Doses{1'300'000});
    EXPECT_EQ(stories[1].reason, "too few staff");
}

TEST(Stories, KeepAReturnApartFromARefusalOfTheSameDoses) {
    World world = story_of_2021();
    Offer partly = declined_offer(3, ken, Doses{100});
    partly.supply = az_line;
    partly.state = OfferState::partly_accepted;
    partly.accepted = Doses{40};
    world.run.offers.push_back(partly);
    world.run.reallocations = {
        {ken, npl, 2, az_line, Doses{60}, "partly_accepted", 1, ""},
        {ken, tuv, 2, az_line, Doses{500}, "returned: too few staff", 2, ""}};
    const std::vector<Story> stories = stories_of(world.scenario, world.run);
    ASSERT_EQ(stories.size(), 3U);
    EXPECT_EQ(stories[1].kind, "returned");
    EXPECT_EQ(stories[1].passed_on, Doses{500});
    EXPECT_EQ(stories[2].kind, "partly_accepted");
    EXPECT_EQ(stories[2].not_taken, Doses{60});
    EXPECT_EQ(stories[2].passed_on, Doses{60});
}

TEST(Stories, NameARecipientOnceHoweverOftenItWasOffered) {
    World world = story_of_2021();
    world.run.reallocations.push_back(
        {prk, npl, 2, sinovac_line, Doses{30'000}, "declined", 4, ""});
    const Story story = stories_of(world.scenario, world.run).front();
    ASSERT_EQ(story.recipients.size(), 2U);
    EXPECT_EQ(story.recipients[0].doses, Doses{1'800'000});
    EXPECT_EQ(story.recipients[0].severity_rank, 1);
}

TEST(CoverageClasses, BeginAtTheirLowerEdge) {
    EXPECT_EQ(class_of(0), 0U);
    EXPECT_EQ(class_of(0.01), 1U);
    EXPECT_EQ(class_of(0.1999), 2U);
    EXPECT_EQ(class_of(0.2), 3U);
    EXPECT_EQ(class_of(1.4), 6U);
}

TEST(MainReason, LooksBackWhenNoLineWasSharedInTheLastRound) {
    World world = story_of_2021();
    Decision empty = world.run.decisions[1];
    empty.round = 3;
    empty.lines.clear();
    empty.claims = {empty.claims[1]};
    empty.claims[0].participant = ken;  // nothing open, and nothing excluded it
    world.run.decisions.push_back(empty);
    EXPECT_EQ(main_reason(world.run, ken), "Got all it asked for");
    EXPECT_EQ(main_reason(world.run, prk), "A required step is missing");
    EXPECT_EQ(main_reason(world.run, agency), "");
}

TEST(Figures, HaveTheSameMedianAsTheSpread) {
    const World world = story_of_2021();
    const Figures figures = figures_of(world.scenario, world.run, &world.actual);
    const Day& end = figures.shared.days.back();
    EXPECT_DOUBLE_EQ(end.median, figures.shared.coverage.median);
    EXPECT_DOUBLE_EQ(end.lowest, 0);
    EXPECT_DOUBLE_EQ(end.lower_quartile, 0.125);  // halfway from none to Kenya's quarter
    EXPECT_DOUBLE_EQ(end.highest, 0.35);
    EXPECT_EQ(figures.shared.served, 1U);
    EXPECT_FALSE(end.standings[npl.value]);
}

using Ring = std::vector<MapPoint>;

// The rings of path data in the form that the tool writes: M x y l dx dy ... z.
std::vector<Ring> rings_of(std::string_view path) {
    std::string spaced;
    for (const char each : path) {
        const bool letter = each == 'M' || each == 'l' || each == 'z';
        if (letter || each == '-') spaced += ' ';
        spaced += each;
        if (letter) spaced += ' ';
    }
    std::vector<Ring> rings;
    std::istringstream words{spaced};
    for (std::string word; words >> word;) {
        if (word == "M") rings.emplace_back();
        if (word == "M" || word == "l" || word == "z") continue;
        const double x = std::stod(word);
        double y = 0;
        words >> y;
        Ring& ring = rings.back();
        const MapPoint last = ring.empty() ? MapPoint{} : ring.back();
        ring.push_back({last.x + x, last.y + y});
    }
    return rings;
}

// By counting the borders to the right of the point.
bool within(const std::vector<Ring>& rings, MapPoint point) {
    bool inside = false;
    for (const Ring& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const MapPoint a = ring[i];
            const MapPoint b = ring[(i + 1) % ring.size()];
            if ((a.y > point.y) == (b.y > point.y)) continue;
            if (point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y)) inside = !inside;
        }
    return inside;
}

TEST(WorldMap, PutsInlandCitiesWithinTheirOutlinesAndNoOther) {
    struct City {
        std::string id;
        Place place;
    };
    const std::vector<City> cities{
        {"KEN", {-1.3, 36.8}}, {"BOL", {-16.5, -68.1}}, {"MNG", {47.9, 106.9}},
        {"NPL", {27.7, 85.3}}, {"ETH", {9.0, 38.7}},    {"AUS", {-23.7, 133.9}},
        {"RUS", {55.8, 37.6}}, {"USA", {39.7, -105.0}}, {"MEX", {19.4, -99.1}},
        {"XKX", {42.6, 21.0}}, {"ESP", {40.4, -3.7}},   {"SOM", {9.6, 44.1}}};
    for (const City& city : cities) {
        std::string found;
        for (const Outline& outline : world_outlines())
            if (within(rings_of(outline.path), on_map(city.place))) found += outline.id;
        EXPECT_EQ(found, city.id);
    }
}

TEST(WorldMap, DrawsNothingAcrossTheWholeWorld) {
    for (const Outline& outline : world_outlines()) {
        for (const Ring& ring : rings_of(outline.path)) {
            ASSERT_GE(ring.size(), 3U) << outline.id;
            for (std::size_t i = 1; i < ring.size(); ++i)
                EXPECT_LT(std::abs(ring[i].x - ring[i - 1].x), map_width / 4.0) << outline.id;
            for (const MapPoint point : ring) {
                EXPECT_TRUE(point.x >= 0 && point.x <= map_width) << outline.id;
                EXPECT_TRUE(point.y >= map_top && point.y <= map_bottom) << outline.id;
            }
        }
    }
}

RC_GTEST_PROP(ReportAxis, ReachesTheHighestValueInAtMostSixSteps, ()) {
    const double highest = *rc::gen::inRange(0, 5'000'000) / 1e6;
    const Axis axis = axis_to(highest);
    RC_ASSERT(axis.top() >= highest - 1e-9);
    RC_ASSERT(axis.steps >= 1 && axis.steps <= 6);
}

RC_GTEST_PROP(ReportAxis, KeepsLabelsApartAndOnTheChart, ()) {
    std::vector<double> places;
    for (int i = 0; i < 4; ++i) places.push_back(*rc::gen::inRange(0, 300));
    std::ranges::sort(places);
    const std::vector<double> apart = spread_apart(places, 18, 300);
    for (std::size_t i = 0; i < apart.size(); ++i) {
        RC_ASSERT(apart[i] <= 300);
        if (i > 0) RC_ASSERT(apart[i] - apart[i - 1] >= 18 - 1e-9);
    }
}

TEST(ReportAxis, MarksFirstsOfMonths) {
    const auto day = [](int month, int of_month) {
        return Date{std::chrono::year{2021} / month / of_month};
    };
    EXPECT_EQ(month_marks(day(2, 1), day(12, 31), 4),
              (std::vector<Date>{day(2, 1), day(5, 1), day(8, 1), day(11, 1)}));
    EXPECT_EQ(month_marks(day(2, 3), day(2, 20), 4), std::vector<Date>{day(2, 3)});
}

TEST(ReportNumbers, AreReadable) {
    EXPECT_EQ(percent(0.1234), "12.3%");
    EXPECT_EQ(percent(-0.0), "0.0%");
    EXPECT_EQ(percent(std::numeric_limits<double>::quiet_NaN()), "no data");
    EXPECT_EQ(decimal(std::numeric_limits<double>::infinity(), 1), "no data");
    EXPECT_EQ(counted(Doses{1'704'000}), "1,704,000");
    EXPECT_EQ(several(1, "dose", "doses"), "1 dose");
    EXPECT_EQ(Html::of("<p>{}</p>", R"(<&>"')").bytes(), "<p>&lt;&amp;&gt;&quot;&#39;</p>");
}

}  // namespace
}  // namespace aliquot::report
