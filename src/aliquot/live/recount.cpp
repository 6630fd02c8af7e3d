// What each kind of event does to accounts.
#include "aliquot/live/recount.hpp"

#include <algorithm>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

constexpr Account supply{AccountKind::supply, {}};
constexpr Account pool{AccountKind::pool, {}};
constexpr Account buffer{AccountKind::buffer, {}};
constexpr Account expired{AccountKind::expired, {}};

Account of(AccountKind kind, ParticipantIndex who) {
    return {kind, who};
}

}  // namespace

void Recount::count(const DoseEvent& event) {
    moved_.clear();
    std::visit([&](const auto& fact) { on(fact); }, event);
    std::ranges::sort(moved_);
    moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
}

std::int64_t Recount::holds(const Place& place) const {
    const auto found = balances_.find(place);
    return found == balances_.end() ? 0 : found->second;
}

void Recount::move(SupplyIndex line, Account from, Account to, std::int64_t doses) {
    if (doses == 0) return;
    balances_[{from, line}] -= doses;
    balances_[{to, line}] += doses;
    moved_.push_back({from, line});
    moved_.push_back({to, line});
}

Recount::Promise& Recount::promise(int offer) {
    return promises_.at(static_cast<std::size_t>(offer) - 1);
}

void Recount::on(const SupplyConfirmed& event) {
    move(event.supply, supply, pool, event.doses.value());
    move(event.supply, pool, buffer, event.buffer.value());
}

void Recount::on(const SupplyWithdrawn& event) {
    move(event.supply, pool, supply, event.doses.value());
}

// Offers of the line lapse; then all that is not on its way or received has expired.
void Recount::on(const SupplyExpired& event) {
    for (Promise& each : promises_) {
        if (each.line != event.supply || each.gone) continue;
        if (each.state == OfferState::offered) {
            move(each.line, of(AccountKind::offered, each.participant), pool, each.doses.value());
            each.state = OfferState::lapsed;
            each.gone = true;
        } else if (!each.sent) {
            move(each.line, of(AccountKind::title, each.participant), expired,
                 each.accepted.value());
            each.gone = true;
        }
    }
    for (const Account& account : {pool, buffer})
        move(event.supply, account, expired, holds({account, event.supply}));
    expired_.insert(event.supply);
}

void Recount::on(const OfferMade& event) {
    move(event.supply, pool, of(AccountKind::offered, event.participant), event.doses.value());
    promises_.push_back({event.participant, event.supply, event.doses});
}

void Recount::on(const OfferAnswered& event) {
    Promise& offer = promise(event.offer);
    const Account offered = of(AccountKind::offered, offer.participant);
    const std::int64_t taken = event.accepted.value();
    move(offer.line, offered, of(AccountKind::title, offer.participant), taken);
    move(offer.line, offered, pool, offer.doses.value() - taken);
    offer.state = event.state;
    offer.accepted = event.accepted;
    offer.gone = taken == 0;
}

void Recount::on(const DosesReturned& event) {
    move(event.supply, of(AccountKind::custody, event.participant),
         expired_.contains(event.supply) ? expired : pool, event.doses.value());
}

void Recount::on(const DosesDispatched& event) {
    Promise& offer = promise(event.offer);
    move(offer.line, of(AccountKind::title, offer.participant),
         of(AccountKind::transit, offer.participant), offer.accepted.value());
    offer.sent = true;
}

void Recount::on(const DosesReceived& event) {
    Promise& offer = promise(event.offer);
    const Account transit = of(AccountKind::transit, offer.participant);
    const std::int64_t arrived = event.received.value();
    move(offer.line, transit, of(AccountKind::custody, offer.participant), arrived);
    move(offer.line, transit, of(AccountKind::lost, offer.participant),
         offer.accepted.value() - arrived);
    offer.gone = true;
}

void Recount::on(const StockLeft& event) {
    const Account from = of(AccountKind::custody, event.participant);
    Account to = expired;
    if (event.how == StockUse::used) to = of(AccountKind::used, event.participant);
    if (event.how == StockUse::destroyed) to = of(AccountKind::destroyed, event.participant);
    if (event.how == StockUse::lost) to = of(AccountKind::lost, event.participant);
    move(event.supply, from, to, event.doses.value());
}

}  // namespace aliquot
