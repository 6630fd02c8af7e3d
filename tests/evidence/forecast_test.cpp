// Ranges of what may come: what they see, what they are taken from, and how often they are right.
#include "aliquot/evidence/forecast.hpp"

#include <algorithm>
#include <map>

#include "evidence/said.hpp"
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace aliquot {
namespace {

using aliquot_test::day;

// So many participants, and what came to them in months from January 2021 on.
class ForecastTest : public ::testing::Test {
protected:
    void add(int participants, std::int64_t population = 1'000'000) {
        for (int i = 0; i < participants; ++i) {
            Participant made;
            made.id = made.name = "P" + std::to_string(scenario.participants.size());
            made.population = made.target_population = People{population};
            scenario.participants.push_back(made);
        }
    }
    void came(std::size_t who, int month, std::int64_t doses,
              const std::string& channel = "donation") {
        const Month in = std::chrono::year{2021} / std::chrono::January;
        scenario.other_supply.push_back(
            {ParticipantIndex{who}, Date{(in + std::chrono::months{month}) / std::chrono::last},
             "AZ", DosesPerCourse{2}, Doses{doses}, channel});
    }
    [[nodiscard]] MonthlyDoses on(const std::string& written) const {
        return {scenario, recorded_arrivals(scenario), day(written)};
    }
    [[nodiscard]] std::vector<SupplyForecast> ask(const std::string& written,
                                                  int months = 3) const {
        return supply_forecasts(scenario, on(written), months);
    }

    Scenario scenario;
};

std::string text_of(const std::vector<SupplyForecast>& all) {
    std::string text;
    for (const SupplyForecast& each : all) {
        text += std::to_string(each.participant.value) + " " + std::to_string(each.channel) + " " +
                std::to_string(each.ahead) + " " + std::to_string(static_cast<int>(each.from)) +
                " " + std::to_string(each.compared);
        for (const Doses end : each.range.ends) text += " " + std::to_string(end.value());
        text += "\n";
    }
    return text;
}

TEST_F(ForecastTest, AMonthCountsFromItsLastDayOn) {
    EXPECT_EQ(last_whole_month(day("2021-03-30")), std::chrono::year{2021} / 2);
    EXPECT_EQ(last_whole_month(day("2021-03-31")), std::chrono::year{2021} / 3);
    EXPECT_EQ(last_whole_month(day("2021-01-01")), std::chrono::year{2020} / 12);
    add(1);
    came(0, 2, 700);
    EXPECT_EQ(on("2021-03-30").months(), 0U);
    ASSERT_EQ(on("2021-03-31").months(), 1U);
    EXPECT_EQ(on("2021-03-31").at(0, 0, 0), 700);
}

TEST_F(ForecastTest, WhatTheFacilityGaveIsOfTheMonthItsLineBecameAvailable) {
    add(1);
    Product product;
    product.id = product.name = "AZ";
    scenario.products.push_back(product);
    SupplyLine line;
    line.id = "S";
    line.doses = Doses{500};
    line.available = day("2021-02-24");
    scenario.supply.push_back(line);
    scenario.recorded.push_back({{0}, {0}, Doses{400}});
    came(0, 0, 100);
    const MonthlyDoses known = on("2021-02-28");
    EXPECT_EQ(known.channels(), (std::vector<std::string>{"facility", "donation"}));
    EXPECT_EQ(known.at(0, 0, 1), 400);
    EXPECT_EQ(known.total(true, 1), 400);
    EXPECT_EQ(known.total(false, 0), 100);
}

TEST_F(ForecastTest, OfTenOutcomesTheRangeIsFromTheFirstToTheNinth) {
    add(10);
    // The same three months for all, then 1 to 10 times as much: ten outcomes, all alike before.
    for (std::size_t p = 0; p < 10; ++p) {
        for (int month = 0; month < 3; ++month) came(p, month, 3000);
        came(p, 3, 3000 * static_cast<std::int64_t>(p + 1));
    }
    const auto all = ask("2021-04-30", 1);
    ASSERT_EQ(all.size(), 10U);
    EXPECT_EQ(all[0].from, ComparedWith::recent);
    EXPECT_EQ(all[0].compared, 10U);
    EXPECT_EQ(all[0].range.ends, (std::array<Doses, 5>{Doses{3000}, Doses{9000}, Doses{15000},
                                                       Doses{24000}, Doses{27000}}));
}

TEST_F(ForecastTest, NobodyIsExpectedToHaveMoreForEachPersonThanAnybodyEverHad) {
    add(31);
    // One to thirty doses, then as many as 90 in a hundred people each; and one that starts late.
    for (std::size_t p = 0; p < 30; ++p) {
        came(p, 0, static_cast<std::int64_t>(p + 1));
        came(p, 3, 900'000);
    }
    came(30, 3, 11);
    const SupplyForecast made = ask("2021-04-30", 1).back();
    EXPECT_EQ(made.compared, 11U);  // of the lowest third
    EXPECT_EQ(made.range.lower(), Doses{900'000});
    EXPECT_EQ(made.range.upper(), Doses{900'000});  // not 450,000 times its eleven
}

TEST_F(ForecastTest, WhereNothingEverCameNothingIsExpected) {
    add(12);
    came(0, 0, 50, "gift");
    for (std::size_t p = 0; p < 12; ++p)
        for (int month = 0; month < 8; ++month) came(p, month, 0);
    for (const SupplyForecast& each : ask("2021-08-31")) {
        if (each.participant.value == 0) continue;
        EXPECT_EQ(each.from, ComparedWith::recent);
        EXPECT_EQ(each.range.upper(), Doses{0});
    }
}

TEST_F(ForecastTest, WithTooFewMonthsToCompareNobodyCanSay) {
    add(2);
    for (int month = 0; month < 4; ++month) came(0, month, 1000);
    for (const SupplyForecast& each : ask("2021-04-30"))
        EXPECT_EQ(each.from, ComparedWith::nothing);
    EXPECT_TRUE(ask("2020-12-31").empty());
    EXPECT_TRUE(total_forecasts(on("2021-04-30"), 3).empty());
}

TEST_F(ForecastTest, WhereAChannelHasTooFewMonthsAllChannelsAreLookedAt) {
    add(6);
    for (std::size_t p = 0; p < 6; ++p)
        for (int month = 0; month < 6; ++month) {
            came(p, month, 1000);
            if (month > 1) came(p, month, 1000, "gift");
        }
    const MonthlyDoses known = on("2021-06-30");
    for (const SupplyForecast& each : supply_forecasts(scenario, known, 2)) {
        if (known.channels()[each.channel] != "gift" || each.ahead != 2) continue;
        EXPECT_EQ(each.from, ComparedWith::all_channels);
        EXPECT_GE(each.compared, 10U);
    }
}

TEST_F(ForecastTest, AllTogetherTheRangeReachesAsFarBelowTheMeanAsAboveIt) {
    add(1);
    // Means of three months of 100; later months of 200, 50 and 100: factors 2, 2 and 1 ...
    for (const auto& [month, doses] : std::map<int, std::int64_t>{
             {0, 600}, {1, 600}, {2, 600}, {3, 1200}, {4, 400}, {5, 800}, {6, 1600}})
        came(0, month, doses);
    const auto totals = total_forecasts(on("2021-07-31"), 1);
    ASSERT_EQ(totals.size(), 1U);
    EXPECT_EQ(totals[0].channel, "elsewhere");
    // After March 1,200 to 600: 2; after April 400 to 800: 2; after May 800 to 2,200 / 3: 12 / 11;
    // after June 1,600 to 800: 2. The mean is now 2,800 / 3.
    EXPECT_EQ(totals[0].range.ends,
              (std::array<Doses, 5>{Doses{466}, Doses{466}, Doses{933}, Doses{1867}, Doses{1867}}));
}

// Random histories of a few participants through two channels.
void fill(Scenario& scenario, std::vector<OtherSupply>& rows) {
    const int participants = *rc::gen::inRange(2, 9);
    for (int i = 0; i < participants; ++i) {
        Participant made;
        made.id = "P" + std::to_string(i);
        made.population = made.target_population = People{*rc::gen::inRange(1, 200'000) * 100};
        scenario.participants.push_back(made);
    }
    const Month first = std::chrono::year{2021} / std::chrono::January;
    for (int month = 0; month < 11; ++month)
        for (std::size_t p = 0; p < scenario.participants.size(); ++p)
            for (const char* channel : {"donation", "gift"}) {
                if (*rc::gen::inRange(0, 3) == 0) continue;
                const int in_month = *rc::gen::inRange(1, 29);
                rows.push_back({ParticipantIndex{p},
                                Date{(first + std::chrono::months{month}) /
                                     std::chrono::day{static_cast<unsigned>(in_month)}},
                                "AZ", DosesPerCourse{2}, Doses{*rc::gen::inRange(0, 100'000)},
                                channel});
            }
}

RC_GTEST_PROP(Forecast, LaterRowsChangeNothing, ()) {
    Scenario scenario;
    std::vector<OtherSupply> rows;
    fill(scenario, rows);
    const Date today = day("2021-07-31");
    Scenario short_of = scenario;
    scenario.other_supply = rows;
    std::ranges::copy_if(rows, std::back_inserter(short_of.other_supply),
                         [&](const OtherSupply& row) { return row.date <= today; });
    RC_ASSERT(
        text_of(supply_forecasts(scenario, {scenario, recorded_arrivals(scenario), today}, 3)) ==
        text_of(supply_forecasts(short_of, {short_of, recorded_arrivals(short_of), today}, 3)));
}

RC_GTEST_PROP(Forecast, TheOrderOfRowsDoesNotMatter, ()) {
    Scenario scenario;
    std::vector<OtherSupply> rows;
    fill(scenario, rows);
    scenario.other_supply = rows;
    const Date today = day("2021-11-30");
    std::vector<Arrival> arrivals = recorded_arrivals(scenario);
    const MonthlyDoses known{scenario, arrivals, today};
    std::ranges::reverse(arrivals);
    const MonthlyDoses other{scenario, arrivals, today};
    RC_ASSERT(text_of(supply_forecasts(scenario, known, 3)) ==
              text_of(supply_forecasts(scenario, other, 3)));
}

RC_GTEST_PROP(Forecast, TheHalfLiesWithinTheEightyPercent, ()) {
    Scenario scenario;
    std::vector<OtherSupply> rows;
    fill(scenario, rows);
    scenario.other_supply = rows;
    const MonthlyDoses known{scenario, recorded_arrivals(scenario), day("2021-11-30")};
    for (const SupplyForecast& each : supply_forecasts(scenario, known, 3))
        RC_ASSERT(std::ranges::is_sorted(each.range.ends));
    for (const TotalForecast& each : total_forecasts(known, 3))
        RC_ASSERT(std::ranges::is_sorted(each.range.ends));
}

RC_GTEST_PROP(Forecast, TwiceThePeopleWithTwiceTheDosesGetTwiceTheRange, ()) {
    Scenario scenario;
    std::vector<OtherSupply> rows;
    fill(scenario, rows);
    scenario.other_supply = rows;
    Scenario twice = scenario;
    for (Participant& each : twice.participants) each.population += each.population;
    for (OtherSupply& each : twice.other_supply) each.doses += each.doses;
    const Date today = day("2021-11-30");
    const auto once = supply_forecasts(scenario, {scenario, recorded_arrivals(scenario), today}, 3);
    const auto doubled = supply_forecasts(twice, {twice, recorded_arrivals(twice), today}, 3);
    RC_ASSERT(once.size() == doubled.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        RC_ASSERT(once[i].from == doubled[i].from);
        for (std::size_t end = 0; end < 5; ++end) {
            const std::int64_t off =
                doubled[i].range.ends.at(end).value() - 2 * once[i].range.ends.at(end).value();
            RC_ASSERT(off >= -1);  // ends are whole doses, upper ones rounded up
            RC_ASSERT(off <= 1);
        }
    }
}

// The slow words of the header: forecasts made one by one, each with what was known then.
RC_GTEST_PROP(Forecast, WhatIsMeasuredIsWhatWouldHaveBeenForecastOnTheDay, ()) {
    Scenario scenario;
    std::vector<OtherSupply> rows;
    fill(scenario, rows);
    scenario.other_supply = rows;
    const auto arrivals = recorded_arrivals(scenario);
    const MonthlyDoses all{scenario, arrivals, day("2021-11-30")};
    std::map<std::pair<std::string, int>, std::pair<std::int64_t, std::int64_t>> slow;
    for (std::size_t origin = 5; origin < all.months(); ++origin) {
        const MonthlyDoses then{scenario, arrivals, Date{all.month(origin) / std::chrono::last}};
        for (const SupplyForecast& each : supply_forecasts(scenario, then, 3)) {
            const auto at = origin + static_cast<std::size_t>(each.ahead);
            if (each.from == ComparedWith::nothing || at >= all.months()) continue;
            const std::string& name = then.channels()[each.channel];
            const auto channel = static_cast<std::size_t>(std::ranges::find(all.channels(), name) -
                                                          all.channels().begin());
            auto& [asked, held] = slow[{name, each.ahead}];
            ++asked;
            held += each.range.holds(Doses{all.at(channel, each.participant.value, at)}) ? 1 : 0;
        }
    }
    for (const HeldOut& row : held_out(scenario, all, 3)) {
        const auto& [asked, held] = slow[{row.channel, row.ahead}];
        RC_ASSERT(row.asked == asked);
        RC_ASSERT(row.held == held);
    }
}

}  // namespace
}  // namespace aliquot
