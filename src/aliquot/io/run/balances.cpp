// The meaning of a transfer, in doses in and out of accounts.
#include "aliquot/io/run/balances.hpp"

namespace aliquot {

namespace {

std::size_t place_of(AccountKind kind) {
    return static_cast<std::size_t>(kind);
}

Account offered_to(const Transfer& pending) {
    ALIQUOT_CHECK(pending.to.owner.has_value());
    return {AccountKind::offered, pending.to.owner};
}

}  // namespace

Postings::Postings(std::span<const Transfer> transfers) {
    for (const Transfer& each : transfers)
        if (each.state == TransferState::pending) pending_.emplace(each.id, &each);
}

void Postings::show(const Transfer& transfer, auto&& side) const {
    const SupplyIndex line = transfer.line;
    const std::int64_t doses = transfer.doses.value();
    const bool at_once = transfer.state == TransferState::posted;
    if (at_once || transfer.state == TransferState::pending) {
        side(at_once ? transfer.to : offered_to(transfer), line, doses);
        side(transfer.from, line, -doses);
        return;
    }
    ALIQUOT_CHECK(transfer.settles.has_value());
    const auto found = pending_.find(*transfer.settles);
    ALIQUOT_CHECK(found != pending_.end());
    const Transfer& pending = *found->second;
    ALIQUOT_CHECK(pending.line == line);
    const std::int64_t whole = pending.doses.value();
    const std::int64_t goes_on = transfer.state == TransferState::post ? doses : 0;
    ALIQUOT_CHECK(goes_on <= whole);
    if (goes_on > 0) side(pending.to, line, goes_on);
    if (goes_on < whole) side(pending.from, line, whole - goes_on);
    side(offered_to(pending), line, -whole);
}

std::vector<Posting> Postings::of(const Transfer& transfer) const {
    std::vector<Posting> sides;
    show(transfer, [&](const Account& account, SupplyIndex line, std::int64_t doses) {
        sides.push_back({account, line, doses});
    });
    return sides;
}

Balances balances_of(std::span<const Transfer> transfers) {
    Balances balances;
    const Postings postings{transfers};
    for (const Transfer& transfer : transfers)
        postings.show(transfer, [&](const Account& account, SupplyIndex line, std::int64_t doses) {
            balances[{account, line}] += doses;
        });
    return balances;
}

KindBalances by_kind(const Balances& balances) {
    KindBalances sums{};
    for (const auto& [account, doses] : balances)
        sums.at(place_of(account.first.kind)) +=
            account.first.kind == AccountKind::supply ? -doses : doses;
    return sums;
}

bool conserved(const Scenario& scenario, const Run& run, const Balances& balances) {
    for (const auto& [account, doses] : balances) {
        const bool source = account.first.kind == AccountKind::supply;
        if (source ? -doses > scenario.at(account.second).doses.value() : doses < 0) return false;
    }
    const KindBalances held = by_kind(balances);
    const Totals& totals = run.totals;
    const auto holds = [&](AccountKind kind, Doses total) {
        return held.at(place_of(kind)) == total.value();
    };
    return holds(AccountKind::supply, totals.supply) &&
           holds(AccountKind::pool, totals.unallocated) &&
           holds(AccountKind::buffer, totals.buffer) &&
           holds(AccountKind::offered, totals.open_offers) &&
           holds(AccountKind::title, totals.awaiting_dispatch) &&
           holds(AccountKind::transit, totals.in_transit) &&
           holds(AccountKind::custody, totals.in_custody) &&
           holds(AccountKind::expired, totals.expired);
}

std::string account_name(const Scenario& scenario, const AccountLine& account) {
    const auto& [which, line] = account;
    std::string name{account_kind_names.at(place_of(which.kind))};
    if (which.kind == AccountKind::supply) return name + ':' + scenario.at(line).id;
    if (which.owner) name += ':' + scenario.at(*which.owner).id;
    return name;
}

}  // namespace aliquot
