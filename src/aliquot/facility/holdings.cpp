// What participants hold, by one pass over the ledger's balances.
#include "aliquot/facility/holdings.hpp"

#include <algorithm>
#include <map>

namespace aliquot {

Holdings::Holdings(const Scenario& scenario, const Ledger& ledger)
    : scenario_{&scenario},
      ledger_{&ledger},
      accepted_(scenario.participants.size()),
      received_(scenario.participants.size()),
      promised_(scenario.participants.size()),
      promised_of_line_{scenario.participants.size(), scenario.supply.size()},
      accepted_of_line_{scenario.participants.size(), scenario.supply.size()},
      coming_of_line_{scenario.participants.size(), scenario.supply.size()},
      receipts_(scenario.participants.size()) {
    for (const auto& [key, amount] : ledger.balances()) {
        const auto& [account, line] = key;
        const bool is_gone =
            account.kind == AccountKind::destroyed || account.kind == AccountKind::lost;
        if (!account.owner || is_gone) continue;
        const std::size_t p = account.owner->value;
        const Doses doses{amount};
        promised_[p] += doses;
        promised_of_line_.at(p, line.value) += doses;
        if (account.kind != AccountKind::offered) {
            accepted_[p] += doses;
            accepted_of_line_.at(p, line.value) += doses;
        }
        if (account.kind == AccountKind::custody || account.kind == AccountKind::used)
            received_[p] += doses;
        else
            coming_of_line_.at(p, line.value) += doses;
    }
    if (scenario.settings.rule.name != "most_deaths_averted") return;
    const auto note = [&](const Account& account, const Transfer& each, std::int64_t doses) {
        if (account.kind == AccountKind::custody && account.owner)
            receipts_[account.owner->value].push_back({each.date, each.line, doses});
    };
    for (const Transfer& each : ledger.transfers()) {
        note(each.to, each, each.doses.value());
        note(each.from, each, -each.doses.value());
    }
}

Doses Holdings::promised_since(ParticipantIndex p, ProductIndex product, Date day) const {
    const auto is_theirs = [&](const Account& account) { return account.owner == p; };
    const std::vector<Transfer>& all = ledger_->transfers();
    std::int64_t doses = 0;
    for (const Transfer& each : all) {
        if (each.date < day || scenario_->at(each.line).product != product) continue;
        if (!each.settles) {
            if (is_theirs(each.to)) doses += each.doses.value();
            if (is_theirs(each.from)) doses -= each.doses.value();
            continue;
        }
        // Of an offer made since: what it does not come to is not promised any more.
        const auto offer = std::ranges::find(all, *each.settles, &Transfer::id);
        ALIQUOT_CHECK(offer != all.end());
        if (offer->date < day || !is_theirs(offer->to)) continue;
        const Doses taken = each.state == TransferState::post ? each.doses : Doses{0};
        doses -= (offer->doses - taken).value();
    }
    return Doses{std::max<std::int64_t>(doses, 0)};
}

std::set<ProductIndex> Holdings::products(ParticipantIndex p) const {
    std::set<ProductIndex> products;
    for (std::size_t line = 0; line < promised_of_line_.columns(); ++line)
        if (promised_of_line_.at(p.value, line) > Doses{0})
            products.insert(scenario_->at(SupplyIndex{line}).product);
    return products;
}

Courses Holdings::courses(ParticipantIndex p, const Grid<Doses>& of_line) const {
    std::map<ProductIndex, Doses> by_product;
    for (std::size_t line = 0; line < of_line.columns(); ++line)
        by_product[scenario_->at(SupplyIndex{line}).product] += of_line.at(p.value, line);
    Courses courses;
    for (const auto& [product, doses] : by_product)
        courses += whole_courses(doses, scenario_->at(product).doses_per_course);
    return courses;
}

}  // namespace aliquot
