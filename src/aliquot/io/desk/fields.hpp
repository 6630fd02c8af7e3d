// The members of every event and command, named once, for writing and for reading.
//
// Each function shows the members of one kind of record to a visitor, by the names that stand in
// the log. A member that is added later must be one that may be absent: old logs are read for ever.
#pragma once

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/office_event.hpp"

namespace aliquot::desk {

// The same function serves a constant record, which is written, and one that is being read.
template <class T, class Record>
concept Is = std::same_as<std::remove_const_t<T>, Record>;

// Doses.
void fields(auto& show, Is<SupplyConfirmed> auto& event) {
    show("date", event.date), show("supply", event.supply), show("doses", event.doses);
    show("buffer", event.buffer);
}
void fields(auto& show, Is<SupplySlipped> auto& event) {
    show("date", event.date), show("supply", event.supply), show("available", event.available);
}
void fields(auto& show, Is<SupplyExpired> auto& event) {
    show("date", event.date), show("supply", event.supply);
}
void fields(auto& show, Is<SupplyWithdrawn> auto& event) {
    show("date", event.date), show("supply", event.supply), show("doses", event.doses);
    show("reason", event.reason);
}
void fields(auto& show, Is<RoundDecided> auto& event) {
    show("date", event.date), show("round", event.round), show("rule", event.rule);
}
void fields(auto& show, Is<OfferMade> auto& event) {
    show("date", event.date), show("offer", event.offer), show("round", event.round);
    show("participant", event.participant), show("supply", event.supply);
    show("doses", event.doses), show("deadline", event.deadline);
    show("source", event.source, award_source_names);
}
void fields(auto& show, Is<OfferAnswered> auto& event) {
    show("date", event.date), show("offer", event.offer);
    show("state", event.state, offer_state_names), show("accepted", event.accepted);
    show("reason", event.reason), show("wish", event.wish);
}
void fields(auto& show, Is<DosesReallocated> auto& event) {
    show("date", event.date), show("offer", event.offer), show("from", event.from);
    show("reason", event.reason), show("wish", event.wish);
    show("severity_rank", event.severity_rank);
}
void fields(auto& show, Is<DosesReturned> auto& event) {
    show("date", event.date), show("participant", event.participant);
    show("supply", event.supply), show("doses", event.doses);
}
void fields(auto& show, Is<ShipmentPlanned> auto& event) {
    show("date", event.date), show("offer", event.offer), show("leaves", event.leaves);
    show("arrives", event.arrives);
}
void fields(auto& show, Is<ShipmentHeld> auto& event) {
    show("date", event.date), show("offer", event.offer), show("reason", event.reason);
}
void fields(auto& show, Is<DosesDispatched> auto& event) {
    show("date", event.date), show("offer", event.offer), show("arrives", event.arrives);
}
void fields(auto& show, Is<DosesReceived> auto& event) {
    show("date", event.date), show("offer", event.offer), show("received", event.received);
    show("reason", event.reason);
}
void fields(auto& show, Is<StockLeft> auto& event) {
    show("date", event.date), show("participant", event.participant);
    show("supply", event.supply), show("doses", event.doses);
    show("how", event.how, stock_use_names), show("reason", event.reason);
}

// People.
void fields(auto& show, Is<FacilityOpened> auto& event) {
    show("date", event.date), show("title", event.title), show("quorum", event.quorum);
    show("approval_days", event.approval_days), show("inputs", event.inputs);
}
void fields(auto& show, Is<PersonAdded> auto& event) {
    show("date", event.date), show("person", event.person), show("name", event.name);
}
void fields(auto& show, Is<RoleGranted> auto& event) {
    auto& grant = event.grant;
    show("person", grant.person), show("role", grant.role, role_names);
    show("scope", grant.scope), show("by", grant.by), show("from", grant.from);
    show("until", grant.until), show("reason", grant.reason);
}
void fields(auto& show, Is<RoleRevoked> auto& event) {
    show("date", event.date), show("person", event.person);
    show("role", event.role, role_names), show("scope", event.scope);
}
void fields(auto& show, Is<FindingRecorded> auto& event) {
    show("date", event.date), show("by", event.by), show("about", event.about);
    show("words", event.words);
}

// What became known.
void fields(auto& show, Is<SupplyPledged> auto& event) {
    auto& line = event.line;
    show("date", event.date), show("by", event.by), show("id", line.id);
    show("product", line.product), show("doses", line.doses), show("available", line.available);
    show("expires", line.expires), show("kind", line.kind, supply_kind_names);
    show("donor", line.donor), show("earmark", line.earmark), show("priority", line.priority);
}
void fields(auto& show, Is<ReadinessStated> auto& event) {
    auto& step = event.step;
    show("date", event.date), show("participant", step.participant), show("step", step.step);
    show("from", step.from), show("until", step.until), show("product", step.product);
}

// Rounds.
void fields(auto& show, Is<RoundOpened> auto& event) {
    show("date", event.date), show("round", event.round), show("by", event.by);
}
void fields(auto& show, Is<ProposalMade::Award> auto& award) {
    show("participant", award.participant), show("supply", award.supply);
    show("doses", award.doses), show("severity_rank", award.severity_rank);
}
void fields(auto& show, Is<ProposalMade> auto& event) {
    show("date", event.date), show("proposal", event.proposal), show("round", event.round);
    show("rule", event.rule), show("by", event.by), show("awards", event.awards);
    show("package", event.package), show("sha256", event.sha256);
    show("reallocates", event.reallocates), show("freed_by_offer", event.freed_by_offer);
    show("exception", event.exception);
}
void fields(auto& show, Is<ProposalApproved> auto& event) {
    show("date", event.date), show("proposal", event.proposal), show("by", event.by);
    show("sha256", event.sha256);
}
void fields(auto& show, Is<ProposalRejected> auto& event) {
    show("date", event.date), show("proposal", event.proposal), show("by", event.by);
    show("reason", event.reason);
}
void fields(auto& show, Is<ProposalOffered> auto& event) {
    show("date", event.date), show("proposal", event.proposal);
}
void fields(auto& show, Is<RoundClosed> auto& event) {
    show("date", event.date), show("round", event.round);
}

// Commands.
void fields(auto& show, Is<command::AddPerson> auto& command) {
    show("person", command.person), show("name", command.name);
}
void fields(auto& show, Is<command::GrantRole> auto& command) {
    show("person", command.person), show("role", command.role, role_names);
    show("scope", command.scope), show("until", command.until), show("reason", command.reason);
}
void fields(auto& show, Is<command::RevokeRole> auto& command) {
    show("person", command.person), show("role", command.role, role_names);
    show("scope", command.scope);
}
void fields(auto& show, Is<command::RecordFinding> auto& command) {
    show("about", command.about), show("words", command.words);
}
void fields(auto& show, Is<command::PledgeSupply> auto& command) {
    show("supply", command.supply), show("product", command.product);
    show("doses", command.doses), show("available", command.available);
    show("expires", command.expires), show("source", command.source);
    show("donor", command.donor), show("earmark", command.earmark);
}
void fields(auto& show, Is<command::ConfirmSupply> auto& command) {
    show("supply", command.supply), show("doses", command.doses);
}
void fields(auto& show, Is<command::SlipSupply> auto& command) {
    show("supply", command.supply), show("available", command.available);
}
void fields(auto& show, Is<command::WithdrawSupply> auto& command) {
    show("supply", command.supply), show("doses", command.doses);
    show("reason", command.reason);
}
void fields(auto&, Is<command::ExpireSupply> auto&) {}
void fields(auto& show, Is<command::StateReadiness> auto& command) {
    show("participant", command.participant), show("step", command.step);
    show("until", command.until), show("product", command.product);
}
void fields(auto&, Is<command::OpenRound> auto&) {}
void fields(auto& show, Is<command::Propose> auto& command) {
    show("round", command.round), show("rule", command.rule);
}
void fields(auto& show, Is<command::ProposeOffer> auto& command) {
    show("participant", command.participant), show("supply", command.supply);
    show("doses", command.doses), show("reason", command.reason);
}
void fields(auto& show, Is<command::Reallocate> auto& command) {
    show("offer", command.offer);
}
void fields(auto& show, Is<command::Approve> auto& command) {
    show("proposal", command.proposal), show("sha256", command.sha256);
}
void fields(auto& show, Is<command::Reject> auto& command) {
    show("proposal", command.proposal), show("reason", command.reason);
}
void fields(auto& show, Is<command::IssueOffers> auto& command) {
    show("proposal", command.proposal);
}
void fields(auto& show, Is<command::CloseRound> auto& command) {
    show("round", command.round);
}
void fields(auto& show, Is<command::AnswerOffer> auto& command) {
    show("offer", command.offer), show("answer", command.answer, answer_names);
    show("doses", command.doses), show("reason", command.reason), show("wish", command.wish);
}
void fields(auto&, Is<command::LapseOffers> auto&) {}
void fields(auto& show, Is<command::PlanShipment> auto& command) {
    show("offer", command.offer), show("leaves", command.leaves);
    show("arrives", command.arrives);
}
void fields(auto& show, Is<command::DispatchShipment> auto& command) {
    show("offer", command.offer), show("arrives", command.arrives);
}
void fields(auto& show, Is<command::HoldShipment> auto& command) {
    show("offer", command.offer), show("reason", command.reason);
}
void fields(auto& show, Is<command::ReceiveShipment> auto& command) {
    show("offer", command.offer), show("doses", command.doses), show("reason", command.reason);
}
void fields(auto& show, Is<command::ReturnDoses> auto& command) {
    show("participant", command.participant), show("supply", command.supply);
    show("doses", command.doses);
}
void fields(auto& show, Is<command::RecordStock> auto& command) {
    show("participant", command.participant), show("supply", command.supply);
    show("doses", command.doses), show("how", command.how, stock_use_names);
    show("reason", command.reason);
}

}  // namespace aliquot::desk
