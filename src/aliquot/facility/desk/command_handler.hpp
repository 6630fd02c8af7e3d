// The one way in: a command of a person, decided against what is on the desk.
//
// Every entry, be it a command line, a service or a file, passes here and nowhere else. A command
// is refused with a typed reason, or it becomes events, which are applied in the same moment.
// Nothing here reads a clock or a file: the day is the caller's, the store is behind it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"
#include "aliquot/facility/desk/authority.hpp"
#include "aliquot/facility/desk/desk_state.hpp"
#include "aliquot/facility/outlook.hpp"

namespace aliquot {

// A command with who gives it and the day on which it happened.
struct Order {
    std::string who;
    Date happened;
    Command command;
};

// The text by which a proposal is approved, and its SHA-256.
struct Package {
    std::string text;
    std::string sha256;
};
// `proposed`: how a round's proposal was computed; null, where no rule of a round was asked.
using Packager = std::function<Package(const Scenario& scenario, const ProposalMade& made,
                                       const ProposedRound* proposed)>;

class CommandHandler {
public:
    // Requires: the desk outlives the handler.
    CommandHandler(DeskState& desk, Packager packager)
        : desk_{&desk}, packager_{std::move(packager)} {}

    // What happened. After a refusal the desk is as before; after an exception it must be built
    // anew from its events.
    Allowed<std::vector<Event>> run(const Order& order);

private:
    using Done = Allowed<void>;
    Done on(const command::AddPerson& command);
    Done on(const command::GrantRole& command);
    Done on(const command::RevokeRole& command);
    Done on(const command::RecordFinding& command);
    Done on(const command::PledgeSupply& command);
    Done on(const command::ConfirmSupply& command);
    Done on(const command::SlipSupply& command);
    Done on(const command::WithdrawSupply& command);
    Done on(const command::ExpireSupply& command);
    Done on(const command::StateReadiness& command);
    Done on(const command::OpenRound& command);
    Done on(const command::Propose& command);
    Done on(const command::ProposeOffer& command);
    Done on(const command::Reallocate& command);
    Done on(const command::Approve& command);
    Done on(const command::Reject& command);
    Done on(const command::IssueOffers& command);
    Done on(const command::CloseRound& command);
    Done on(const command::AnswerOffer& command);
    Done on(const command::LapseOffers& command);
    Done on(const command::PlanShipment& command);
    Done on(const command::DispatchShipment& command);
    Done on(const command::HoldShipment& command);
    Done on(const command::ReceiveShipment& command);
    Done on(const command::ReturnDoses& command);
    Done on(const command::RecordStock& command);

    // What is asked of every command before anything else: may this person, on this day, about
    // this? Refusals: those of authorise(), out_of_order, unknown_object.
    [[nodiscard]] Done may(const Order& order) const;
    // Whose doses or facts the command is about. Refusals: unknown_object.
    [[nodiscard]] Allowed<Concern> concern_of(const Command& command) const;
    [[nodiscard]] Allowed<Concern> concern_of_line(const std::string& id) const;
    [[nodiscard]] Allowed<Concern> concern_of_offer(int id) const;

    // Applies the event, and keeps it.
    Done happen(DoseEvent event) { return record(std::move(event)); }
    Done happen(PeopleEvent event) { return record(std::move(event)); }
    Done happen(WorldEvent event) { return record(std::move(event)); }
    Done happen(RoundEvent event) { return record(std::move(event)); }
    // Of several events, after everything that could speak against them was looked at.
    void happen_surely(DoseEvent event);
    Done record(Event event);

    // Whether the scope of a grant names somebody.
    [[nodiscard]] Done scope(const command::GrantRole& command) const;
    [[nodiscard]] Allowed<ParticipantIndex> participant(const std::string& id) const;
    [[nodiscard]] Allowed<ProductIndex> product(const std::string& id) const;
    [[nodiscard]] Allowed<SupplyIndex> line(const std::string& id) const;
    [[nodiscard]] Allowed<const Offer*> offer(int id) const;
    // Of an offer that exists.
    [[nodiscard]] Allowed<const FacilityState::Consignment*> shipment(int offer) const;
    [[nodiscard]] Allowed<const ProposalOnFile*> proposal(int id) const;
    [[nodiscard]] Done is_approved(const ProposalOnFile& proposal) const;
    [[nodiscard]] Done still_holds(const ProposalOnFile& proposal) const;
    Done file_proposal(ProposalMade made, const ProposedRound* proposed);
    [[nodiscard]] const Scenario& world() const { return desk_->world(); }

    DeskState* desk_;
    Packager packager_;
    const Order* order_ = nullptr;  // the one that is looked at
    std::vector<Event> events_;     // ... and what it led to so far
};

}  // namespace aliquot
