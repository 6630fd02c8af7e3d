// Balances and histories out of a log: what they leave out and what they must not.
#include <algorithm>
#include <numeric>

#include "live/small_log.hpp"

#include "aliquot/io/books/balance_sheet.hpp"
#include "aliquot/io/books/exports.hpp"
#include "aliquot/io/books/history.hpp"
#include "aliquot/live/books_of_log.hpp"

namespace aliquot {
namespace {

using testing::SmallLog;

class BooksTest : public ::testing::Test {
protected:
    BooksTest() : read_{BooksOfLog::read(SmallLog::source(log_.records())).value()} {}

    std::vector<std::string> kinds(const HistoryQuestion& question) {
        const auto steps = history_of(read_.books(), question);
        std::vector<std::string> kinds;
        if (steps)
            for (const HistoryStep& step : *steps) kinds.push_back(step.kind);
        return kinds;
    }
    [[nodiscard]] std::int64_t held(const BalanceSheet& sheet, const std::string& first,
                                    const std::string& column) const {
        const auto at = std::ranges::find(sheet.columns, column) - sheet.columns.begin();
        for (const BalanceSheet::Row& row : sheet.rows)
            if (row.names.front() == first)
                return row.doses.at(static_cast<std::size_t>(at) - sheet.names);
        return 0;
    }

    SmallLog log_;
    BooksOfLog read_;
};

TEST_F(BooksTest, EveryAccountHoldsWhatTheStoryLeftThere) {
    const BalanceSheet sheet = balance_sheet(read_.books(), BalanceBy::account);
    const std::int64_t arrived = log_.accepted().value() - 10;
    EXPECT_EQ(held(sheet, "supply:L1", "doses"), -780);
    EXPECT_EQ(held(sheet, "custody:BBB", "doses"), arrived - 30 - 4 - 6);
    EXPECT_EQ(held(sheet, "used:BBB", "doses"), 30);
    EXPECT_EQ(held(sheet, "destroyed:BBB", "doses"), 4);
    EXPECT_EQ(held(sheet, "lost:BBB", "doses"), 10);
    EXPECT_EQ(sheet.sum, (std::vector<std::int64_t>{0}));
    for (const BalanceSheet::Row& row : sheet.rows) EXPECT_NE(row.doses.front(), 0);
}

TEST_F(BooksTest, SumsByLineProductAndDonorAreThoseOfTheAccounts) {
    for (const BalanceBy by : {BalanceBy::line, BalanceBy::product, BalanceBy::donor}) {
        const BalanceSheet sheet = balance_sheet(read_.books(), by);
        ASSERT_EQ(sheet.rows.size(), 1U);
        const std::vector<std::int64_t>& doses = sheet.rows.front().doses;
        EXPECT_EQ(doses.front(), 780);
        EXPECT_EQ(std::accumulate(doses.begin() + 1, doses.end(), std::int64_t{0}), 780);
        EXPECT_EQ(doses, sheet.sum);
    }
    const BalanceSheet people = balance_sheet(read_.books(), BalanceBy::participant);
    EXPECT_EQ(held(people, "BBB", "used"), 30);
    EXPECT_EQ(std::ranges::count(people.columns, "pool"), 0);
}

TEST_F(BooksTest, OnADayBeforeNothingThatCameLaterCounts) {
    const auto then = BooksOfLog::read(SmallLog::source(log_.records()), testing::on(3, 8));
    ASSERT_TRUE(then.has_value());
    const BalanceSheet sheet = balance_sheet(then->books(), BalanceBy::account, "transit");
    ASSERT_EQ(sheet.rows.size(), 1U);
    EXPECT_EQ(held(sheet, "transit:BBB", "doses"), log_.accepted().value());
    EXPECT_LT(then->books().records, read_.books().records);
}

// Its line was in the scenario that the facility began with, so its pledge is not in the log.
TEST_F(BooksTest, AnOfferIsToldFromSupplyToArm) {
    EXPECT_EQ(
        kinds({"", log_.offer(), "", ""}),
        (std::vector<std::string>{"supply_confirmed", "proposal_made", "proposal_approved",
                                  "offer_made", "proposal_offered", "offer_answered",
                                  "shipment_planned", "doses_dispatched", "shipment_held",
                                  "doses_received", "stock_left", "stock_left", "doses_returned"}));
}

TEST_F(BooksTest, EachStepNamesItsRecordWhoAndWhy) {
    const auto steps = history_of(read_.books(), {"", log_.offer(), "", ""});
    ASSERT_TRUE(steps.has_value());
    const auto answered = std::ranges::find(*steps, "offer_answered", &HistoryStep::kind);
    ASSERT_NE(answered, steps->end());
    EXPECT_EQ(answered->record, log_.record_of("offer_answered"));
    EXPECT_EQ(answered->who, "kay");
    EXPECT_NE(answered->what.find("cold, store"), std::string::npos);
    ASSERT_EQ(answered->movements.size(), 2U) << "on to the participant, and back to the pool";
    EXPECT_EQ(answered->movements.front().to, "title:BBB");
    EXPECT_EQ(answered->movements.front().doses, log_.accepted().value());
    EXPECT_EQ(answered->movements.back().to, "pool");
    EXPECT_EQ(answered->movements.back().doses, 40);
}

TEST_F(BooksTest, AParticipantIsNotToldOfOthersDoses) {
    const auto steps = history_of(read_.books(), {"", {}, "CCC", ""});
    ASSERT_TRUE(steps.has_value());
    EXPECT_FALSE(steps->empty());
    for (const HistoryStep& step : *steps)
        for (const HistoryStep::Movement& each : step.movements)
            EXPECT_TRUE(each.from.ends_with(":CCC") || each.to.ends_with(":CCC")) << step.what;
}

TEST_F(BooksTest, ALineAndADonorAreToldWhole) {
    EXPECT_EQ(kinds({"", {}, "", "Utopia"}), (std::vector<std::string>{"supply_pledged"}));
    EXPECT_EQ(kinds({"GIFT", {}, "", ""}), (std::vector<std::string>{"supply_pledged"}));
    const auto line = history_of(read_.books(), {"L1", {}, "", ""});
    ASSERT_TRUE(line.has_value());
    std::int64_t in_pool = 0;
    for (const HistoryStep& step : *line)
        for (const HistoryStep::Movement& each : step.movements)
            in_pool +=
                (each.to == "pool" ? each.doses : 0) - (each.from == "pool" ? each.doses : 0);
    EXPECT_EQ(in_pool, read_.desk().doses().ledger().balance(AccountKind::pool).value());
}

TEST_F(BooksTest, WhatIsNotThereIsSaid) {
    EXPECT_EQ(history_of(read_.books(), {"", 99, "", ""}).error().what, "there is no such offer");
    EXPECT_EQ(history_of(read_.books(), {"", {}, "BBC", ""}).error().hint, "did you mean \"BBB\"?");
    EXPECT_EQ(history_of(read_.books(), {"GIFTS", {}, "", ""}).error().hint,
              "did you mean \"GIFT\"?");
    EXPECT_EQ(history_of(read_.books(), {"", {}, "", "Nobody"}).error().code, ErrorCode::not_found);
}

// A reason with a comma is one cell; a partial answer makes two rows.
TEST_F(BooksTest, TheTableWithTagsHasARowForEachMovement) {
    const std::string table = books_hxl(read_.books());
    const auto rows = std::ranges::count(table, '\n');
    std::int64_t movements = 0;
    const auto steps = history_of(read_.books(), {"L1", {}, "", ""});
    ASSERT_TRUE(steps.has_value());
    for (const HistoryStep& step : *steps) movements += std::ssize(step.movements);
    EXPECT_EQ(rows, movements + 2);
    EXPECT_NE(table.find("#item+doses+num"), std::string::npos);
}

TEST_F(BooksTest, NamesThatWouldEndAJournalsNamesAreEscaped) {
    const auto odd = BooksOfLog::read(SmallLog::source(
        log_.doctored("supply_pledged", R"("id":"GIFT")", R"("id":"a \"b\";  c%")")));
    ASSERT_TRUE(odd.has_value());
    const std::string journal = books_journal(odd->books());
    EXPECT_NE(journal.find("commodity \"a %22b%22%3B %20c%25\"\n"), std::string::npos);
}

}  // namespace
}  // namespace aliquot
