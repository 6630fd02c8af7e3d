// A facility's state is what its events add up to, and events that cannot have happened change
// nothing of it.
#include "aliquot/facility/state.hpp"

#include "replay/small_facility.hpp"

namespace aliquot {
namespace {

using testing::SmallFacility;

std::vector<std::tuple<Date, TransferState, std::int64_t, std::string>> moves(
    const std::vector<Transfer>& transfers) {
    std::vector<std::tuple<Date, TransferState, std::int64_t, std::string>> all;
    for (const Transfer& each : transfers)
        all.emplace_back(each.date, each.state, each.doses.value(), each.reason);
    return all;
}

void expect_same_when_told_again(const Scenario& scenario, const Replayed& lived) {
    FacilityState again{scenario};
    for (const DoseEvent& event : lived.events) ASSERT_TRUE(again.apply(event).has_value());
    again.ledger().audit();
    EXPECT_EQ(moves(again.ledger().transfers()), moves(lived.run.transfers));
    ASSERT_EQ(again.offers().size(), lived.run.offers.size());
    for (std::size_t k = 0; k < again.offers().size(); ++k) {
        EXPECT_EQ(again.offers()[k].state, lived.run.offers[k].state);
        EXPECT_EQ(again.offers()[k].accepted, lived.run.offers[k].accepted);
        EXPECT_EQ(again.offers()[k].answered, lived.run.offers[k].answered);
    }
    EXPECT_EQ(again.deliveries().size(), lived.run.deliveries.size());
    EXPECT_EQ(again.reallocations().size(), lived.run.reallocations.size());
    EXPECT_EQ(again.returned(), lived.run.totals.returned);
}

TEST(FacilityState, IsWhatTheEventsOfAWholeYearAddUpTo) {
    for (const char* name : {"covax-2021", "dprk-2021", "covax-round-1"}) {
        SCOPED_TRACE(name);
        const auto scenario = read_scenario(embedded_scenario(name).value());
        ASSERT_TRUE(scenario.has_value());
        const auto lived = replay(*scenario);
        ASSERT_TRUE(lived.has_value());
        ASSERT_FALSE(lived->events.empty());
        expect_same_when_told_again(*scenario, *lived);
    }
}

// Every event of a year told a second time right after the first is refused, or changes nothing
// but what is known: a slip to the same day, a round decided.
TEST(FacilityState, RefusesWhatHasHappenedAlready) {
    SmallFacility facility;
    facility
        .with("supply.csv",
              "supply,product,doses,available,expires\nL1,V2,800,2021-03-05,2021-09-30\n"
              "L2,V1,400,2021-03-05,2021-03-12\n")
        .with("responses.csv",
              "participant,round,product,answer,doses,answered,reason,wish\n"
              "AAA,1,V2,partial,40,2021-03-04,,\nBBB,1,V2,decline,,2021-03-05,,\n");
    facility.run();
    FacilityState state{facility.scenario()};
    std::size_t refused = 0;
    for (const DoseEvent& event : facility.last().events) {
        ASSERT_TRUE(state.apply(event).has_value());
        const auto before = moves(state.ledger().transfers());
        const auto again = state.apply(event);
        const bool moves_nothing = std::holds_alternative<RoundDecided>(event) ||
                                   std::holds_alternative<SupplySlipped>(event);
        EXPECT_EQ(again.has_value(), moves_nothing) << event.index();
        if (again) continue;
        ++refused;
        EXPECT_EQ(again.error().code, ErrorCode::conflict);
        EXPECT_FALSE(again.error().where.empty());
        EXPECT_EQ(moves(state.ledger().transfers()), before);
    }
    EXPECT_GT(refused, 10U);
    state.ledger().audit();
}

TEST(FacilityState, RefusesOffersOfDosesThatAreNotThere) {
    SmallFacility facility;
    facility.run();
    FacilityState state{facility.scenario()};
    const Date day = facility.scenario().settings.start;
    const OfferMade offer{day,
                          1,
                          1,
                          ParticipantIndex{0},
                          SupplyIndex{0},
                          Doses{10},
                          day + Days{14},
                          AwardSource::round};
    EXPECT_FALSE(state.apply(offer).has_value());
    ASSERT_TRUE(
        state.apply(SupplyConfirmed{day, SupplyIndex{0}, Doses{800}, Doses{0}}).has_value());
    EXPECT_FALSE(state.apply(OfferAnswered{day, 1, OfferState::accepted, Doses{10}, "", ""}));
    ASSERT_TRUE(state.apply(offer).has_value());
    EXPECT_FALSE(state.apply(OfferAnswered{day, 1, OfferState::accepted, Doses{20}, "", ""}));
    EXPECT_FALSE(state.apply(OfferAnswered{day, 1, OfferState::offered, Doses{0}, "", ""}));
    EXPECT_FALSE(state.apply(DosesDispatched{day, 1, day}));
    ASSERT_TRUE(state.apply(OfferAnswered{day, 1, OfferState::accepted, Doses{10}, "", ""}));
    EXPECT_FALSE(state.apply(DosesReceived{day, 1, Doses{10}, ""}));
    ASSERT_TRUE(state.apply(DosesDispatched{day, 1, day}));
    EXPECT_FALSE(state.apply(DosesDispatched{day, 1, day}));
    ASSERT_TRUE(state.apply(DosesReceived{day, 1, Doses{10}, ""}));
    EXPECT_FALSE(state.apply(DosesReturned{day, ParticipantIndex{0}, SupplyIndex{0}, Doses{11}}));
    EXPECT_EQ(state.ledger().balance(AccountKind::custody), Doses{10});
}

}  // namespace
}  // namespace aliquot
