// The record of the ledger: a transfer moves a whole number of doses from one account to another.
//
// Accounts are named `kind` or `kind:owner`. A dose is in exactly one account at any time:
//
//   supply:<line>          where doses come from; the only kind that may go below zero
//   pool                   confirmed and free to be shared
//   buffer                 held back
//   offered:<participant>  reserved by a pending transfer, until answered or lapsed
//   title:<participant>    accepted: owned, not yet sent
//   transit:<participant>  on the way
//   custody:<participant>  received
//   expired                past its last day of use
//   used:<participant>     given to people
//   destroyed:<participant>, lost:<participant>   gone from its stores, or missing on arrival
//
// The vocabulary (account, transfer; pending, posted, voided, expired) is TigerBeetle's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/coverage.hpp"
#include "aliquot/domain/participant.hpp"
#include "aliquot/domain/supply.hpp"

namespace aliquot {

enum class AccountKind {
    supply,
    pool,
    buffer,
    offered,
    title,
    transit,
    custody,
    expired,
    used,
    destroyed,
    lost
};
inline constexpr std::array<std::string_view, 11> account_kind_names{
    "supply",  "pool",    "buffer", "offered",   "title", "transit",
    "custody", "expired", "used",   "destroyed", "lost"};

struct Account {
    AccountKind kind = AccountKind::pool;
    std::optional<ParticipantIndex> owner;  // of those with a participant behind the colon

    friend auto operator<=>(const Account&, const Account&) = default;
};

enum class TransferState {
    posted,   // moved at once
    pending,  // reserved: moved to offered:<owner of `to`>
    post,     // settles a pending transfer: the amount goes on to `to`, the rest back to `from`
    voided,   // settles a pending transfer: all goes back to `from`, by decision
    expired,  // settles a pending transfer: all goes back to `from`, by silence
};
inline constexpr std::array<std::string_view, 5> transfer_state_names{"posted", "pending", "post",
                                                                      "voided", "expired"};

struct Transfer {
    int id = 0;  // from 1, in order of recording
    Date date;
    TransferState state = TransferState::posted;
    SupplyIndex line;
    Account from;
    Account to;
    Doses doses;                 // of `post`: the part that goes on
    std::optional<int> settles;  // the pending transfer that post, voided and expired settle
    std::string reason;          // for people: "offer 17", "declined: ..."
};

}  // namespace aliquot
