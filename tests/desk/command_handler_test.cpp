// A facility run by people: the whole way of doses, and everything that is refused on it.
#include "desk/small_desk.hpp"

namespace aliquot {
namespace {

using testing::on;
using testing::SmallDesk;

TEST(CommandHandler, DosesGoFromPledgeToArm) {
    SmallDesk facility;
    EXPECT_EQ(
        facility.give("dora",
                      command::PledgeSupply{
                          "GIFT", "V1", Doses{90}, on(3, 1), {}, "donation", "Utopia", {"AAA"}}),
        "");
    EXPECT_EQ(facility.give("dora", command::ConfirmSupply{"GIFT", Doses{60}}), "");
    EXPECT_EQ(facility.give("dora", command::WithdrawSupply{"GIFT", Doses{20}, "needed at home"}),
              "");
    EXPECT_EQ(facility.held(AccountKind::pool), 40);
    facility.offer_round();
    EXPECT_EQ(facility.held(AccountKind::pool), 0);
    EXPECT_EQ(facility.held(AccountKind::offered), 840);
    const int offer = facility.offer_to("BBB");
    EXPECT_EQ(
        facility.give("kay", command::AnswerOffer{offer, Answer::accept, {}, "", ""}, on(3, 4)),
        "");
    const Doses accepted = facility.desk().doses().consignments().front().doses;
    EXPECT_EQ(facility.give("lin", command::PlanShipment{offer, on(3, 6), on(3, 9)}, on(3, 5)), "");
    EXPECT_EQ(facility.give("lin", command::HoldShipment{offer, "flight cancelled"}, on(3, 6)), "");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}, on(3, 6)), "not_ready");
    EXPECT_EQ(facility.said(), "the shipment is held: flight cancelled");
    EXPECT_EQ(facility.give("lin", command::PlanShipment{offer, on(3, 8), on(3, 11)}, on(3, 7)),
              "");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}, on(3, 8)), "");
    EXPECT_EQ(facility.held(AccountKind::transit), accepted.value());
    EXPECT_EQ(
        facility.give("lin", command::ReceiveShipment{offer, accepted - Doses{10}, "a box thawed"},
                      on(3, 11)),
        "");
    EXPECT_EQ(facility.held(AccountKind::lost), 10);
    EXPECT_EQ(facility.give("kay", command::RecordStock{"BBB", "L1", Doses{30}, StockUse::used, ""},
                            on(4, 1)),
              "");
    EXPECT_EQ(
        facility.give(
            "kay", command::RecordStock{"BBB", "L1", Doses{4}, StockUse::destroyed, "a vial broke"},
            on(4, 2)),
        "");
    EXPECT_EQ(facility.give("kay", command::ReturnDoses{"BBB", "L1", Doses{6}}, on(4, 3)), "");
    EXPECT_EQ(facility.held(AccountKind::used), 30);
    EXPECT_EQ(facility.held(AccountKind::destroyed), 4);
    EXPECT_EQ(facility.held(AccountKind::pool), 6);
    EXPECT_EQ(facility.held(AccountKind::custody), accepted.value() - 10 - 30 - 4 - 6);
    facility.desk().doses().ledger().audit();
}

TEST(CommandHandler, WhatSomebodyDoesNotTakeIsProposedToTheMostSeverelyAffected) {
    SmallDesk facility;
    facility.offer_round();
    const int declined = facility.offer_to("AAA");
    EXPECT_EQ(facility.give("ada", command::Reallocate{declined}), "wrong_state");
    EXPECT_EQ(
        facility.give("kim",
                      command::AnswerOffer{
                          declined, Answer::decline, {}, "no cold boxes", "to the hardest hit"},
                      on(3, 3)),
        "");
    const int accepted = facility.offer_to("BBB");
    EXPECT_EQ(
        facility.give("kay", command::AnswerOffer{accepted, Answer::accept, {}, "", ""}, on(3, 4)),
        "");
    EXPECT_EQ(facility.give("ada", command::Reallocate{accepted}, on(3, 4)), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::Reallocate{declined}, on(3, 4)), "");
    EXPECT_EQ(facility.give("ada", command::Reallocate{declined}, on(3, 4)), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}, on(3, 4)), "not_approved");
    EXPECT_EQ(facility.give("bea", command::Approve{2, facility.hash(2)}, on(3, 4)), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}, on(3, 5)), "");
    const auto& moved = facility.desk().doses().reallocations();
    ASSERT_FALSE(moved.empty());
    EXPECT_EQ(moved.front().wish, "to the hardest hit");
    EXPECT_EQ(moved.front().reason, "declined: no cold boxes");
    Doses sum;
    for (const Reallocation& each : moved) {
        sum += each.doses;
        EXPECT_NE(facility.desk().world().at(each.to).id, "AAA");
    }
    EXPECT_EQ(sum, Doses{200});
}

TEST(CommandHandler, AnOfferThatNoRuleMakesIsProposedWithItsReasonAndApprovedLikeAnyOther) {
    SmallDesk facility;
    const auto offer = [](Doses doses, const char* reason) {
        return command::ProposeOffer{"CCC", "L1", doses, reason};
    };
    EXPECT_EQ(facility.give("ada", offer(Doses{50}, "promised in May")), "wrong_state");
    EXPECT_EQ(facility.give("moe", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ben", offer(Doses{50}, "promised in May")), "no_role");
    EXPECT_EQ(facility.give("ada", offer(Doses{50}, "")), "wrong_value");
    EXPECT_EQ(facility.give("ada", offer(Doses{801}, "promised in May")), "not_enough_doses");
    // On the last days of the line nobody would be offered it by a rule.
    EXPECT_EQ(facility.give("ada", offer(Doses{50}, "promised in May"), on(9, 20)), "");
    const std::string& package = facility.desk().rounds().proposal(1)->made.package;
    EXPECT_NE(package.find("shelf_life_short"), std::string::npos) << package;
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}, on(9, 20)), "not_approved");
    EXPECT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}, on(9, 20)), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}, on(9, 20)), "");
    const Offer& made = facility.desk().doses().offers().front();
    EXPECT_EQ(made.source, AwardSource::exceptional);
    EXPECT_EQ(made.doses, Doses{50});
    // The round itself is still to be decided.
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}, on(9, 20)), "");
}

TEST(CommandHandler, ASecondPersonApprovesExactlyWhatWasComputed) {
    SmallDesk facility;
    EXPECT_EQ(facility.give("ada", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::Propose{1, "proportionate"}), "unknown_object");
    EXPECT_EQ(facility.give("ada", command::Propose{1, "proportional"}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    EXPECT_EQ(facility.give("ben", command::Approve{2, facility.hash(1)}), "changed_since");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}), "not_approved");
    EXPECT_EQ(facility.give("ben", command::Reject{1, ""}), "wrong_value");
    EXPECT_EQ(facility.give("ben", command::Reject{1, "leaves out what people have"}), "");
    EXPECT_EQ(facility.give("bea", command::Approve{1, facility.hash(1)}), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}), "not_approved");
    EXPECT_EQ(facility.give("ben", command::Approve{2, facility.hash(2)}), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}, on(3, 9)), "not_approved");
    EXPECT_EQ(facility.hint(), "an approval holds for 7 days");
    EXPECT_EQ(facility.give("ben", command::Approve{2, facility.hash(2)}, on(3, 9)), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}, on(3, 9)), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{2}, on(3, 9)), "wrong_state");
    EXPECT_EQ(facility.give("bea", command::Reject{2, "too late"}, on(3, 9)), "wrong_state");
}

TEST(CommandHandler, ARejectionOutweighsAnApproval) {
    SmallDesk facility;
    EXPECT_EQ(facility.give("moe", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    EXPECT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}), "");
    EXPECT_EQ(facility.give("bea", command::Reject{1, "the figures are of last year"}), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}), "not_approved");
    EXPECT_EQ(facility.said(), "bea rejected it: the figures are of last year");
    EXPECT_EQ(facility.held(AccountKind::offered), 0);
}

TEST(CommandHandler, NobodyApprovesTheirOwnProposalOrFactsOfTheirs) {
    SmallDesk facility;
    for (const char* person : {"ada", "lin"})
        EXPECT_EQ(facility.give("mara", command::GrantRole{person, Role::reviewer, "", {}, ""}),
                  "");
    EXPECT_EQ(facility.give("mara", command::GrantRole{"lin", Role::analyst, "", {}, ""}), "");
    EXPECT_EQ(facility.give("lin", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    EXPECT_EQ(facility.give("ada", command::Approve{1, facility.hash(1)}), "same_person");
    EXPECT_EQ(facility.give("ada", command::Reject{1, "on second thought"}), "same_person");
    EXPECT_EQ(facility.give("lin", command::Approve{1, facility.hash(1)}), "same_person");
    EXPECT_EQ(facility.said(),
              "stated facts that this proposal was computed from, and may not approve it");
    EXPECT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}), "");
}

TEST(CommandHandler, AProposalIsVoidWhenWhatItRestsOnHasChanged) {
    SmallDesk facility;
    EXPECT_EQ(facility.give("moe", command::ConfirmSupply{"L1", {}}), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}), "");
    EXPECT_EQ(facility.give("ada", command::Propose{1, ""}), "");
    EXPECT_EQ(facility.give("ben", command::Approve{1, facility.hash(1)}), "");
    EXPECT_EQ(facility.give("moe", command::WithdrawSupply{"L1", Doses{10}, "a batch failed"}), "");
    EXPECT_EQ(facility.give("ada", command::IssueOffers{1}), "changed_since");
    EXPECT_EQ(facility.said(), "790 doses of L1 are free, 800 were proposed");
    EXPECT_EQ(facility.held(AccountKind::offered), 0);
}

TEST(CommandHandler, AnswersComeFromTheirOwnerInTime) {
    SmallDesk facility;
    facility.offer_round();
    const int offer = facility.offer_to("AAA");
    const auto answer = [&](Answer as, std::optional<Doses> doses = {}) {
        return command::AnswerOffer{offer, as, doses, "", ""};
    };
    EXPECT_EQ(facility.give("kay", answer(Answer::accept)), "not_theirs");
    EXPECT_EQ(facility.give("ada", answer(Answer::accept)), "no_role");
    EXPECT_EQ(facility.give("kim", answer(Answer::silent)), "wrong_value");
    EXPECT_EQ(facility.give("kim", answer(Answer::partial)), "wrong_value");
    EXPECT_EQ(facility.give("kim", answer(Answer::partial, Doses{200})), "wrong_value");
    EXPECT_EQ(facility.give("kim", answer(Answer::accept, Doses{5})), "wrong_value");
    EXPECT_EQ(facility.give("kim", answer(Answer::accept), on(3, 16)), "wrong_state");
    EXPECT_EQ(facility.give("kim", command::AnswerOffer{99, Answer::accept, {}, "", ""}),
              "unknown_object");
    EXPECT_EQ(facility.give("kim", answer(Answer::partial, Doses{50}), on(3, 15)), "");
    EXPECT_EQ(facility.give("kim", answer(Answer::accept), on(3, 15)), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::LapseOffers{}, on(3, 15)), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::LapseOffers{}, on(3, 16)), "");
    for (const Offer& each : facility.desk().doses().offers())
        EXPECT_EQ(each.state, each.id == offer ? OfferState::partly_accepted : OfferState::lapsed);
}

TEST(CommandHandler, ShipmentsWaitForReadinessAndAreAccountedFor) {
    SmallDesk facility;
    facility.offer_round();
    const int offer = facility.offer_to("CCC");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}), "wrong_state");
    EXPECT_EQ(facility.give("kay", command::AnswerOffer{offer, Answer::accept, {}, "", ""}), "");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}), "not_ready");
    EXPECT_EQ(facility.said(), "0 of 1 readiness steps done; missing: permit");
    EXPECT_EQ(facility.give("kim", command::StateReadiness{"CCC", "permit", {}, ""}), "not_theirs");
    EXPECT_EQ(facility.give("lin", command::PlanShipment{offer, on(3, 1), on(3, 5)}, on(3, 2)),
              "wrong_value");
    EXPECT_EQ(facility.give("kay", command::StateReadiness{"CCC", "permit", {}, ""}, on(3, 2)), "");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}, on(3, 2)), "");
    EXPECT_EQ(facility.give("lin", command::DispatchShipment{offer, {}}, on(3, 2)), "wrong_state");
    EXPECT_EQ(facility.give("lin", command::PlanShipment{offer, on(3, 4), on(3, 5)}, on(3, 2)),
              "wrong_state");
    const int open = facility.offer_to("AAA");
    EXPECT_EQ(facility.give("lin", command::HoldShipment{open, "fog"}, on(3, 2)), "wrong_state");
    EXPECT_EQ(facility.give("lin", command::PlanShipment{open, on(3, 4), on(3, 5)}, on(3, 2)),
              "wrong_state");
    for (const int none : {0, 99}) {
        EXPECT_EQ(facility.give("lin", command::HoldShipment{none, "fog"}, on(3, 2)),
                  "unknown_object");
        EXPECT_EQ(facility.give("lin", command::PlanShipment{none, on(3, 4), on(3, 5)}, on(3, 2)),
                  "unknown_object");
        EXPECT_EQ(facility.give("lin", command::DispatchShipment{none, {}}, on(3, 2)),
                  "unknown_object");
    }
    EXPECT_EQ(facility.give("lin", command::ReturnDoses{"CCD", "L1", Doses{1}}, on(3, 2)),
              "unknown_object");
    EXPECT_EQ(facility.give("kay", command::ReceiveShipment{offer, Doses{500}, ""}, on(3, 9)),
              "wrong_value");
    EXPECT_EQ(facility.give("kay", command::ReceiveShipment{offer, Doses{390}, ""}, on(3, 9)),
              "wrong_value");
    EXPECT_EQ(facility.give("kay", command::ReceiveShipment{offer, {}, ""}, on(3, 9)), "");
    EXPECT_EQ(
        facility.give("kay", command::RecordStock{"CCC", "L1", Doses{1}, StockUse::lost, "stolen"},
                      on(3, 10)),
        "same_person");
    EXPECT_EQ(
        facility.give("kay", command::RecordStock{"CCC", "L1", Doses{401}, StockUse::used, ""},
                      on(3, 10)),
        "not_enough_doses");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}, on(3, 8)), "out_of_order");
    EXPECT_EQ(facility.said(), "something happened on 2021-03-09 already");
    EXPECT_EQ(facility.give("ada", command::ExpireSupply{}, on(9, 30)), "wrong_state");
    EXPECT_EQ(facility.give("ada", command::ExpireSupply{}, on(10, 1)), "");
    EXPECT_EQ(facility.held(AccountKind::custody), 400);
    EXPECT_EQ(facility.held(AccountKind::expired), 400);
}

TEST(CommandHandler, PeopleAreManagedByAdministratorsWhoMoveNoDoses) {
    SmallDesk facility;
    EXPECT_EQ(facility.give("mara", command::ConfirmSupply{"L1", {}}), "administrator");
    EXPECT_EQ(facility.give("nobody", command::OpenRound{}), "unknown_person");
    EXPECT_EQ(facility.give("mara", command::AddPerson{"eve!", ""}), "wrong_value");
    EXPECT_EQ(facility.give("mara", command::AddPerson{"ada", ""}), "wrong_state");
    EXPECT_EQ(facility.give("mara", command::AddPerson{"eve", "Eve"}), "");
    const auto grant = [](const char* person, Role role, const char* scope,
                          std::optional<Date> until = {}, const char* reason = "") {
        return command::GrantRole{person, role, scope, until, reason};
    };
    EXPECT_EQ(facility.give("mara", grant("mara", Role::analyst, "")), "same_person");
    EXPECT_EQ(facility.give("mara", grant("eva", Role::analyst, "")), "unknown_object");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::analyst, "AAA")), "wrong_value");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::participant_officer, "")), "wrong_value");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::participant_officer, "AAB")),
              "unknown_object");
    EXPECT_EQ(facility.hint(), "did you mean \"AAA\"?");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::break_glass, "", on(3, 4))), "wrong_value");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::break_glass, "", on(3, 5), "flood")),
              "wrong_value");
    EXPECT_EQ(facility.give("mara", grant("eve", Role::break_glass, "", on(3, 4), "flood")), "");
    EXPECT_EQ(facility.give("eve", command::StateReadiness{"CCD", "permit", {}, ""}),
              "unknown_object");
    EXPECT_EQ(facility.give("eve", command::SlipSupply{"L1", on(4, 1)}, on(3, 4)), "");
    EXPECT_EQ(facility.give("eve", command::SlipSupply{"L1", on(4, 1)}, on(3, 5)), "no_role");
    EXPECT_EQ(facility.hint(), "its role holds from 2021-03-01 until 2021-03-04");
    EXPECT_EQ(facility.give("mara", command::RevokeRole{"ada", Role::reviewer, ""}, on(3, 5)),
              "wrong_state");
    EXPECT_EQ(facility.give("mara", command::RevokeRole{"ada", Role::analyst, ""}, on(3, 5)), "");
    EXPECT_EQ(facility.give("ada", command::OpenRound{}, on(3, 5)), "no_role");
    EXPECT_EQ(
        facility.give("noor", command::RecordFinding{"round 1", "opened a day late"}, on(3, 5)),
        "");
    EXPECT_EQ(facility.desk().staff().findings().size(), 1U);
}

// The events of a story, told to a new desk, give the same desk.
TEST(CommandHandler, WhatHappenedToldAgainIsTheSameDesk) {
    SmallDesk facility;
    facility.offer_round();
    EXPECT_EQ(facility.give("kim",
                            command::AnswerOffer{
                                facility.offer_to("AAA"), Answer::defer, {}, "elections", ""}),
              "");
    SmallDesk again;
    for (const auto& [event, who] : facility.history())
        ASSERT_TRUE(again.desk().apply(event, who).has_value());
    EXPECT_EQ(again.desk().doses().ledger().balances(),
              facility.desk().doses().ledger().balances());
    EXPECT_EQ(again.hash(1), facility.hash(1));
    EXPECT_EQ(again.give("ben", command::Reject{1, "late"}), "wrong_state");
}

}  // namespace
}  // namespace aliquot
