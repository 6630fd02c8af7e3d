// The ledger: every dose moves by a transfer from one account to another, and by nothing else.
//
// The list of transfers is the only truth. Balances are a fold over it, kept at hand for speed and
// recomputed by `audit`. An offer is a pending transfer: accept posts it (in full or in part),
// decline voids it, silence expires it. Corrections are new transfers. This room keeps transfers
// in memory; a store can be put behind the same four commands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/transfer.hpp"

namespace aliquot {

class Ledger {
public:
    explicit Ledger(const Scenario& scenario) : scenario_{&scenario} {}

    // Moves doses at once. Answer of each command: the id of its transfer.
    // Errors: conflict, when the account does not hold so many doses of the line.
    Result<int> post(Date date, SupplyIndex line, Account from, Account to, Doses doses,
                     std::string reason);

    // Reserves doses for `to`, whose owner must be a participant.
    // Errors: conflict, as above.
    Result<int> reserve(Date date, SupplyIndex line, Account from, Account to, Doses doses,
                        std::string reason);

    // Settles a pending transfer: `taken` go on to where they were reserved for, the rest back.
    // Errors: conflict, when the transfer is not pending, or fewer are reserved.
    Result<int> accept(Date date, int pending, Doses taken, std::string reason);

    // Settles a pending transfer by a decision (voided) or by silence (expired): all goes back.
    // Errors: conflict, when the transfer is not pending.
    Result<int> release(Date date, int pending, TransferState how, std::string reason);

    [[nodiscard]] Doses balance(Account account, SupplyIndex line) const;
    [[nodiscard]] Doses balance(Account account) const;   // of every line
    [[nodiscard]] Doses balance(AccountKind kind) const;  // of every owner and line
    [[nodiscard]] Doses balance(AccountKind kind, SupplyIndex line) const;
    [[nodiscard]] Doses confirmed() const;  // out of `supply`, every line

    // By account and supply line, in that order; `supply` is below zero by what was confirmed.
    using Balances = std::map<std::pair<Account, SupplyIndex>, std::int64_t>;
    [[nodiscard]] const Balances& balances() const { return balances_; }

    [[nodiscard]] const std::vector<Transfer>& transfers() const { return transfers_; }

    // Recomputes every balance from the transfers. Promises: no account but `supply` below zero,
    // every settled transfer pending and settled once, and for each line all that was confirmed is
    // in some account. Breaking one is a broken promise.
    void audit() const;

private:
    Result<int> record(Transfer transfer);
    static void apply(const Transfer& transfer, const std::vector<Transfer>& all,
                      Balances& balances);
    [[nodiscard]] tl::expected<const Transfer*, Error> find_pending(int id) const;
    [[nodiscard]] Error too_little(const Transfer& transfer) const;

    const Scenario* scenario_;
    std::vector<Transfer> transfers_;
    Balances balances_;
    std::vector<bool> is_pending_;  // by transfer, from 0
};

// "title:KEN", "supply:SINOVAC-2021-09", "pool".
[[nodiscard]] std::string account_name(const Scenario& scenario, const Account& account,
                                       SupplyIndex line);

}  // namespace aliquot
