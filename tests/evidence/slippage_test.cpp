// What came of announcements, how late, and how much of what is overdue still comes.
#include "aliquot/evidence/slippage.hpp"

#include <algorithm>

#include "evidence/said.hpp"
#include <gtest/gtest.h>

namespace aliquot {
namespace {

using aliquot_test::day;

class SlippageTest : public ::testing::Test {
protected:
    SlippageTest() {
        for (int i = 0; i < 12; ++i) {
            Participant made;
            made.id = made.name = "P" + std::to_string(i);
            made.population = made.target_population = People{1'000'000};
            scenario.participants.push_back(made);
        }
    }
    void announce(std::size_t who, const char* on, const char* due, std::int64_t doses,
                  const std::string& supplier = "Maker", const std::string& product = "AZ") {
        scenario.forecasts.push_back(
            {ParticipantIndex{who}, day(on), product, Doses{doses}, "", day(due), supplier});
    }
    void bring(std::size_t who, const char* on, std::int64_t doses,
               const std::string& channel = "facility", const std::string& product = "AZ") {
        arrivals.push_back({ParticipantIndex{who}, day(on), product, channel, Doses{doses}});
    }
    [[nodiscard]] std::vector<SlippageRow> rows(const char* on) const {
        return slippage_on(scenario, announced_on(scenario, arrivals, day(on)), day(on));
    }
    [[nodiscard]] std::int64_t came(const char* on, std::size_t announcement,
                                    const char* until) const {
        const std::chrono::year_month_day last{day(until)};
        return announced_on(scenario, arrivals, day(on))
            .at(announcement)
            .by(last.year() / last.month());
    }

    Scenario scenario;
    std::vector<Arrival> arrivals;
};

TEST_F(SlippageTest, WhatCameIsCountedFromTheMonthOfTheAnnouncementOn) {
    announce(0, "2021-03-02", "2021-05-31", 1000);
    bring(0, "2021-02-25", 100);
    bring(0, "2021-03-01", 200);
    bring(0, "2021-06-10", 900);
    EXPECT_EQ(came("2021-05-31", 0, "2021-05-31"), 200);
    EXPECT_EQ(came("2021-06-30", 0, "2021-06-30"), 1000);  // the other hundred are of nobody
}

TEST_F(SlippageTest, OtherProductsAndOtherChannelsAreNotWhatWasAnnounced) {
    announce(0, "2021-03-02", "2021-05-31", 1000);
    bring(0, "2021-04-01", 300, "donation");
    bring(0, "2021-04-01", 300, "facility", "PFIZER");
    bring(1, "2021-04-01", 300);
    EXPECT_EQ(came("2021-06-30", 0, "2021-06-30"), 0);
}

TEST_F(SlippageTest, OfTwoOpenAnnouncementsTheOneThatIsDueFirstIsServedFirst) {
    announce(0, "2021-06-08", "2021-09-30", 500, "Other");
    announce(0, "2021-03-02", "2021-05-31", 1000);
    bring(0, "2021-04-10", 400);
    bring(0, "2021-07-10", 700);
    const auto all = announced_on(scenario, arrivals, day("2021-07-31"));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].by(std::chrono::year{2021} / 7), 1000);
    EXPECT_EQ(all[1].by(std::chrono::year{2021} / 7), 100);
}

TEST_F(SlippageTest, AnAnnouncementThatIsNotYetMadeOrNotDueCountsNowhere) {
    announce(0, "2021-03-02", "2021-05-31", 1000);
    announce(1, "2021-07-01", "2021-09-30", 1000);
    EXPECT_TRUE(rows("2021-03-01").empty());
    const auto before = rows("2021-05-30");  // May is not over
    ASSERT_EQ(before.size(), 2U);
    EXPECT_EQ(before.back().announcements, 1U);
    EXPECT_EQ(before.back().after[0].announcements, 0U);
    const auto after = rows("2021-06-30");
    EXPECT_EQ(after.back().after[0].announced, 1000);
    EXPECT_EQ(after.back().after[1].announced, 1000);
    EXPECT_EQ(after.back().after[2].announced, 0);
}

TEST_F(SlippageTest, ASupplierWithFewerThanFiveAnnouncementsIsJudgedByAll) {
    for (std::size_t p = 0; p < 5; ++p) {
        announce(p, "2021-03-02", "2021-05-31", 1000);
        bring(p, "2021-05-10", 600);
    }
    announce(5, "2021-03-02", "2021-05-31", 1000, "Small", "PFIZER");
    const auto all = rows("2021-05-31");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].supplier, "Maker");
    EXPECT_FALSE(all[0].after[0].is_pooled);
    EXPECT_EQ(all[0].after[0].came, 3000);
    EXPECT_TRUE(all[1].after[0].is_pooled);
    EXPECT_EQ(all[1].after[0].announced, 6000);
    EXPECT_EQ(all[1].after[0].came, 3000);
}

TEST_F(SlippageTest, WhatIsOverdueIsExpectedToComeAsItDidElsewhere) {
    // Due in May: one in ten comes in June of the first, two of the second ...
    for (std::size_t p = 0; p < 10; ++p) {
        announce(p, "2021-03-02", "2021-05-31", 1000);
        bring(p, "2021-06-10", 100 * static_cast<std::int64_t>(p));
    }
    announce(11, "2021-04-02", "2021-06-30", 500);
    const auto known = announced_on(scenario, arrivals, day("2021-06-30"));
    const auto overdue = overdue_on(scenario, known, day("2021-06-30"), 1);
    ASSERT_EQ(overdue.size(), 11U);
    const OverdueForecast& last = overdue.back();
    EXPECT_EQ(last.open, 500);
    EXPECT_EQ(last.compared, 10U);
    EXPECT_EQ(last.range.ends,
              (std::array<Doses, 5>{Doses{0}, Doses{100}, Doses{200}, Doses{350}, Doses{400}}));
    EXPECT_EQ(overdue_on(scenario, known, day("2021-06-30"), 2).back().compared, 0U);
}

TEST_F(SlippageTest, WhatCameLaterAndWasAnnouncedLaterChangesNothing) {
    for (std::size_t p = 0; p < 12; ++p) {
        announce(p, "2021-03-02", "2021-05-31", 1000);
        bring(p, "2021-06-10", 50 * static_cast<std::int64_t>(p));
    }
    const auto text = [&] {
        std::string all;
        const auto known = announced_on(scenario, arrivals, day("2021-06-30"));
        for (const SlippageRow& row : slippage_on(scenario, known, day("2021-06-30")))
            for (const auto& after : row.after) all += std::to_string(after.came) + " ";
        for (const OverdueForecast& each : overdue_on(scenario, known, day("2021-06-30"), 2))
            all += std::to_string(each.range.upper().value()) + " ";
        return all;
    };
    const std::string before = text();
    for (std::size_t p = 0; p < 12; ++p) {
        announce(p, "2021-07-15", "2021-07-31", 1000);
        bring(p, "2021-07-10", 500);
    }
    std::ranges::reverse(arrivals);
    std::ranges::reverse(scenario.forecasts);
    EXPECT_EQ(text(), before);
}

}  // namespace
}  // namespace aliquot
