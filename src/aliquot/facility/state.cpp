// Each kind of event, and what it does to what the facility holds and has promised.
#include "aliquot/facility/state.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

constexpr Account pool{AccountKind::pool, {}};
constexpr Account buffer{AccountKind::buffer, {}};
constexpr Account expired_account{AccountKind::expired, {}};

Account title(ParticipantIndex p) {
    return {AccountKind::title, p};
}
Account transit(ParticipantIndex p) {
    return {AccountKind::transit, p};
}
Account custody(ParticipantIndex p) {
    return {AccountKind::custody, p};
}

tl::unexpected<Error> conflict(std::string what, std::string where) {
    return tl::unexpected(Error{ErrorCode::conflict, std::move(what), std::move(where), ""});
}

bool takes_what_it_may(const OfferAnswered& answer, const Offer& offer) {
    if (answer.state == OfferState::accepted) return answer.accepted == offer.doses;
    if (answer.state == OfferState::partly_accepted) return answer.accepted < offer.doses;
    return answer.accepted == Doses{0};
}

// "offer 17 to GHA": said a million times in a long log, so without a format to be read.
std::string offer_to(int offer, const std::string& participant) {
    return "offer " + std::to_string(offer) + " to " + participant;
}

// A transfer that was made, or the reason why it could not be.
Result<void> done(const Result<int>& transfer) {
    if (!transfer) return tl::unexpected(transfer.error());
    return {};
}

}  // namespace

FacilityState::FacilityState(const Scenario& scenario) : scenario_{&scenario}, ledger_{scenario} {
    learn_of_new_lines();
}

void FacilityState::learn_of_new_lines() {
    for (std::size_t s = available_.size(); s < scenario_->supply.size(); ++s)
        available_.push_back(scenario_->supply[s].available);
    confirmed_.resize(available_.size(), false);
    expired_.resize(available_.size(), false);
}

Result<void> FacilityState::apply(const DoseEvent& event) {
    return std::visit([&](const auto& fact) { return on(fact); }, event);
}

void FacilityState::move(Date date, SupplyIndex line, Account from, Account to, Doses doses,
                         std::string reason) {
    ALIQUOT_CHECK(ledger_.post(date, line, from, to, doses, std::move(reason)).has_value());
}

Result<void> FacilityState::on(const SupplyConfirmed& event) {
    if (confirmed_.at(event.supply.value))
        return conflict("this supply line is confirmed already", scenario_->at(event.supply).id);
    if (event.doses < event.buffer)
        return conflict("more doses are set aside than are confirmed",
                        scenario_->at(event.supply).id);
    confirmed_[event.supply.value] = true;
    move(event.date, event.supply, {AccountKind::supply, {}}, pool, event.doses, "confirmed");
    if (event.buffer > Doses{0})
        move(event.date, event.supply, pool, buffer, event.buffer, "buffer set aside");
    return {};
}

Result<void> FacilityState::on(const SupplySlipped& event) {
    available_.at(event.supply.value) = event.available;
    return {};
}

Result<void> FacilityState::on(const SupplyExpired& event) {
    if (expired_.at(event.supply.value))
        return conflict("this supply line has expired already", scenario_->at(event.supply).id);
    lapse_offers_of(event.supply, event.date);
    const auto waits = [&](const Consignment& each) {
        return each.line == event.supply && !each.dispatched;
    };
    std::vector<Account> holders{pool, buffer};
    for (const Consignment& each : consignments_)
        if (waits(each)) holders.push_back(title(each.participant));
    for (const Account& holder : holders)
        if (const Doses doses = ledger_.balance(holder, event.supply); doses > Doses{0})
            move(event.date, event.supply, holder, expired_account, doses,
                 "past the last day of use");
    std::erase_if(consignments_, waits);
    expired_[event.supply.value] = true;
    return {};
}

void FacilityState::lapse_offers_of(SupplyIndex line, Date date) {
    for (Offer& offer : offers_) {
        if (offer.supply != line || offer.state != OfferState::offered) continue;
        offer.state = OfferState::lapsed;
        offer.reason = "the doses expired before an answer";
        ALIQUOT_CHECK(ledger_
                          .release(date, pending_.at(static_cast<std::size_t>(offer.id) - 1),
                                   TransferState::expired,
                                   fmt::format("offer {}: doses expired", offer.id))
                          .has_value());
    }
}

Result<void> FacilityState::on(const RoundDecided& event) {
    latest_round_ = event.round;
    return {};
}

Result<void> FacilityState::on(const OfferMade& event) {
    if (event.offer != static_cast<int>(offers_.size()) + 1)
        return conflict("offers are numbered in order of issue",
                        fmt::format("offer {}", event.offer));
    auto pending =
        ledger_.reserve(event.date, event.supply, pool, title(event.participant), event.doses,
                        offer_to(event.offer, scenario_->at(event.participant).id));
    if (!pending) return done(pending);
    pending_.push_back(*pending);
    turn_.push_back(0);
    Offer offer;
    offer.id = event.offer;
    offer.round = event.round;
    offer.participant = event.participant;
    offer.supply = event.supply;
    offer.doses = event.doses;
    offer.offered = event.date;
    offer.deadline = event.deadline;
    offer.source = event.source;
    offers_.push_back(std::move(offer));
    return {};
}

Result<void> FacilityState::on(const OfferAnswered& event) {
    const auto found = find_offer(event.offer);
    if (!found) return tl::unexpected(found.error());
    Offer& offer = **found;
    const int pending = pending_.at(static_cast<std::size_t>(offer.id) - 1);
    const auto settle = [&]() -> Result<int> {
        const std::string about = offer_to(offer.id, scenario_->at(offer.participant).id);
        switch (event.state) {
            case OfferState::accepted:
            case OfferState::partly_accepted:
                return ledger_.accept(event.date, pending, event.accepted, about + " accepted");
            case OfferState::declined:
                return ledger_.release(event.date, pending, TransferState::voided,
                                       about + " declined");
            case OfferState::deferred:
                return ledger_.release(event.date, pending, TransferState::voided,
                                       about + " deferred");
            case OfferState::lapsed:
                return ledger_.release(event.date, pending, TransferState::expired,
                                       about + " lapsed");
            case OfferState::offered:
                break;
        }
        return conflict("an answer cannot leave the offer open", about);
    };
    if (offer.state != OfferState::offered)
        return conflict("this offer is answered already", fmt::format("offer {}", offer.id));
    if (!takes_what_it_may(event, offer))
        return conflict(fmt::format("{} of {} doses cannot be taken by an answer that is {}",
                                    grouped(event.accepted.value()), grouped(offer.doses.value()),
                                    offer_state_names.at(static_cast<std::size_t>(event.state))),
                        fmt::format("offer {}", event.offer));
    if (auto settled = settle(); !settled) return done(settled);
    offer.state = event.state;
    offer.accepted = event.accepted;
    offer.reason = event.reason;
    offer.wish = event.wish;
    if (event.state != OfferState::lapsed) offer.answered = event.date;
    if (offer.accepted > Doses{0}) {
        Consignment& each = consignments_.emplace_back();
        each.offer = offer.id;
        each.participant = offer.participant;
        each.line = offer.supply;
        each.doses = offer.accepted;
        each.accepted = event.date;
        each.turn = ++accepted_;
        turn_.at(static_cast<std::size_t>(offer.id) - 1) = each.turn;
    }
    if (offer.accepted < offer.doses)
        refused_.emplace(offer.participant, scenario_->at(offer.supply).product, offer.round);
    return {};
}

Result<void> FacilityState::on(const DosesReallocated& event) {
    const auto found = find_offer(event.offer);
    if (!found) return tl::unexpected(found.error());
    const Offer& offer = **found;
    if (!reallocated_.insert(event.offer).second)
        return conflict("it is known already where the doses of this offer came from",
                        fmt::format("offer {}", event.offer));
    reallocations_.push_back({event.from, offer.participant, offer.round, offer.supply, offer.doses,
                              event.reason, event.severity_rank, event.wish});
    return {};
}

Result<void> FacilityState::on(const DosesReturned& event) {
    const std::string reason = scenario_->at(event.participant).id + " returns doses";
    if (auto moved = ledger_.post(event.date, event.supply, custody(event.participant), pool,
                                  event.doses, reason);
        !moved)
        return done(moved);
    returned_ += event.doses;
    if (expired_.at(event.supply.value))  // nobody can use it any more
        move(event.date, event.supply, pool, expired_account, event.doses,
             "returned past the last day of use");
    else
        refused_.emplace(event.participant, scenario_->at(event.supply).product, latest_round_);
    return {};
}

Result<void> FacilityState::on(const DosesDispatched& event) {
    const auto found = find_consignment(event.offer);
    if (!found) return tl::unexpected(found.error());
    Consignment& each = **found;
    if (each.dispatched)
        return conflict("these doses have left already", fmt::format("offer {}", event.offer));
    move(event.date, each.line, title(each.participant), transit(each.participant), each.doses,
         "dispatched to " + scenario_->at(each.participant).id);
    each.dispatched = event.date;
    each.arrives = event.arrives;
    each.held.clear();
    return {};
}

Result<void> FacilityState::on(const ShipmentPlanned& event) {
    const auto found = find_consignment(event.offer);
    if (!found) return tl::unexpected(found.error());
    if ((*found)->dispatched)
        return conflict("these doses have left already", fmt::format("offer {}", event.offer));
    (*found)->leaves = event.leaves;
    (*found)->arrives = event.arrives;
    (*found)->held.clear();
    return {};
}

Result<void> FacilityState::on(const ShipmentHeld& event) {
    const auto found = find_consignment(event.offer);
    if (!found) return tl::unexpected(found.error());
    (*found)->held = event.reason;
    return {};
}

Result<void> FacilityState::on(const DosesReceived& event) {
    const auto found = find_consignment(event.offer);
    if (!found) return tl::unexpected(found.error());
    const Consignment& each = **found;
    if (!each.dispatched)
        return conflict("these doses have not left", fmt::format("offer {}", event.offer));
    if (event.received > each.doses)
        return conflict(fmt::format("{} doses are said to have arrived, {} were sent",
                                    grouped(event.received.value()), grouped(each.doses.value())),
                        fmt::format("offer {}", event.offer));
    const std::string& who = scenario_->at(each.participant).id;
    if (event.received > Doses{0})
        move(event.date, each.line, transit(each.participant), custody(each.participant),
             event.received, "received by " + who);
    if (event.received < each.doses)
        move(event.date, each.line, transit(each.participant),
             {AccountKind::lost, each.participant}, each.doses - event.received,
             fmt::format("missing on arrival at {}: {}", who, event.reason));
    deliveries_.push_back(
        {each.participant, each.line, event.received, *each.dispatched, event.date});
    consignments_.erase(consignments_.begin() +
                        static_cast<std::ptrdiff_t>(place_of_consignment(event.offer)));
    return {};
}

Result<void> FacilityState::on(const SupplyWithdrawn& event) {
    return done(ledger_.post(event.date, event.supply, pool, {AccountKind::supply, {}}, event.doses,
                             "withdrawn: " + event.reason));
}

Result<void> FacilityState::on(const StockLeft& event) {
    constexpr std::array<AccountKind, stock_use_names.size()> kinds{
        AccountKind::used, AccountKind::expired, AccountKind::destroyed, AccountKind::lost};
    Account to{kinds.at(static_cast<std::size_t>(event.how)), event.participant};
    if (event.how == StockUse::expired) to = expired_account;
    std::string words = scenario_->at(event.participant).id + ": " +
                        std::string{stock_use_names.at(static_cast<std::size_t>(event.how))};
    if (!event.reason.empty()) words += ", " + event.reason;
    return done(ledger_.post(event.date, event.supply, custody(event.participant), to, event.doses,
                             std::move(words)));
}

Result<Offer*> FacilityState::find_offer(int id) {
    if (id < 1 || id > std::ssize(offers_))
        return conflict("there is no such offer", fmt::format("offer {}", id));
    return &offers_[static_cast<std::size_t>(id) - 1];
}

// They stand in the order of their turns: a thousand under way are not gone through for each.
std::size_t FacilityState::place_of_consignment(int offer) const {
    if (offer < 1 || offer > std::ssize(offers_)) return consignments_.size();
    const std::size_t turn = turn_[static_cast<std::size_t>(offer) - 1];
    const auto found = std::ranges::lower_bound(consignments_, turn, {}, &Consignment::turn);
    return found == consignments_.end() || found->offer != offer
               ? consignments_.size()
               : static_cast<std::size_t>(found - consignments_.begin());
}

const FacilityState::Consignment* FacilityState::consignment(int offer) const {
    const std::size_t place = place_of_consignment(offer);
    return place == consignments_.size() ? nullptr : &consignments_[place];
}

Result<FacilityState::Consignment*> FacilityState::find_consignment(int offer) {
    const std::size_t place = place_of_consignment(offer);
    if (place < consignments_.size()) return &consignments_[place];
    return conflict("nothing of this offer is waiting to leave or on its way",
                    fmt::format("offer {}", offer));
}

}  // namespace aliquot
