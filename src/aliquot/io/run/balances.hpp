// What every account holds of every supply line, added up from the transfers and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// One side of a transfer: doses into an account (positive) or out of it (negative).
struct Posting {
    Account account;
    SupplyIndex line;
    std::int64_t doses = 0;
};

using AccountLine = std::pair<Account, SupplyIndex>;
using Balances = std::map<AccountLine, std::int64_t>;

// The two or three sides of each transfer; those of one transfer add up to nothing.
class Postings {
public:
    explicit Postings(std::span<const Transfer> transfers);

    // Requires: a settlement names a pending transfer of the same line, and posts no more.
    [[nodiscard]] std::vector<Posting> of(const Transfer& transfer) const;

private:
    friend Balances balances_of(std::span<const Transfer> transfers);
    void show(const Transfer& transfer, auto&& side) const;

    std::unordered_map<int, const Transfer*> pending_;  // by id
};

[[nodiscard]] Balances balances_of(std::span<const Transfer> transfers);

// Doses in all accounts of each kind, all lines together; of `supply`: what came from there.
using KindBalances = std::array<std::int64_t, account_kind_names.size()>;
[[nodiscard]] KindBalances by_kind(const Balances& balances);

// Whether every dose is accounted for: no account below zero, no line gave more than it was
// confirmed with, and each of the run's totals is what the accounts hold.
[[nodiscard]] bool conserved(const Scenario& scenario, const Run& run, const Balances& balances);

// "title:KEN", "supply:SINOVAC-2021-09", "pool".
[[nodiscard]] std::string account_name(const Scenario& scenario, const AccountLine& account);

}  // namespace aliquot
