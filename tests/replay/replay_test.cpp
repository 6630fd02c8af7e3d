// A scenario through time: answers, reallocation, slippage, shipments, expiry, hindsight.
#include "replay/small_facility.hpp"

#include "aliquot/domain/spread.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;

const std::string responses = "participant,round,product,answer,doses,answered,reason,wish\n";

const Offer& offer_to(const SmallFacility& facility, const std::string& id) {
    for (const Offer& offer : facility.last().run.offers)
        if (facility.scenario().at(offer.participant).id == id) return offer;
    throw std::runtime_error("no offer to " + id);
}

TEST(Replay, SharesAcceptsAndDelivers) {
    SmallFacility facility;
    const auto run = facility.run();
    EXPECT_EQ(facility.awarded("AAA", 1), 200);
    EXPECT_EQ(facility.awarded("CCC", 1), 400);
    ASSERT_EQ(run.deliveries.size(), 3U);
    // Offered on 1 March, answered seven days later, seven days on the way.
    EXPECT_EQ(format_date(run.deliveries.front().dispatched), "2021-03-08");
    EXPECT_EQ(format_date(run.deliveries.front().arrived), "2021-03-15");
    EXPECT_EQ(run.totals.in_custody, Doses{800});
}

TEST(Replay, SilenceLapsesAtTheDeadlineAndTheDosesGoOn) {
    SmallFacility facility;
    facility.with("responses.csv", responses + "AAA,1,V2,silent,,,,\n")
        .with("severity.csv", "participant,date,deaths\nCCC,2021-03-07,50\nBBB,2021-03-07,1\n")
        .set("reallocation.recipients=1");
    const auto run = facility.run();
    const Offer& offer = offer_to(facility, "AAA");
    EXPECT_EQ(offer.state, OfferState::lapsed);
    EXPECT_EQ(format_date(offer.deadline), "2021-03-15");
    EXPECT_EQ(run.totals.lapsed, Doses{200});
    ASSERT_EQ(run.reallocations.size(), 1U);
    EXPECT_EQ(facility.scenario().at(run.reallocations[0].to).id, "CCC");
    EXPECT_EQ(run.reallocations[0].severity_rank, 1);
    EXPECT_EQ(facility.awarded("CCC", 1, AwardSource::reallocation), 200);
    for (const Award& award : run.awards)
        if (award.source == AwardSource::reallocation) {
            EXPECT_EQ(format_date(award.date), "2021-03-15");
        }
}

TEST(Replay, ADeclineMayCarryAWishAndIsNotOfferedAgainInThatRound) {
    SmallFacility facility;
    facility.with("responses.csv",
                  responses + "AAA,1,V2,decline,,2021-03-04,no cold boxes,to the hardest hit\n");
    const auto run = facility.run();
    EXPECT_EQ(run.totals.declined, Doses{200});
    EXPECT_EQ(facility.awarded("AAA", 1, AwardSource::reallocation), 0);
    EXPECT_EQ(run.totals.reallocated, Doses{200});
    for (const Reallocation& each : run.reallocations) {
        EXPECT_EQ(each.wish, "to the hardest hit");
        EXPECT_EQ(each.reason, "declined: no cold boxes");
    }
}

TEST(Replay, APartialAnswerCoversAllOffersOfTheProduct) {
    SmallFacility facility;
    facility
        .with("supply.csv",
              "supply,product,doses,available\nL1,V2,400,2021-03-05\nL2,V2,400,2021-03-05\n")
        .with("limits.csv", "participant,supply,doses\nAAA,L1,100\n")
        .with("responses.csv", responses + "AAA,1,V2,partial,130,,half the fridge is full,\n");
    facility.run();
    std::int64_t accepted = 0;
    for (const Offer& offer : facility.last().run.offers)
        if (facility.scenario().at(offer.participant).id == "AAA" && offer.round == 1)
            accepted += offer.accepted.value();
    EXPECT_EQ(accepted, 130);
}

TEST(Replay, ADeferralHoldsNoDosesAndKeepsTheClaim) {
    SmallFacility facility;
    facility.with("responses.csv", responses + "AAA,1,V2,defer,,,ready in April,\n")
        .with("supply.csv",
              "supply,product,doses,available\nL1,V2,800,2021-03-05\nL2,V2,400,2021-04-05\n");
    const auto run = facility.run();
    EXPECT_EQ(run.totals.deferred, Doses{200});
    EXPECT_EQ(facility.awarded("AAA", 2), 300);  // least covered now, it comes first
}

TEST(Replay, DeclinedDosesKeepLineAndExpiryAndReturnToThePoolWhenNobodyCanTakeThem) {
    SmallFacility facility;
    facility.with("participants.csv", "participant,name,population\nAAA,Alpha,1000\n")
        .with("responses.csv", responses + "AAA,1,V2,decline,,,,\nAAA,2,V2,decline,,,,\n");
    const auto run = facility.run();
    EXPECT_EQ(run.totals.declined, Doses{1600});  // offered again in round 2
    EXPECT_EQ(run.totals.expired, Doses{800});    // past 30 September, in the pool
    EXPECT_EQ(run.totals.unallocated, Doses{0});
    EXPECT_EQ(format_date(run.transfers.back().date), "2021-10-01");
}

TEST(Replay, SlippedSupplyIsDispatchedWhenItComes) {
    SmallFacility facility;
    facility.with("delays.csv", "supply,announced,available\nL1,2021-03-03,2021-05-01\n");
    const auto run = facility.run();
    EXPECT_EQ(format_date(run.deliveries.front().dispatched), "2021-05-01");
    // Known before the round, it is not part of it; nor of the next, for it comes still later.
    SmallFacility early;
    early.with("delays.csv", "supply,announced,available\nL1,2021-02-20,2021-06-01\n").run();
    EXPECT_EQ(early.awarded("AAA", 1), 0);
    EXPECT_EQ(early.awarded("AAA", 2), 0);
}

TEST(Replay, AcceptedDosesWaitForStepsAndBorderAndSayWhy) {
    SmallFacility facility;
    facility.with("borders.csv", "participant,from,until\nAAA,2021-01-01,2021-04-30\n")
        .with("readiness.csv",
              "participant,step,from\nAAA,permit,2021-01-01\nBBB,permit,2021-06-01\n")
        .with("supply.csv", "supply,product,doses,available\nL1,V2,800,2021-03-05\n")
        .set("gates.off=[\"border_closed\"]")
        .set("delivery.required_steps=[\"permit\"]");
    const auto run = facility.run();
    std::map<std::string, std::string> arrived;
    for (const Delivery& each : run.deliveries)
        arrived[facility.scenario().at(each.participant).id] = format_date(each.arrived);
    EXPECT_EQ(arrived["AAA"], "2021-05-01");
    EXPECT_EQ(arrived["BBB"], "2021-06-08");
    ASSERT_EQ(run.waiting.size(), 1U);
    EXPECT_EQ(run.waiting[0].why, "0 of 1 readiness steps done; missing: permit");
    EXPECT_EQ(run.totals.awaiting_dispatch, Doses{400});
}

TEST(Replay, HandedBackDosesGoToTheMostSeverelyAffected) {
    SmallFacility facility;
    facility
        .with("returns.csv", "participant,date,product,doses,reason\nAAA,2021-03-20,V2,500,late\n")
        .with("severity.csv", "participant,date,deaths\nBBB,2021-03-14,9\nCCC,2021-03-14,9\n")
        .set("reallocation.recipients=1");
    const auto run = facility.run();
    EXPECT_EQ(run.totals.returned, Doses{200});  // it held no more
    EXPECT_EQ(facility.awarded("BBB", 1, AwardSource::reallocation), 200);
}

TEST(Replay, SetsTheBufferAside) {
    SmallFacility facility;
    facility.with("supply.csv", "supply,product,doses,available\nL1,V2,800,2021-03-05\n");
    const auto run = facility.set("buffer.share=0.05").run();
    EXPECT_EQ(run.totals.buffer, Doses{40});
    EXPECT_EQ(run.totals.awarded, Doses{760});
}

TEST(Replay, AnOfferOfDosesThatAreNotThereIsRefusedWithItsRound) {
    SmallFacility facility;
    facility.with("offers.csv", "round,participant,supply,doses\n2,AAA,L1,10\n");
    auto scenario = read_scenario(facility.folder());
    ASSERT_TRUE(scenario.has_value());
    const auto replayed = replay(*scenario);
    ASSERT_FALSE(replayed.has_value());
    EXPECT_EQ(replayed.error().code, ErrorCode::infeasible);
    EXPECT_EQ(replayed.error().where, "offers.csv");
}

TEST(Replay, ADecisionUsesNoRowOfALaterDate) {
    // What is learned after the first round changes nothing in it, and something in the second.
    const auto first_round = [](SmallFacility facility) {
        facility.with(
            "supply.csv",
            "supply,product,doses,available\nL1,V2,400,2021-03-05\nL2,V2,400,2021-04-05\n");
        facility.run();
        std::vector<std::int64_t> doses;
        for (const char* id : {"AAA", "BBB", "CCC"}) doses.push_back(facility.awarded(id, 1));
        return doses;
    };
    const auto plain = first_round({});
    EXPECT_EQ(first_round(SmallFacility{}.with(
                  "other_supply.csv", "participant,date,product,doses\nAAA,2021-03-02,V2,900\n")),
              plain);
    EXPECT_NE(first_round(SmallFacility{}.with(
                  "other_supply.csv", "participant,date,product,doses\nAAA,2021-03-01,V2,900\n")),
              plain);
    EXPECT_EQ(first_round(SmallFacility{}.with(
                  "delays.csv", "supply,announced,available\nL1,2021-03-02,2021-06-01\n")),
              plain);
    EXPECT_EQ(first_round(SmallFacility{}.with(
                  "capacity.csv", "participant,from,fridge_litres\nAAA,2021-03-02,0\n")),
              plain);
}

TEST(Replay, AnswersAndDeadlinesMayFallOnTheDayOfTheOffer) {
    for (const char* setting : {"gates.answer_days=0", "gates.offer_deadline_days=0"}) {
        SmallFacility facility;
        const auto run = facility.set(setting).run();
        EXPECT_EQ(run.totals.accepted, Doses{800}) << setting;
        EXPECT_EQ(run.totals.open_offers, Doses{0}) << setting;
    }
}

TEST(Replay, RecordedAwardsAreGivenOnceAndNothingIsHeldBackFromThem) {
    SmallFacility facility;
    facility.with("recorded.csv", "participant,supply,doses\nAAA,L1,250\nBBB,L1,350\n")
        .set("rule.name=\"recorded\"")
        .set("buffer.share=0.1");
    facility.run();
    EXPECT_EQ(facility.awarded("AAA", 1) + facility.awarded("AAA", 2), 250);
    EXPECT_EQ(facility.awarded("BBB", 1) + facility.awarded("BBB", 2), 350);
}

TEST(Replay, DosesThatWouldArriveTooLateAreNotSent) {
    SmallFacility facility;
    facility
        .with("supply.csv",
              "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-06-30\n")
        .with("readiness.csv",
              "participant,step,from\nAAA,permit,2021-06-24\nBBB,permit,2021-01-01\n"
              "CCC,permit,2021-01-01\n")
        .set("delivery.required_steps=[\"permit\"]");
    const auto run = facility.run();
    EXPECT_EQ(run.totals.delivered, Doses{600});
    EXPECT_EQ(run.totals.expired, Doses{200});
}

TEST(Replay, WhatCameToNothingIsSaid) {
    SmallFacility facility;
    facility.with("responses.csv", responses + "AAA,2,V2,decline,,,,\n")
        .with("returns.csv", "participant,date,product,doses\nBBB,2021-03-02,V2,50\n")
        .with("supply.csv",
              "supply,product,doses,available\nL1,V2,800,2021-03-05\nL9,V2,10,2022-03-01\n");
    const auto run = facility.run();
    ASSERT_EQ(run.notices.size(), 3U);
    EXPECT_TRUE(run.notices[0].starts_with("returns.csv: BBB was to hand back 50 doses"));
    EXPECT_TRUE(run.notices[1].starts_with("responses.csv: AAA answers decline to V2 in round 2"));
    EXPECT_TRUE(run.notices[2].starts_with("supply.csv: L9 (10 doses) is not part of this run"));
}

TEST(Severity, RanksByDeathsPerHeadInTheWindowOnly) {
    SmallFacility facility;
    facility.with("severity.csv",
                  "participant,date,deaths,cases\nAAA,2021-03-07,5,1\nBBB,2021-03-07,5,2\n"
                  "CCC,2021-03-07,9,900\nAAA,2021-01-31,500,\nBBB,2021-03-28,500,\n");
    facility.run();
    const auto ranks = Knowledge{facility.scenario()}.severity_ranks(*parse_date("2021-03-08"));
    std::string order;
    for (const auto& toll : ranks) order += facility.scenario().at(toll.participant).id + " ";
    EXPECT_EQ(order, "BBB AAA CCC ");
}

// Of 800 doses for a thousand people each and Gamma's two thousand.
TEST(Replay, DosesThatAreSaidToHaveArrivedCountOnceTheyAreBelievedEnough) {
    const auto awarded_to_alpha = [](const std::string& grade, const std::string& counts) {
        SmallFacility facility;
        facility.with("statements.csv",
                      "statement,said_on,source,source_kind,about,reliability,credibility,supply,"
                      "participant,product,event,doses\n"
                      "S1,2021-02-20,Utopia,donor,doses have arrived," +
                          grade + ",UTOPIA-GIFT,AAA,V2,delivered,400\n");
        facility.set("evidence.counts=\"" + counts + "\"");
        const auto run = facility.run();
        Doses doses;
        for (const Award& each : run.awards)
            if (each.round == 1 && facility.scenario().at(each.participant).id == "AAA")
                doses += each.doses;
        return doses;
    };
    SmallFacility without;
    Doses alone;
    for (const Award& each : without.run().awards)
        if (each.round == 1 && without.scenario().at(each.participant).id == "AAA")
            alone += each.doses;
    EXPECT_EQ(alone, Doses{200});
    EXPECT_EQ(awarded_to_alpha("A,1", "confirmed"), Doses{0});  // it has more than the others get
    EXPECT_EQ(awarded_to_alpha("D,4", "confirmed"), alone);
    EXPECT_EQ(awarded_to_alpha("D,4", "doubtful"), Doses{0});
}

// A total and its parts, and the same parcel with and without its name, are the same doses.
TEST(Knowledge, CountsDosesThatSeveralStatementsSpeakOfOnce) {
    const auto held = [](const std::string& rows) {
        SmallFacility facility;
        facility.with("statements.csv",
                      "statement,said_on,source,source_kind,about,reliability,credibility,"
                      "participant,event,supply,product,doses\n" +
                          rows);
        facility.run();
        return Knowledge{facility.scenario()}
            .elsewhere(ParticipantIndex{0}, *parse_date("2021-03-01"))
            .doses;
    };
    const std::string gift = "S1,2021-02-20,Utopia,donor,came,A,1,AAA,delivered,GIFT,V2,400\n";
    const std::string loan = "S2,2021-02-20,Arcadia,donor,came,A,1,AAA,delivered,LOAN,V2,300\n";
    EXPECT_EQ(held(gift), Doses{400});
    EXPECT_EQ(held(gift + loan), Doses{700}) << "two parcels";
    const std::string store = "S3,2021-02-21,Store,participant,came,A,1,AAA,delivered,,V2,400\n";
    EXPECT_EQ(held(gift + store), Doses{400}) << "the store does not name the parcel";
    const std::string all = "S4,2021-02-21,UN,agency,in all,A,1,AAA,delivered,,,";
    EXPECT_EQ(held(gift + loan + all + "900\n"), Doses{900}) << "300 and 400 are part of it";
}

TEST(Replay, UntilADayLeavesWhatHasNotHappenedYet) {
    SmallFacility facility;
    const auto run = facility.run({parse_date("2021-03-10"), {}, {}});
    EXPECT_EQ(run.totals.in_transit, Doses{800});
    EXPECT_TRUE(run.deliveries.empty());
    EXPECT_EQ(last_day(run).size(), 3U);
}

}  // namespace
}  // namespace aliquot
