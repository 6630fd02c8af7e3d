// Transfers recorded, balances folded, and the audit that folds them again.
#include "aliquot/ledger/ledger.hpp"

#include <set>

#include <fmt/core.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

Account offered_account(const Transfer& pending) {
    return {AccountKind::offered, pending.to.owner};
}

}  // namespace

std::string account_name(const Scenario& scenario, const Account& account, SupplyIndex line) {
    std::string name{account_kind_names.at(static_cast<std::size_t>(account.kind))};
    if (account.kind == AccountKind::supply) return name + ":" + scenario.at(line).id;
    if (account.owner) name += ":" + scenario.at(*account.owner).id;
    return name;
}

Result<int> Ledger::post(Date date, SupplyIndex line, Account from, Account to, Doses doses,
                         std::string reason) {
    return record({0, date, TransferState::posted, line, from, to, doses, {}, std::move(reason)});
}

Result<int> Ledger::reserve(Date date, SupplyIndex line, Account from, Account to, Doses doses,
                            std::string reason) {
    ALIQUOT_CHECK(to.owner.has_value());
    auto id =
        record({0, date, TransferState::pending, line, from, to, doses, {}, std::move(reason)});
    if (id) is_pending_.back() = true;
    return id;
}

Result<int> Ledger::accept(Date date, int pending, Doses taken, std::string reason) {
    const auto origin = find_pending(pending);
    if (!origin) return tl::unexpected(origin.error());
    const Transfer& offer = **origin;
    if (taken > offer.doses)
        return tl::unexpected(
            Error{ErrorCode::conflict,
                  fmt::format("{} doses accepted, but {} are reserved", grouped(taken.value()),
                              grouped(offer.doses.value())),
                  fmt::format("transfer {}", pending), "accept at most what was offered"});
    auto id = record({0, date, TransferState::post, offer.line, offer.from, offer.to, taken,
                      pending, std::move(reason)});
    if (id) is_pending_[static_cast<std::size_t>(pending) - 1] = false;
    return id;
}

Result<int> Ledger::release(Date date, int pending, TransferState how, std::string reason) {
    ALIQUOT_CHECK(how == TransferState::voided || how == TransferState::expired);
    const auto origin = find_pending(pending);
    if (!origin) return tl::unexpected(origin.error());
    const Transfer& offer = **origin;
    auto id = record(
        {0, date, how, offer.line, offer.from, offer.to, offer.doses, pending, std::move(reason)});
    if (id) is_pending_[static_cast<std::size_t>(pending) - 1] = false;
    return id;
}

Doses Ledger::balance(Account account, SupplyIndex line) const {
    const auto found = balances_.find({account, line});
    return Doses{found == balances_.end() ? 0 : found->second};
}

Doses Ledger::balance(Account account) const {
    Doses sum;
    for (const auto& [key, doses] : balances_)
        if (key.first == account) sum += Doses{doses};
    return sum;
}

Doses Ledger::balance(AccountKind kind) const {
    ALIQUOT_CHECK(kind != AccountKind::supply);
    Doses sum;
    for (const auto& [key, doses] : balances_)
        if (key.first.kind == kind) sum += Doses{doses};
    return sum;
}

Doses Ledger::balance(AccountKind kind, SupplyIndex line) const {
    ALIQUOT_CHECK(kind != AccountKind::supply);
    Doses sum;
    for (const auto& [key, doses] : balances_)
        if (key.first.kind == kind && key.second == line) sum += Doses{doses};
    return sum;
}

Doses Ledger::confirmed() const {
    Doses sum;
    for (const auto& [key, doses] : balances_)
        if (key.first.kind == AccountKind::supply) sum += Doses{-doses};
    return sum;
}

Result<int> Ledger::record(Transfer transfer) {
    ALIQUOT_CHECK(transfers_.empty() || transfers_.back().date <= transfer.date);
    ALIQUOT_CHECK(transfer.line.value < scenario_->supply.size());
    const bool takes_from_account =
        transfer.state == TransferState::posted || transfer.state == TransferState::pending;
    if (takes_from_account && transfer.from.kind != AccountKind::supply &&
        balance(transfer.from, transfer.line) < transfer.doses)
        return tl::unexpected(too_little(transfer));
    transfer.id = static_cast<int>(transfers_.size()) + 1;
    transfers_.push_back(std::move(transfer));
    is_pending_.push_back(false);
    apply(transfers_.back(), transfers_, balances_);
    return transfers_.back().id;
}

void Ledger::apply(const Transfer& transfer, const std::vector<Transfer>& all, Balances& balances) {
    const auto move = [&](const Account& from, const Account& to, Doses doses) {
        balances[{from, transfer.line}] -= doses.value();
        balances[{to, transfer.line}] += doses.value();
    };
    if (transfer.state == TransferState::posted) {
        move(transfer.from, transfer.to, transfer.doses);
        return;
    }
    if (transfer.state == TransferState::pending) {
        move(transfer.from, offered_account(transfer), transfer.doses);
        return;
    }
    const Transfer& pending = all.at(static_cast<std::size_t>(transfer.settles.value()) - 1);
    const Doses taken = transfer.state == TransferState::post ? transfer.doses : Doses{0};
    move(offered_account(pending), pending.to, taken);
    move(offered_account(pending), pending.from, pending.doses - taken);
}

tl::expected<const Transfer*, Error> Ledger::find_pending(int id) const {
    if (id >= 1 && id <= std::ssize(transfers_) && is_pending_[static_cast<std::size_t>(id) - 1])
        return &transfers_[static_cast<std::size_t>(id) - 1];
    return tl::unexpected(Error{ErrorCode::conflict, "this transfer is not pending",
                                fmt::format("transfer {}", id),
                                "it was never reserved, or it is settled already"});
}

Error Ledger::too_little(const Transfer& transfer) const {
    return {ErrorCode::conflict,
            fmt::format("{} holds {} doses of {}, {} are to be moved",
                        account_name(*scenario_, transfer.from, transfer.line),
                        grouped(balance(transfer.from, transfer.line).value()),
                        scenario_->at(transfer.line).id, grouped(transfer.doses.value())),
            transfer.reason, "move at most what the account holds"};
}

void Ledger::audit() const {
    Balances balances;
    std::set<int> pending;
    for (const Transfer& transfer : transfers_) {
        if (transfer.state == TransferState::pending) pending.insert(transfer.id);
        if (transfer.settles) {
            ALIQUOT_CHECK(pending.erase(*transfer.settles) == 1);
            const Transfer& origin = transfers_.at(static_cast<std::size_t>(*transfer.settles) - 1);
            ALIQUOT_CHECK(origin.line == transfer.line && transfer.doses <= origin.doses);
        }
        apply(transfer, transfers_, balances);
        for (const auto& account : {transfer.from, transfer.to, offered_account(transfer)})
            if (account.kind != AccountKind::supply) {
                const auto found = balances.find({account, transfer.line});
                ALIQUOT_CHECK(found == balances.end() || found->second >= 0);
            }
    }
    ALIQUOT_CHECK(balances == balances_);
    for (const Transfer& transfer : transfers_)
        ALIQUOT_CHECK(is_pending_.at(static_cast<std::size_t>(transfer.id) - 1) ==
                      pending.contains(transfer.id));
    std::map<SupplyIndex, std::int64_t> sum;
    for (const auto& [key, doses] : balances) sum[key.second] += doses;
    for (const auto& [line, doses] : sum) ALIQUOT_CHECK(doses == 0);
}

}  // namespace aliquot
