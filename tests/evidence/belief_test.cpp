// What is believed of one event, and which voices make it so.
#include "aliquot/evidence/belief.hpp"

#include "evidence/said.hpp"
#include <gtest/gtest.h>

#include "aliquot/evidence/expected_supply.hpp"
#include "aliquot/evidence/timeline.hpp"

namespace {

using namespace aliquot;
using aliquot_test::day;
using aliquot_test::evidence;
using aliquot_test::said;

SupplyEvent event(SupplyEventKind kind) {
    return {"ALDER", "TWO", "", kind};
}

EventBelief delivered(const Evidence& all, const std::string& on = "2022-12-31") {
    return belief_on(StatementBook{all}, event(SupplyEventKind::delivered), day(on));
}

TEST(Belief, IsOpenBeforeAnyoneSpeaks) {
    const EventBelief none = delivered(evidence({}));
    EXPECT_DOUBLE_EQ(none.probability, 0.5);
    EXPECT_EQ(none.belief(), Belief::possible);
}

TEST(Belief, MultipliesTheOddsByTheTwoFactorsOfTheTable) {
    const auto of = [](const std::string& grade) {
        return delivered(evidence({said("A", "2021-04-08", "one", Said::delivered, grade)}));
    };
    EXPECT_DOUBLE_EQ(of("A3").probability, 24.0 / 25);
    EXPECT_DOUBLE_EQ(of("B2").probability, 13.5 / 14.5);
    EXPECT_DOUBLE_EQ(of("E3").probability, 0.5) << "an unreliable source tells nothing";
    EXPECT_EQ(of("A3").belief(), Belief::confirmed);
    EXPECT_EQ(of("B2").belief(), Belief::probable);
    EXPECT_EQ(of("C3").belief(), Belief::possible);
    EXPECT_EQ(of("E5").belief(), Belief::doubtful);
    const BeliefReason reason = of("B2").reasons.at(0);
    EXPECT_EQ(reason.words, "for: reliability B ×9, credibility 2 ×1.5") << "never one number";
}

TEST(Belief, SetsADenialAgainstAClaim) {
    const Evidence all = evidence({said("A", "2021-04-08", "press", Said::delivered, "D3"),
                                   said("B", "2021-04-09", "embassy", Said::denied, "B2"),
                                   said("C", "2021-08-05", "UNICEF", Said::denied, "A2")});
    EXPECT_EQ(delivered(all, "2021-04-08").belief(), Belief::possible);
    EXPECT_EQ(delivered(all, "2021-04-09").belief(), Belief::doubtful);
    EXPECT_EQ(delivered(all).belief(), Belief::refuted);
    EXPECT_EQ(delivered(all).voices_for, 1);
    EXPECT_EQ(delivered(all).voices_against, 2);
}

TEST(Belief, TakesADeliveryOfOneProductForOneOfAnyVaccine) {
    const Evidence all = evidence({said("A", "2021-04-08", "store", Said::delivered, "A2")});
    const EventBelief any = belief_on(
        StatementBook{all}, {"ALDER", "", "", SupplyEventKind::delivered}, day("2021-05-01"));
    EXPECT_EQ(any.belief(), Belief::confirmed);
    EXPECT_EQ(expected_supply_on(StatementBook{all}, "ALDER", day("2021-05-01")).size(), 1U)
        << "they are not expected twice";
}

TEST(Belief, TakesADenialOfTheOnlyProductClaimedForOneOfAnyVaccine) {
    const auto any = [](std::vector<Statement> statements) {
        const Evidence all = evidence(std::move(statements));
        return belief_on(StatementBook{all}, {"ALDER", "", "", SupplyEventKind::delivered},
                         day("2021-05-01"));
    };
    const Statement claim = said("A", "2021-04-08", "press", Said::delivered, "C3");
    const Statement denial = said("B", "2021-04-09", "embassy", Said::denied, "B3");
    EXPECT_DOUBLE_EQ(any({claim, denial}).probability, 0.25)
        << "any vaccine cannot be surer than the one that is claimed";
    Statement other = said("C", "2021-04-10", "radio", Said::delivered, "C3");
    other.product = "ONE";
    EXPECT_DOUBLE_EQ(any({claim, denial, other}).probability, 0.9)
        << "nobody denied the other product";
    EXPECT_TRUE(any({denial}).reasons.empty()) << "other products may have come";
}

TEST(Belief, SetsADenialOfAnotherTimeAside) {
    const Evidence all = evidence({said("A", "2021-04-08", "embassy", Said::denied, "A2"),
                                   said("B", "2021-07-08", "press", Said::delivered, "B3")});
    EXPECT_EQ(delivered(all, "2021-04-30").belief(), Belief::refuted);
    EXPECT_DOUBLE_EQ(delivered(all).probability, 0.9);
    EXPECT_EQ(delivered(all).reasons.at(0).words,
              "speaks of another time than that of the delivery");
}

TEST(Belief, CountsASourceOnceHoweverOftenItSpeaks) {
    const Statement once = said("A", "2021-04-08", "The Press", Said::delivered, "B3");
    const Statement twice = said("B", "2021-04-18", "the press", Said::delivered, "B3");
    const EventBelief one = delivered(evidence({once}));
    const EventBelief two = delivered(evidence({once, twice}));
    EXPECT_DOUBLE_EQ(one.probability, two.probability);
    EXPECT_EQ(two.reasons.at(0).weighing, Weighing::repeated);
    EXPECT_EQ(two.reasons.at(0).words, "the same source said so again, and is counted in B");
}

TEST(Belief, CountsTheLastWordOfASourceThatTurnsRound) {
    const EventBelief turned =
        delivered(evidence({said("A", "2021-04-08", "press", Said::delivered, "B3"),
                            said("B", "2021-04-18", "press", Said::denied, "B3")}));
    EXPECT_DOUBLE_EQ(turned.probability, 1.0 / 10);
    EXPECT_EQ(turned.reasons.at(0).words, "the same source said otherwise in B");
}

TEST(Belief, CountsAnEmbassyOnceHoweverManyPapersQuoteIt) {
    const Statement embassy = said("A", "2021-04-09", "embassy", Said::denied, "B2");
    Statement paper = said("B", "2021-04-10", "paper", Said::denied, "C3");
    Statement radio = said("C", "2021-04-11", "radio", Said::denied, "C3");
    const double alone = delivered(evidence({embassy})).probability;
    EXPECT_LT(delivered(evidence({embassy, paper, radio})).probability, alone);
    paper.rests_on = "A";
    radio.rests_on = "B";
    const EventBelief quoted = delivered(evidence({embassy, paper, radio}));
    EXPECT_DOUBLE_EQ(quoted.probability, alone);
    EXPECT_EQ(quoted.reasons.at(2).words, "repeats A, and is counted there");
    radio.event = Said::delivered;
    EXPECT_GT(delivered(evidence({embassy, paper, radio})).probability, alone)
        << "who says something else than what it rests on speaks for itself";
}

TEST(Belief, KeepsWhatWasTakenBackAndGivesItNoWeight) {
    Statement sorry = said("C", "2021-05-01", "press", std::nullopt);
    sorry.supersedes = "A";
    Statement copy = said("B", "2021-04-09", "radio", Said::delivered, "B2");
    copy.rests_on = "A";
    const Evidence all =
        evidence({said("A", "2021-04-08", "press", Said::delivered, "A2"), copy, sorry});
    EXPECT_EQ(delivered(all, "2021-04-30").belief(), Belief::confirmed);
    const EventBelief after = delivered(all, "2021-05-01");
    EXPECT_DOUBLE_EQ(after.probability, 0.5);
    ASSERT_EQ(after.reasons.size(), 2U);
    EXPECT_EQ(after.reasons[0].weighing, Weighing::taken_back);
    EXPECT_EQ(after.reasons[0].words, "taken back by C on 2021-05-01");
    EXPECT_EQ(after.reasons[1].words, "repeats A, which was taken back");
}

TEST(Belief, IsWhatANamedPersonJudgesAndKeepsWhatWasWorkedOut) {
    Evidence all = evidence({said("A", "2021-04-08", "press", Said::delivered, "D3")});
    all.judgements.push_back({event(SupplyEventKind::delivered), Belief::confirmed,
                              day("2021-05-01"), day("2021-05-31"), "M. Moreau", "saw them"});
    EXPECT_EQ(delivered(all, "2021-04-30").belief(), Belief::possible);
    EXPECT_EQ(delivered(all, "2021-05-31").belief(), Belief::confirmed);
    EXPECT_EQ(delivered(all, "2021-05-31").computed, Belief::possible);
    EXPECT_EQ(delivered(all, "2021-06-01").belief(), Belief::possible) << "it has an end";
}

TEST(Belief, TakesADelayAgainstARefusalThatWasClaimedBefore) {
    const auto declined = [](std::vector<Statement> statements) {
        const Evidence all = evidence(std::move(statements));
        return belief_on(StatementBook{all}, event(SupplyEventKind::declined), day("2022-01-01"));
    };
    const Statement before = said("A", "2021-05-20", "Gavi", Said::delayed, "A2");
    const Statement refusal = said("B", "2021-07-09", "institute", Said::declined, "C4");
    const Statement after = said("C", "2021-08-05", "UNICEF", Said::delayed, "A2");
    EXPECT_DOUBLE_EQ(declined({before, refusal}).probability, 2.0 / 3);
    EXPECT_EQ(declined({before, refusal, after}).belief(), Belief::doubtful);
}

std::vector<ExpectedSupply> expected(const Evidence& all, const std::string& on) {
    return expected_supply_on(StatementBook{all}, "ALDER", day(on));
}

Statement promise(const std::string& id, const std::string& on, const std::string& source,
                  std::int64_t doses, const std::string& grade) {
    Statement made = said(id, on, source, Said::allocated, grade);
    made.doses = Doses{doses};
    made.date_from = day("2021-04-01");
    made.date_to = day("2021-06-30");
    return made;
}

TEST(ExpectedSupply, IsARangeAndCountsOnlyWhatIsConfirmed) {
    Evidence all = evidence({promise("A", "2021-03-02", "press", 1'900'000, "B2")});
    auto rows = expected(all, "2021-03-03");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].belief, Belief::probable);
    EXPECT_FALSE(rows[0].counts);
    all.counts = Belief::probable;
    EXPECT_TRUE(expected(all, "2021-03-03")[0].counts) << "by the scenario's setting";
    all = evidence({promise("A", "2021-03-02", "press", 1'900'000, "B2"),
                    promise("B", "2021-03-04", "COVAX", 1'704'000, "A2")});
    rows = expected(all, "2021-03-04");
    EXPECT_TRUE(rows[0].counts);
    EXPECT_EQ(rows[0].least, Doses{1'704'000});
    EXPECT_EQ(rows[0].most, Doses{1'900'000});
}

TEST(ExpectedSupply, EndsWithARefusalAndBeginsAgainWithANewPromise) {
    const Statement refusal = said("B", "2021-05-01", "ministry", Said::declined, "A1");
    const Evidence all = evidence({promise("A", "2021-03-02", "COVAX", 100'000, "A2"), refusal,
                                   promise("C", "2021-05-20", "COVAX", 100'000, "A2")});
    EXPECT_EQ(expected(all, "2021-04-30")[0].belief, Belief::confirmed);
    const ExpectedSupply ended = expected(all, "2021-05-01")[0];
    EXPECT_EQ(ended.belief, Belief::refuted);
    EXPECT_EQ(ended.why, "declined: confirmed");
    EXPECT_EQ(expected(all, "2021-05-20")[0].belief, Belief::confirmed);
}

TEST(ExpectedSupply, IsDoubtfulOnceItsTimeHasPassed) {
    const Evidence all = evidence({promise("A", "2021-03-02", "COVAX", 100'000, "A2")});
    EXPECT_EQ(expected(all, "2021-06-30")[0].belief, Belief::confirmed);
    EXPECT_EQ(expected(all, "2021-07-01")[0].belief, Belief::doubtful);
    EXPECT_EQ(expected(all, "2021-07-01")[0].why, "overdue: its time passed on 2021-06-30");
}

TEST(ExpectedSupply, KeepsItsTimeWhenALaterPromiseNamesNone) {
    const Evidence all = evidence({promise("A", "2021-03-02", "COVAX", 100'000, "A2"),
                                   said("B", "2021-05-02", "press", Said::delayed, "B2"),
                                   said("C", "2021-08-01", "UNICEF", Said::delayed, "A2")});
    EXPECT_EQ(expected(all, "2021-05-02")[0].to, day("2021-06-30"));
    EXPECT_EQ(expected(all, "2021-07-01")[0].belief, Belief::doubtful) << "nobody renewed it";
    EXPECT_EQ(expected(all, "2021-08-01")[0].belief, Belief::confirmed) << "renewed, for no day";
    EXPECT_EQ(expected(all, "2021-08-01")[0].to, std::nullopt);
}

TEST(ExpectedSupply, IsNoLongerToComeOnceItArrived) {
    const Evidence all = evidence({promise("A", "2021-03-02", "COVAX", 100'000, "A2"),
                                   said("B", "2021-05-02", "UNICEF", Said::delivered, "A1")});
    const auto rows = expected(all, "2021-05-02");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_TRUE(rows[0].arrived);
}

TEST(ExpectedSupply, IsNotCancelledByAnotherGiver) {
    Statement offer = promise("A", "2021-03-02", "minister", 100'000, "A2");
    offer.supply = "AID";
    Statement cancelled = said("B", "2021-05-01", "COVAX", Said::cancelled, "A1");
    cancelled.product = "";
    EXPECT_EQ(expected(evidence({offer, cancelled}), "2021-05-01")[0].belief, Belief::confirmed);
    cancelled.source = "minister";
    EXPECT_EQ(expected(evidence({offer, cancelled}), "2021-05-01")[0].belief, Belief::refuted);
}

TEST(StatementTimeline, TellsFromEachDayOnWhichABeliefChanged) {
    const Evidence all = evidence({said("A", "2021-04-08", "press", Said::delivered, "D3"),
                                   said("B", "2021-04-09", "embassy", Said::denied, "B2"),
                                   said("C", "2021-05-01", "radio", Said::denied, "E3"),
                                   said("D", "2021-08-05", "UNICEF", Said::denied, "A2")});
    const StatementTimeline timeline = timeline_of(StatementBook{all}, "ALDER", day("2021-09-01"));
    ASSERT_EQ(timeline.events.size(), 1U);
    std::string changes;
    for (const EventBelief& each : timeline.events[0].changes)
        changes += format_date(each.on) + " " +
                   std::string{belief_names.at(static_cast<std::size_t>(each.belief()))} + "\n";
    EXPECT_EQ(changes, "2021-04-08 possible\n2021-04-09 doubtful\n2021-08-05 refuted\n");
    EXPECT_EQ(timeline.events[0].latest.reasons.size(), 4U);
    EXPECT_EQ(timeline.name, "Alder Island");
}

}  // namespace
