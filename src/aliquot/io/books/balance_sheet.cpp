// Balances of accounts and lines, gathered into rows.
#include "aliquot/io/books/balance_sheet.hpp"

#include <algorithm>
#include <map>

#include "aliquot/io/run/balances.hpp"

namespace aliquot {

namespace {

constexpr std::string_view nobody = "-";  // of doses that were not given by a donor

std::size_t place_of(AccountKind kind) {
    return static_cast<std::size_t>(kind);
}

BalanceSheet by_account(const Scenario& world, const Balances& balances) {
    BalanceSheet sheet{{"account", "supply", "doses"}, 2, {}, {0}};
    for (const auto& [account, doses] : balances) {
        if (doses == 0) continue;
        sheet.rows.push_back(
            {{account_name(world, account), world.at(account.second).id}, {doses}});
        sheet.sum[0] += doses;
    }
    return sheet;
}

// The kinds that have a column, `supply` as what was confirmed.
std::vector<AccountKind> kinds_of(BalanceBy by) {
    using enum AccountKind;
    if (by == BalanceBy::participant)
        return {offered, title, transit, custody, used, destroyed, lost};
    return {supply, pool, buffer, offered, title, transit, custody, used, expired, destroyed, lost};
}

// The row of an account and line, or nothing.
std::string_view row_of(const Scenario& world, const AccountLine& account, BalanceBy by) {
    switch (by) {
        case BalanceBy::product:
            return world.product_of(account.second).id;
        case BalanceBy::line:
            return world.at(account.second).id;
        case BalanceBy::participant:
            return account.first.owner ? std::string_view{world.at(*account.first.owner).id}
                                       : std::string_view{};
        case BalanceBy::donor: {
            const std::string& donor = world.at(account.second).donor;
            return donor.empty() ? nobody : std::string_view{donor};
        }
        case BalanceBy::account:
            break;
    }
    return {};
}

}  // namespace

BalanceSheet balance_sheet(const Books& books, BalanceBy by, std::string_view account) {
    const Scenario& world = *books.world;
    Balances balances = balances_of(books.transfers);
    std::erase_if(balances, [&](const auto& each) {
        return !account_name(world, each.first).starts_with(account);
    });
    if (by == BalanceBy::account) return by_account(world, balances);

    const std::vector<AccountKind> kinds = kinds_of(by);
    BalanceSheet sheet{{std::string{balance_by_names.at(static_cast<std::size_t>(by))}}, 1, {}, {}};
    for (const AccountKind kind : kinds)
        sheet.columns.emplace_back(
            kind == AccountKind::supply ? "confirmed" : account_kind_names.at(place_of(kind)));
    sheet.sum.resize(kinds.size());
    std::map<std::string_view, std::vector<std::int64_t>> rows;
    for (const auto& [where, doses] : balances) {
        const std::string_view name = row_of(world, where, by);
        const auto column = std::ranges::find(kinds, where.first.kind) - kinds.begin();
        if (doses == 0 || name.empty() || column == std::ssize(kinds)) continue;
        const std::int64_t amount = where.first.kind == AccountKind::supply ? -doses : doses;
        auto& row = rows.try_emplace(name, kinds.size()).first->second;
        row[static_cast<std::size_t>(column)] += amount;
        sheet.sum[static_cast<std::size_t>(column)] += amount;
    }
    for (auto& [name, doses] : rows) sheet.rows.push_back({{std::string{name}}, std::move(doses)});
    return sheet;
}

}  // namespace aliquot
