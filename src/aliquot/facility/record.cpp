// What the facility hands over at the end: coverage noted, totals that add up, what did not happen.
#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/facility.hpp"

namespace aliquot {

void Facility::note_coverage(Date today) {
    const Holdings holdings{*scenario_, ledger_};
    for (std::size_t i = 0; i < scenario_->participants.size(); ++i) {
        const ParticipantIndex p{i};
        const auto elsewhere = knowledge_.elsewhere(p, today);
        run_.coverage.push_back(
            {today, p, holdings.accepted(p) + elsewhere.facility_before, elsewhere.doses,
             holdings.accepted_courses(p) + elsewhere.courses + elsewhere.facility_before_courses,
             holdings.received(p) + elsewhere.facility_before});
    }
}

void Facility::note(std::string words) {
    run_.notices.push_back(std::move(words));
}

Run Facility::record(Date until) const {
    ledger_.audit();
    Run run = run_;
    run.until = until;
    run.transfers = ledger_.transfers();
    run.totals = totals();
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s)
        if (!confirmed_[s])
            run.notices.push_back(
                fmt::format("supply.csv: {} ({} doses) is not part of this run: it comes on {}, "
                            "beyond the last day and every round's horizon",
                            scenario_->supply[s].id, grouped(scenario_->supply[s].doses.value()),
                            format_date(available_[s])));
    for (const Consignment& each : consignments_)
        if (!each.dispatched)
            run.waiting.push_back(
                {each.participant, each.line, each.doses, each.accepted, held_up_by(each, until)});
    return run;
}

Totals Facility::totals() const {
    Totals sum;
    sum.returned = run_.totals.returned;
    for (const Award& award : run_.awards) sum.awarded += award.doses;
    for (const Offer& offer : run_.offers) {
        sum.accepted += offer.accepted;
        const Doses rest = offer.doses - offer.accepted;
        if (offer.state == OfferState::declined || offer.state == OfferState::partly_accepted)
            sum.declined += rest;
        if (offer.state == OfferState::deferred) sum.deferred += rest;
        if (offer.state == OfferState::lapsed) sum.lapsed += rest;
    }
    for (const Reallocation& each : run_.reallocations) sum.reallocated += each.doses;
    for (const Delivery& each : run_.deliveries) sum.delivered += each.doses;
    sum.supply = ledger_.confirmed();
    sum.expired = ledger_.balance(AccountKind::expired);
    sum.unallocated = ledger_.balance(AccountKind::pool);
    sum.buffer = ledger_.balance(AccountKind::buffer);
    sum.open_offers = ledger_.balance(AccountKind::offered);
    sum.awaiting_dispatch = ledger_.balance(AccountKind::title);
    sum.in_transit = ledger_.balance(AccountKind::transit);
    sum.in_custody = ledger_.balance(AccountKind::custody);
    const Doses placed = sum.unallocated + sum.buffer + sum.open_offers + sum.awaiting_dispatch +
                         sum.in_transit + sum.in_custody + sum.expired;
    ALIQUOT_CHECK(sum.supply == placed);
    return sum;
}

}  // namespace aliquot
