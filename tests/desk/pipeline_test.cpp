// What comes to whom, when and how sure; and what of it changed, by which event.
#include "aliquot/facility/desk/pipeline.hpp"

#include <algorithm>

#include "desk/small_desk.hpp"

#include "aliquot/io/desk/event_json.hpp"

namespace aliquot {
namespace {

using testing::on;
using testing::SmallDesk;

class PipelineTest : public ::testing::Test {
protected:
    // An offer of L1 to AAA, accepted on 3 March.
    PipelineTest() {
        facility_.offer_round();
        offer_ = facility_.offer_to("AAA");
    }
    void accept() {
        EXPECT_EQ(facility_.give("kim", command::AnswerOffer{offer_, Answer::accept, {}, "", ""},
                                 on(3, 3)),
                  "");
    }
    Coming coming(Date today) {
        for (const Coming& each : pipeline(facility_.desk(), today))
            if (facility_.desk().world().at(each.participant).id == "AAA") return each;
        return {};
    }
    // The desk after the first so many events of the story, and the events that followed.
    Changes changed_since(std::size_t events, Date today) {
        SmallDesk then;
        std::vector<Told> since;
        const auto& history = facility_.history();
        for (std::size_t k = 0; k < history.size(); ++k)
            if (k < events)
                EXPECT_TRUE(then.desk().apply(history[k].first, history[k].second).has_value());
            else
                since.push_back({static_cast<std::int64_t>(k) + 1, history[k].first});
        return changes(&then.desk(), facility_.desk(), since, today);
    }
    std::vector<std::string> why(const Changes& changes) {
        std::vector<std::string> words;
        for (const Change& each : changes.offers)
            if (each.is.offer == offer_)
                for (const Reason& reason : each.why) words.push_back(reason.words);
        return words;
    }
    std::size_t now() { return facility_.history().size(); }

    SmallDesk facility_;
    int offer_ = 0;
};

using Words = std::vector<std::string>;

TEST_F(PipelineTest, AnOfferArrivesByItsAnswerAndTheDaysOfTransit) {
    const Coming offered = coming(on(3, 2));
    EXPECT_EQ(offered.stage, Stage::offered);
    EXPECT_EQ(offered.earliest, on(3, 9));
    EXPECT_EQ(offered.latest, on(3, 22));  // answered on the last day, 15 March
}

TEST_F(PipelineTest, ALineThatSlippedMaySlipByAsMuchAgain) {
    accept();
    EXPECT_EQ(coming(on(3, 3)).earliest, on(3, 10));
    EXPECT_EQ(coming(on(3, 3)).latest, on(3, 10));
    EXPECT_EQ(facility_.give("moe", command::SlipSupply{"L1", on(4, 10)}, on(3, 4)), "");
    const Coming later = coming(on(3, 4));
    EXPECT_EQ(later.stage, Stage::accepted);
    EXPECT_EQ(later.earliest, on(4, 17));
    EXPECT_EQ(later.latest, on(5, 27));  // 40 days more, from 1 March to 10 April
    EXPECT_EQ(later.held_up_by, "not available before 2021-04-10");
    // Once it has come it slips no more.
    EXPECT_EQ(coming(on(4, 10)).latest, coming(on(4, 10)).earliest);
}

TEST_F(PipelineTest, WhatIsHeldHasNoDayAndWhatIsOverdueSaysSo) {
    accept();
    EXPECT_EQ(facility_.give("lin", command::PlanShipment{offer_, on(3, 5), on(3, 20)}, on(3, 4)),
              "");
    EXPECT_EQ(coming(on(3, 4)).earliest, on(3, 20));
    EXPECT_EQ(facility_.give("lin", command::HoldShipment{offer_, "fog"}, on(3, 5)), "");
    EXPECT_EQ(coming(on(3, 5)).earliest, std::nullopt);
    EXPECT_EQ(coming(on(3, 5)).held_up_by, "fog");
    EXPECT_EQ(facility_.give("lin", command::PlanShipment{offer_, on(3, 6), on(3, 9)}, on(3, 6)),
              "");
    EXPECT_EQ(facility_.give("lin", command::DispatchShipment{offer_, {}}, on(3, 6)), "");
    EXPECT_EQ(coming(on(3, 9)).stage, Stage::on_its_way);
    EXPECT_EQ(coming(on(3, 9)).latest, on(3, 9));
    EXPECT_EQ(coming(on(3, 12)).earliest, on(3, 12));
    EXPECT_EQ(coming(on(3, 12)).latest, std::nullopt);
    EXPECT_EQ(coming(on(3, 12)).held_up_by, "overdue since 2021-03-09");
}

TEST_F(PipelineTest, ADayThatGoesByChangesNothing) {
    accept();
    const Changes none = changed_since(now(), on(3, 30));
    EXPECT_TRUE(none.offers.empty());
    EXPECT_TRUE(none.lines.empty());
}

TEST_F(PipelineTest, EveryChangeNamesWhatMadeItAndItsRecord) {
    const std::size_t before = now();
    accept();
    EXPECT_EQ(facility_.give("moe", command::SlipSupply{"L1", on(3, 20)}, on(3, 4)), "");
    const Changes found = changed_since(before, on(3, 4));
    EXPECT_EQ(why(found), (Words{"accepted", "L1 slipped to 2021-03-20"}));
    ASSERT_EQ(found.lines.size(), 1U);
    EXPECT_EQ(found.lines.front().why,
              (Reason{static_cast<std::int64_t>(now()), "slipped to 2021-03-20"}));
    // The others' offers of the line changed by the slip alone.
    ASSERT_EQ(found.offers.size(), 3U);
    for (const Change& each : found.offers)
        EXPECT_EQ(each.why.size(), each.is.offer == offer_ ? 2U : 1U);
}

TEST_F(PipelineTest, ADeclineAndWhoGetsTheDosesInsteadAreTold) {
    const std::size_t before = now();
    EXPECT_EQ(
        facility_.give("kim", command::AnswerOffer{offer_, Answer::decline, {}, "no boxes", ""},
                       on(3, 3)),
        "");
    EXPECT_EQ(facility_.give("ada", command::Reallocate{offer_}, on(3, 4)), "");
    EXPECT_EQ(facility_.give("bea", command::Approve{2, facility_.hash(2)}, on(3, 4)), "");
    EXPECT_EQ(facility_.give("ada", command::IssueOffers{2}, on(3, 4)), "");
    const Changes found = changed_since(before, on(3, 4));
    EXPECT_EQ(why(found), (Words{"declined: no boxes"}));
    ASSERT_GE(found.offers.size(), 2U);
    EXPECT_EQ(found.offers.front().is.stage, Stage::declined);
    const Change& fresh = found.offers.back();
    EXPECT_FALSE(fresh.was.has_value());
    ASSERT_EQ(fresh.why.size(), 2U);
    EXPECT_EQ(fresh.why[0].words, "offered of doses that others left");
    EXPECT_EQ(fresh.why[1].words, "AAA did not keep them: declined: no boxes");
}

TEST_F(PipelineTest, AShortReceiptSaysHowShortAndWhy) {
    accept();
    EXPECT_EQ(facility_.give("lin", command::DispatchShipment{offer_, on(3, 9)}, on(3, 5)), "");
    const std::size_t before = now();
    const Doses sent = coming(on(3, 5)).doses;
    EXPECT_EQ(
        facility_.give("lin", command::ReceiveShipment{offer_, sent - Doses{10}, "a box thawed"},
                       on(3, 9)),
        "");
    const Changes found = changed_since(before, on(3, 9));
    EXPECT_EQ(why(found), (Words{"received short by 10 on 2021-03-09: a box thawed"}));
    EXPECT_EQ(found.offers.front().was->stage, Stage::on_its_way);
    EXPECT_EQ(found.offers.front().is.stage, Stage::received);
    EXPECT_EQ(found.offers.front().is.doses, sent - Doses{10});
    // What had come to its end before is no news.
    EXPECT_TRUE(changed_since(now(), on(4, 1)).offers.empty());
}

TEST_F(PipelineTest, AcceptedDosesThatExpireOnTheShelfAreToldAsSuch) {
    accept();
    EXPECT_EQ(facility_.give("lin", command::HoldShipment{offer_, "no flight"}, on(3, 5)), "");
    const std::size_t before = now();
    EXPECT_EQ(facility_.give("ada", command::ExpireSupply{}, on(10, 1)), "");
    const Changes found = changed_since(before, on(10, 1));
    EXPECT_EQ(why(found), (Words{"L1 is past its last day of use"}));
    for (const Change& each : found.offers)
        EXPECT_EQ(each.is.stage, each.is.offer == offer_ ? Stage::expired : Stage::lapsed);
}

TEST_F(PipelineTest, AReadinessStepIsTheReasonWhereItChangesWhatHoldsUp) {
    const int other = facility_.offer_to("CCC");
    EXPECT_EQ(
        facility_.give("kay", command::AnswerOffer{other, Answer::accept, {}, "", ""}, on(3, 3)),
        "");
    const std::size_t before = now();
    EXPECT_EQ(facility_.give("kay", command::StateReadiness{"CCC", "permit", {}, ""}, on(3, 4)),
              "");
    const Changes found = changed_since(before, on(3, 4));
    ASSERT_EQ(found.offers.size(), 1U);
    EXPECT_EQ(found.offers.front().was->held_up_by, "0 of 1 readiness steps done; missing: permit");
    EXPECT_EQ(found.offers.front().is.held_up_by, "");
    EXPECT_EQ(found.offers.front().why.front().words, "done: permit");
}

TEST_F(PipelineTest, NoDayIsPromisedWhereMoreThanTheSupplyIsMissing) {
    const int other = facility_.offer_to("CCC");
    EXPECT_EQ(
        facility_.give("kay", command::AnswerOffer{other, Answer::accept, {}, "", ""}, on(3, 3)),
        "");
    EXPECT_EQ(facility_.give("moe", command::SlipSupply{"L1", on(4, 10)}, on(3, 4)), "");
    const std::vector<Coming> all = pipeline(facility_.desk(), on(3, 4));
    const auto found = std::ranges::find(all, other, &Coming::offer);
    ASSERT_NE(found, all.end());
    EXPECT_EQ(found->earliest, std::nullopt);
    EXPECT_EQ(found->held_up_by,
              "not available before 2021-04-10; then 0 of 1 readiness steps done; missing: permit");
}

}  // namespace
}  // namespace aliquot
