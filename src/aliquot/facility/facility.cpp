// The facility's commands.
#include "aliquot/facility/facility.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

Facility::Facility(const Scenario& scenario)
    : scenario_{&scenario}, state_{scenario}, outlook_{scenario, state_} {
    run_.rule = scenario.settings.rule.name;
}

Result<void> Facility::happen(DoseEvent event) {
    if (auto applied = state_.apply(event); !applied) return applied;
    events_.push_back(std::move(event));
    return {};
}

Result<void> Facility::confirm(SupplyIndex line, Date today) {
    if (state_.confirmed(line)) return {};
    return happen(outlook_.confirmation(line, scenario_->at(line).doses, today));
}

Result<void> Facility::slip(SupplyIndex line, Date available, Date today) {
    return happen(SupplySlipped{today, line, available});
}

Result<void> Facility::decide(const ProposedRound& proposed) {
    run_.decisions.push_back(proposed.decision);
    for (const std::string& words : proposed.decision.notices)
        note(fmt::format("round {}: {}", proposed.decision.round, words));
    run_.exclusions.insert(run_.exclusions.end(), proposed.exclusions.begin(),
                           proposed.exclusions.end());
    if (proposed.decision.lots && !proposed.decision.lots->notice.empty())
        note(fmt::format("round {}: {}", proposed.decision.round, proposed.decision.lots->notice));
    if (auto held = happen(
            RoundDecided{proposed.decision.date, proposed.decision.round, proposed.decision.rule});
        !held)
        return held;
    for (const Award& award : proposed.decision.awards)
        if (auto made = make_offer(award); !made) return made;
    return {};
}

Result<void> Facility::offer_outside_rule(int round, const RecordedOffer& offer, Date today) {
    return make_offer(
        {round, today, offer.participant, offer.supply, offer.doses, AwardSource::exceptional});
}

Result<void> Facility::make_offer(const Award& award) {
    return happen(outlook_.offer(award));
}

Result<void> Facility::answer(int id, const Reply& reply, Date today) {
    if (auto settled = happen(outlook_.answer(id, reply, today)); !settled) return settled;
    const Freed freed = outlook_.freed_by(id);
    if (freed.doses == Doses{0}) return {};
    return reallocate(freed, today);
}

Result<void> Facility::reallocate(const Freed& freed, Date today) {
    if (state_.expired(freed.line)) return {};
    freed_.push_back({freed, today, events_.size()});
    const auto found = outlook_.reallocate(freed, today);
    if (!found) return tl::unexpected(found.error());
    for (const Award& award : found->awards) {
        if (auto made = make_offer(award); !made) return made;
        const int offer = static_cast<int>(offers().size());
        if (auto told = happen(DosesReallocated{today, offer, freed.from, freed.reason, freed.wish,
                                                found->rank.at(award.participant)});
            !told)
            return told;
    }
    if (found->left > Doses{0})
        note(
            fmt::format("{} of {} doses of {} that {} did not keep on {} found no taker: {} could "
                        "receive this line that day{}",
                        grouped(found->left.value()), grouped(freed.doses.value()),
                        scenario_->at(freed.line).id, scenario_->at(freed.from).id,
                        format_date(today), found->anybody_able ? "others" : "nobody else",
                        found->anybody_able ? ", none could take as much as a lot more" : ""));
    return {};
}

Result<void> Facility::take_back(const Return& returned, Date today) {
    Doses wanted = returned.doses;
    const std::string who = scenario_->at(returned.participant).id;
    for (std::size_t s = 0; s < scenario_->supply.size() && wanted > Doses{0}; ++s) {
        const SupplyIndex line{s};
        if (scenario_->at(line).product != returned.product) continue;
        const Doses doses =
            std::min(wanted, ledger().balance({AccountKind::custody, returned.participant}, line));
        if (doses == Doses{0}) continue;
        if (auto moved = happen(DosesReturned{today, returned.participant, line, doses}); !moved)
            return moved;
        wanted -= doses;
        if (state_.expired(line)) continue;
        if (auto shared = reallocate({returned.participant, state_.latest_round(), line, doses,
                                      "returned: " + returned.reason, returned.wish},
                                     today);
            !shared)
            return shared;
    }
    if (wanted > Doses{0})
        note(fmt::format("returns.csv: {} was to hand back {} doses of {} on {}, but held {}", who,
                         grouped(returned.doses.value()), scenario_->at(returned.product).id,
                         format_date(today), grouped((returned.doses - wanted).value())));
    return {};
}

Result<void> Facility::dispatch(Date today) {
    const Date arrives = today + Days{scenario_->settings.delivery.transit_days};
    std::vector<int> leaving;
    for (const Consignment& each : state_.consignments())
        if (!each.dispatched && outlook_.held_up_by(each, today).empty())
            leaving.push_back(each.offer);
    for (const int offer : leaving)
        if (auto left = happen(DosesDispatched{today, offer, arrives}); !left) return left;
    return {};
}

Result<void> Facility::receive(Date today) {
    std::vector<DosesReceived> arrived;
    for (const Consignment& each : state_.consignments())
        if (each.dispatched && *each.arrives <= today)
            arrived.push_back({today, each.offer, each.doses, {}});
    for (DosesReceived& each : arrived)
        if (auto received = happen(std::move(each)); !received) return received;
    return {};
}

Result<void> Facility::expire(Date today) {
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s) {
        const SupplyIndex line{s};
        const auto& expires = scenario_->at(line).expires;
        if (state_.expired(line) || !state_.confirmed(line) || !expires || *expires >= today)
            continue;
        if (auto gone = happen(SupplyExpired{today, line}); !gone) return gone;
    }
    return {};
}

}  // namespace aliquot
