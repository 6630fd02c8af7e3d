// A log that was tampered with may tell anything: what cannot have happened is not taken over, and
// changes nothing.
#include "desk/small_desk.hpp"

namespace aliquot {
namespace {

using testing::on;
using testing::SmallDesk;

constexpr ParticipantIndex aaa{0};
constexpr ParticipantIndex bbb{1};
constexpr SupplyIndex l1{0};

// Offers of round 1 are out; BBB's is accepted and sent, AAA's is open; the round is still open.
void get_going(SmallDesk& facility) {
    facility.offer_round();
    const int offer = facility.offer_to("BBB");
    ASSERT_EQ(facility.give("kay", command::AnswerOffer{offer, Answer::accept, {}, "", ""}), "");
    ASSERT_EQ(facility.give("lin", command::DispatchShipment{offer, on(3, 8)}), "");
}

class ImpossibleEvents : public ::testing::Test {
protected:
    ImpossibleEvents() { get_going(facility); }

    // What is said of the event; empty: it was taken over.
    std::string told(const Event& event) {
        const auto before = facility.desk().doses().ledger().balances();
        const auto done = facility.desk().apply(event, "eve");
        if (done) return "";
        EXPECT_EQ(facility.desk().doses().ledger().balances(), before);
        return done.error().what;
    }
    template <class Fact>
    std::string told(const Fact& fact) {
        if constexpr (std::is_constructible_v<DoseEvent, Fact>)
            return told(Event{std::in_place_type<DoseEvent>, fact});
        else if constexpr (std::is_constructible_v<RoundEvent, Fact>)
            return told(Event{std::in_place_type<RoundEvent>, fact});
        else
            return told(Event{std::in_place_type<PeopleEvent>, fact});
    }

    SmallDesk facility;
    const Date day = on(3, 2);
};

TEST_F(ImpossibleEvents, OfDosesThatAreNotThere) {
    EXPECT_EQ(told(SupplyConfirmed{day, l1, Doses{800}, {}}),
              "this supply line is confirmed already");
    EXPECT_EQ(told(OfferMade{day, 9, 1, aaa, l1, Doses{1}, day, {}}),
              "offers are numbered in order of issue");
    EXPECT_NE(told(OfferMade{day, 4, 1, aaa, l1, Doses{1}, day, {}}), "");
    EXPECT_NE(told(SupplyWithdrawn{day, l1, Doses{1}, ""}), "");
    EXPECT_NE(told(DosesReturned{day, bbb, l1, Doses{1}}), "");
    EXPECT_NE(told(StockLeft{day, bbb, l1, Doses{1}, StockUse::used, ""}), "");
    EXPECT_EQ(told(SupplyExpired{day, l1}), "");
    EXPECT_EQ(told(SupplyExpired{day, l1}), "this supply line has expired already");
    SmallDesk fresh;
    EXPECT_EQ(fresh.desk()
                  .apply(Event{DoseEvent{SupplyConfirmed{day, l1, Doses{5}, Doses{6}}}}, "eve")
                  .error()
                  .what,
              "more doses are set aside than are confirmed");
}

TEST_F(ImpossibleEvents, OfOffersAndShipmentsThatDoNotExistOrAreDone) {
    const auto answered = [&](int offer, OfferState state, std::int64_t doses) {
        return OfferAnswered{day, offer, state, Doses{doses}, "", ""};
    };
    EXPECT_EQ(told(answered(0, OfferState::declined, 0)), "there is no such offer");
    EXPECT_EQ(told(answered(4, OfferState::declined, 0)), "there is no such offer");
    const int sent = facility.desk().doses().consignments().front().offer;
    const int open = facility.offer_to("AAA");
    EXPECT_EQ(told(answered(sent, OfferState::declined, 0)), "this offer is answered already");
    EXPECT_EQ(told(answered(open, OfferState::offered, 0)),
              "an answer cannot leave the offer open");
    EXPECT_NE(told(answered(open, OfferState::accepted, 5000)), "");
    EXPECT_NE(told(answered(open, OfferState::accepted, 5)), "");           // that is a part
    EXPECT_NE(told(answered(open, OfferState::partly_accepted, 200)), "");  // that is all
    EXPECT_NE(told(answered(open, OfferState::declined, 5)), "");
    EXPECT_EQ(told(DosesReallocated{day, 7, aaa, "", "", 1}), "there is no such offer");
    EXPECT_EQ(told(DosesReallocated{day, open, aaa, "", "", 1}), "");
    EXPECT_EQ(told(DosesReallocated{day, open, aaa, "", "", 1}),
              "it is known already where the doses of this offer came from");
    const std::string nothing = "nothing of this offer is waiting to leave or on its way";
    EXPECT_EQ(told(DosesDispatched{day, open, day}), nothing);
    EXPECT_EQ(told(ShipmentPlanned{day, open, day, day}), nothing);
    EXPECT_EQ(told(ShipmentHeld{day, open, "fog"}), nothing);
    EXPECT_EQ(told(DosesReceived{day, open, Doses{1}, ""}), nothing);
    EXPECT_EQ(told(DosesDispatched{day, sent, day}), "these doses have left already");
    EXPECT_EQ(told(ShipmentPlanned{day, sent, day, day}), "these doses have left already");
    EXPECT_EQ(told(DosesReceived{day, sent, Doses{5000}, ""}),
              "5,000 doses are said to have arrived, 200 were sent");
    ASSERT_EQ(facility.give("kim", command::AnswerOffer{open, Answer::accept, {}, "", ""}, day),
              "");
    EXPECT_EQ(told(DosesReceived{day, open, Doses{1}, ""}), "these doses have not left");
}

TEST_F(ImpossibleEvents, OfRoundsAndProposals) {
    EXPECT_EQ(told(RoundOpened{day, 2, "eve"}), "a round is open already");
    EXPECT_EQ(told(RoundClosed{day, 2}), "this round is not open");
    ProposalMade made;
    made.date = day;
    made.proposal = 7;
    made.round = 1;
    EXPECT_EQ(told(made), "proposals are numbered in order");
    for (const int none : {0, 2}) {
        EXPECT_EQ(told(ProposalApproved{day, none, "eve", ""}), "there is no such proposal");
        EXPECT_EQ(told(ProposalRejected{day, none, "eve", ""}), "there is no such proposal");
        EXPECT_EQ(told(ProposalOffered{day, none}), "there is no such proposal");
    }
    EXPECT_EQ(told(ProposalApproved{day, 1, "eve", "f00d"}), "the approval names another package");
    EXPECT_EQ(told(ProposalOffered{day, 1}), "its offers were made already");
    EXPECT_EQ(told(RoundClosed{day, 1}), "");
    EXPECT_EQ(told(RoundClosed{day, 1}), "this round is not open");
    EXPECT_EQ(told(RoundOpened{day, 1, "eve"}), "rounds are numbered upwards");
}

TEST_F(ImpossibleEvents, OfPeopleFactsAndDays) {
    EXPECT_EQ(told(PersonAdded{day, "ada", "Ada"}), "there is a person of this id already");
    EXPECT_EQ(told(RoleGranted{{"eve", Role::analyst, "", "mara", day, {}, ""}}),
              "nobody has this id");
    EXPECT_EQ(told(RoleRevoked{day, "ada", Role::reviewer, ""}), "the role reviewer is not held");
    EXPECT_EQ(told(RoundClosed{on(2, 28), 1}),
              "happened on 2021-02-28, after something of 2021-03-01");
    SupplyPledged pledged;
    pledged.date = day;
    pledged.line.id = "L1";
    EXPECT_EQ(told(Event{WorldEvent{pledged}}), "there is a supply line of this id already");
    // More than anybody could ever mean, at once or in sum.
    constexpr std::int64_t most = 1'000'000'000'000'000;
    pledged.line.id = "L2";
    pledged.line.doses = Doses{most + 1};
    EXPECT_NE(told(Event{WorldEvent{pledged}}), "");
    pledged.line.doses = Doses{most};
    EXPECT_NE(told(Event{WorldEvent{pledged}}), "");
    pledged.line.doses = Doses{most - 800};
    EXPECT_EQ(told(Event{WorldEvent{pledged}}), "");
}

}  // namespace
}  // namespace aliquot
