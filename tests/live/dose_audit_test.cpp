// Logs whose chain of hashes holds and whose doses do not add up: the first bad record is named.
#include "aliquot/live/dose_audit.hpp"

#include "live/small_log.hpp"

#include "aliquot/live/telling.hpp"

namespace aliquot {
namespace {

using testing::SmallLog;

class DoctoredLog : public ::testing::Test {
protected:
    // The kind and record of the first violation, "" if there is none.
    std::string found(const std::vector<ledger::Record>& records) {
        const auto chain = ledger::audit_source(SmallLog::source(records));
        EXPECT_TRUE(chain && chain->violations_in_all == 0) << "the doctor left the chain broken";
        DoseAuditor auditor;
        for (const ledger::Record& record : records) auditor.add(record);
        last_ = std::move(auditor).report();
        if (last_.violations.empty()) return {};
        const DoseViolation& first = last_.violations.front();
        what_ = first.what;
        return std::string{dose_violation_names.at(static_cast<std::size_t>(first.kind))} + " " +
               std::to_string(first.sequence);
    }
    [[nodiscard]] std::string at(std::string_view kind, std::string_view name) const {
        return std::string{name} + " " + std::to_string(log_.record_of(kind));
    }

    SmallLog log_;
    DoseAudit last_;
    std::string what_;
};

TEST_F(DoctoredLog, ThatNobodyTouchedIsSound) {
    EXPECT_EQ(found(log_.records()), "");
    EXPECT_TRUE(last_.of_a_facility);
    EXPECT_EQ(last_.told_until, std::ssize(log_.records()));
    EXPECT_EQ(last_.confirmed, 780);
    EXPECT_GT(last_.transfers, 8);
}

TEST_F(DoctoredLog, WithMoreConfirmedThanWasPledgedIsNamed) {
    EXPECT_EQ(found(log_.doctored("supply_confirmed", R"("doses":800)", R"("doses":801)")),
              at("supply_confirmed", "not_conserved"));
    EXPECT_EQ(what_, "801 doses came out of supply:L1, of which 800 were pledged");
}

TEST_F(DoctoredLog, WithAnOfferOfMoreThanThePoolHoldsIsNamed) {
    EXPECT_EQ(found(log_.doctored("offer_made", R"("doses":)", R"("doses":9)")),
              at("offer_made", "impossible_event"));
}

TEST_F(DoctoredLog, WithAnAnswerThatTakesWhatItDeclinesIsNamed) {
    EXPECT_EQ(found(log_.doctored("offer_answered", R"("partly_accepted")", R"("declined")")),
              at("offer_answered", "impossible_event"));
    EXPECT_NE(what_.find("cannot be taken by an answer that is declined"), std::string::npos);
    EXPECT_EQ(found(log_.doctored("offer_answered", R"("partly_accepted")", R"("accepted")")),
              at("offer_answered", "impossible_event"));
}

TEST_F(DoctoredLog, WithMoreReceivedThanSentIsNamed) {
    EXPECT_EQ(found(log_.doctored("doses_received", R"("received":)", R"("received":9)")),
              at("doses_received", "impossible_event"));
}

TEST_F(DoctoredLog, WithMoreUsedThanReceivedIsNamed) {
    EXPECT_EQ(found(log_.doctored("stock_left", R"("doses":30)", R"("doses":3000)")),
              at("stock_left", "impossible_event"));
}

TEST_F(DoctoredLog, WithMoreReturnedThanIsLeftIsNamedAndNothingLaterIsTold) {
    EXPECT_EQ(found(log_.doctored("doses_returned", R"("doses":6)", R"("doses":4000)")),
              at("doses_returned", "impossible_event"));
    EXPECT_EQ(last_.told_until, log_.record_of("doses_returned") - 1);
}

TEST_F(DoctoredLog, WithARecordLeftOutIsNamedWhereItIsMissed) {
    EXPECT_EQ(found(log_.without("supply_confirmed")),
              "impossible_event " + std::to_string(log_.record_of("offer_made") - 1));
    EXPECT_EQ(found(log_.without("doses_dispatched")),
              "impossible_event " + std::to_string(log_.record_of("doses_received") - 1));
}

TEST_F(DoctoredLog, WithDosesThatExpiredBeforeTheirLastDayIsNamed) {
    std::vector<ledger::Record> longer = log_.records();
    ledger::Record& last = longer.emplace_back(longer.back());
    last.command = "forged";
    last.kind = "supply_expired";
    last.body = R"({"date":"2021-04-04","supply":"L1"})";
    EXPECT_EQ(found(SmallLog::chained(longer)),
              "impossible_event " + std::to_string(longer.size()));
    EXPECT_EQ(what_, "L1 can be used until 2021-09-30");
}

TEST_F(DoctoredLog, WithAnotherDayInTheRecordIsNamed) {
    std::vector<ledger::Record> moved = log_.records();
    moved.at(static_cast<std::size_t>(log_.record_of("stock_left")) - 1).happened = "2021-03-31";
    EXPECT_EQ(found(SmallLog::chained(moved)), at("stock_left", "wrong_day"));
}

TEST_F(DoctoredLog, WithADayThatGoesBackIsNamed) {
    EXPECT_EQ(found(log_.doctored("stock_left", "2021-04-01", "2021-03-01")),
              at("stock_left", "impossible_event"));
}

TEST_F(DoctoredLog, WithAnotherPackageThanWasApprovedIsNamed) {
    EXPECT_EQ(found(log_.doctored("proposal_made", R"(\"equal_coverage\")", R"(\"my_rule\")")),
              at("proposal_made", "package_differs"));
}

TEST_F(DoctoredLog, WithABodyThatIsNoEventIsNamed) {
    EXPECT_EQ(found(log_.doctored("offer_made", R"("supply":"L1")", R"("supply":"L9")")),
              at("offer_made", "unreadable_event"));
    EXPECT_EQ(what_, "\"supply\" names no supply line");
}

TEST_F(DoctoredLog, ThatIsOpenedTwiceIsNamed) {
    std::vector<ledger::Record> twice = log_.records();
    twice.push_back(twice.front());
    twice.back().command = "again";
    EXPECT_EQ(found(SmallLog::chained(twice)), "impossible_event " + std::to_string(twice.size()));
}

TEST_F(DoctoredLog, ThatIsNoFacilitysIsNotAddedUp) {
    EXPECT_EQ(found(log_.without("facility_opened")), "");
    EXPECT_FALSE(last_.of_a_facility);
}

// No pledge may make a sum that a count cannot hold.
TEST_F(DoctoredLog, WithAPledgeBeyondAllMeasureIsNamed) {
    EXPECT_EQ(
        found(log_.doctored("supply_pledged", R"("doses":300)", R"("doses":9000000000000000000)")),
        at("supply_pledged", "impossible_event"));
}

// The recount itself: a ledger that disagrees with it would be told.
TEST(Recount, AgreesWithTheLedgerAfterEveryRecordOfALog) {
    const SmallLog log;
    std::unique_ptr<DeskState> desk;
    std::unique_ptr<Recount> recount;
    std::size_t compared = 0;
    for (const ledger::Record& record : log.records()) {
        const auto told = tell(desk, record);
        ASSERT_TRUE(told.has_value() && told->has_value());
        const auto* event = std::get_if<DoseEvent>(&**told);
        if (event == nullptr) continue;
        if (!recount) recount = std::make_unique<Recount>(desk->world());
        recount->count(*event);
        for (const auto& [place, doses] : desk->doses().ledger().balances()) {
            EXPECT_EQ(recount->holds(place), doses) << record.sequence;
            ++compared;
        }
    }
    EXPECT_GT(compared, 50U);
}

}  // namespace
}  // namespace aliquot
