// What the facility hands over at the end: coverage noted, totals that add up, what did not happen.
#include <algorithm>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/facility.hpp"

namespace aliquot {

void Facility::note_coverage(Date today) {
    std::ranges::copy(outlook_.coverage(today), std::back_inserter(run_.coverage));
}

void Facility::note(std::string words) {
    run_.notices.push_back(std::move(words));
}

Run Facility::record(Date until) const {
    ledger().audit();
    Run run = run_;
    run.until = until;
    run.transfers = ledger().transfers();
    run.offers = state_.offers();
    for (const Offer& each : run.offers)
        run.awards.push_back(
            {each.round, each.offered, each.participant, each.supply, each.doses, each.source});
    run.deliveries = state_.deliveries();
    run.reallocations = state_.reallocations();
    run.totals = totals();
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s)
        if (!state_.confirmed(SupplyIndex{s}))
            run.notices.push_back(
                fmt::format("supply.csv: {} ({} doses) is not part of this run: it comes on {}, "
                            "beyond the last day and every round's horizon",
                            scenario_->supply[s].id, grouped(scenario_->supply[s].doses.value()),
                            format_date(state_.available(SupplyIndex{s}))));
    for (const Consignment& each : state_.consignments())
        if (!each.dispatched)
            run.waiting.push_back({each.participant, each.line, each.doses, each.accepted,
                                   outlook_.held_up_by(each, until)});
    return run;
}

Totals Facility::totals() const {
    Totals sum;
    sum.returned = state_.returned();
    for (const Offer& offer : state_.offers()) {
        sum.awarded += offer.doses;
        sum.accepted += offer.accepted;
        const Doses rest = offer.doses - offer.accepted;
        if (offer.state == OfferState::declined || offer.state == OfferState::partly_accepted)
            sum.declined += rest;
        if (offer.state == OfferState::deferred) sum.deferred += rest;
        if (offer.state == OfferState::lapsed) sum.lapsed += rest;
    }
    for (const Reallocation& each : state_.reallocations()) sum.reallocated += each.doses;
    for (const Delivery& each : state_.deliveries()) sum.delivered += each.doses;
    sum.supply = ledger().confirmed();
    sum.expired = ledger().balance(AccountKind::expired);
    sum.unallocated = ledger().balance(AccountKind::pool);
    sum.buffer = ledger().balance(AccountKind::buffer);
    sum.open_offers = ledger().balance(AccountKind::offered);
    sum.awaiting_dispatch = ledger().balance(AccountKind::title);
    sum.in_transit = ledger().balance(AccountKind::transit);
    sum.in_custody = ledger().balance(AccountKind::custody);
    const Doses placed = sum.unallocated + sum.buffer + sum.open_offers + sum.awaiting_dispatch +
                         sum.in_transit + sum.in_custody + sum.expired;
    ALIQUOT_CHECK(sum.supply == placed);
    return sum;
}

}  // namespace aliquot
