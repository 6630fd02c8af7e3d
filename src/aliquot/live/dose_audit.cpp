// Every record told to a desk and counted again; after each, the accounts that moved are compared.
#include "aliquot/live/dose_audit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/error_text.hpp"
#include "aliquot/io/run/balances.hpp"
#include "aliquot/live/live_facility.hpp"
#include "aliquot/live/telling.hpp"

namespace aliquot {

namespace {

constexpr std::size_t most_violations = 100;

std::string in_words(Error error, std::int64_t sequence) {
    // The record's number is told anyway.
    const std::string place = fmt::format("record {}", sequence);
    if (error.where == place) error.where.clear();
    if (error.where.starts_with(place + ": ")) error.where.erase(0, place.size() + 2);
    return error.where.empty() ? error.what : error.where + ": " + error.what;
}

}  // namespace

void DoseAuditor::violate(DoseViolationKind kind, std::int64_t sequence, std::string what) {
    if (audit_.violations.size() < most_violations)
        audit_.violations.push_back({kind, sequence, std::move(what)});
}

void DoseAuditor::add(const ledger::Record& record) {
    ++seen_;
    if (seen_ == 1) audit_.of_a_facility = record.kind == FacilityOpened::kind;
    if (!audit_.of_a_facility || stopped_) return;
    const auto event = tell(desk_, record);
    if (!event) {
        const Error& error = event.error().front();
        violate(error.code == ErrorCode::conflict ? DoseViolationKind::impossible_event
                                                  : DoseViolationKind::unreadable_event,
                record.sequence, in_words(error, record.sequence));
        stopped_ = true;
        return;
    }
    if (*event) check_event(record, **event);
    audit_.told_until = record.sequence;
}

void DoseAuditor::check_event(const ledger::Record& record, const Event& event) {
    if (const Date day = date_of(event); day != day_ || day_text_.empty()) {
        day_ = day;
        day_text_ = format_date(day);
    }
    if (!record.happened.starts_with(day_text_))
        violate(DoseViolationKind::wrong_day, record.sequence,
                fmt::format("the record is of {}, what it tells happened on {}", record.happened,
                            day_text_));
    if (const auto* round = std::get_if<RoundEvent>(&event))
        if (const auto* made = std::get_if<ProposalMade>(round);
            made != nullptr && !is_whole(*made))
            violate(DoseViolationKind::package_differs, record.sequence,
                    fmt::format("proposal {} names SHA-256 {}, its package has another",
                                made->proposal, made->sha256));
    if (const auto* dose = std::get_if<DoseEvent>(&event)) check_doses(record, *dose);
}

void DoseAuditor::check_doses(const ledger::Record& record, const DoseEvent& event) {
    const Scenario& world = desk_->world();
    if (!recount_) recount_ = std::make_unique<Recount>(world);
    recount_->count(event);
    if (const auto* fact = std::get_if<SupplyExpired>(&event)) {
        const auto& last = world.at(fact->supply).expires;
        if (!last || fact->date <= *last)
            violate(DoseViolationKind::impossible_event, record.sequence,
                    fmt::format("{} can be used {}", world.at(fact->supply).id,
                                last ? "until " + format_date(*last) : "without end"));
    }
    check_accounts(record.sequence);
}

// Of the accounts that the last event moved: no fewer doses than none, no more than were pledged,
// and as many as the ledger says.
void DoseAuditor::check_accounts(std::int64_t sequence) {
    const Scenario& world = desk_->world();
    const auto& kept = desk_->doses().ledger().balances();
    for (const Recount::Place& place : recount_->moved()) {
        const auto& [account, line] = place;
        const std::int64_t doses = recount_->holds(place);
        const bool source = account.kind == AccountKind::supply;
        const auto name = [&] { return account_name(world, place); };
        if (source && -doses > world.at(line).doses.value())
            violate(DoseViolationKind::not_conserved, sequence,
                    fmt::format("{} doses came out of {}, of which {} were pledged",
                                grouped(-doses), name(), grouped(world.at(line).doses.value())));
        else if (source ? doses > 0 : doses < 0)
            violate(
                DoseViolationKind::not_conserved, sequence,
                fmt::format("{} holds {} doses of {}", name(), grouped(doses), world.at(line).id));
        const auto found = kept.find(place);
        if (const std::int64_t other = found == kept.end() ? 0 : found->second; other != doses)
            violate(DoseViolationKind::table_differs, sequence,
                    fmt::format("{} holds {} doses of {} by its events, {} by the ledger", name(),
                                grouped(doses), world.at(line).id, grouped(other)));
    }
}

// What is kept at hand beside the transfers, and what they add up to.
void DoseAuditor::check_tables() {
    const FacilityState& state = desk_->doses();
    const auto differs = [&](std::string what) {
        violate(DoseViolationKind::table_differs, audit_.told_until, std::move(what));
    };
    const auto without_zeros = [](std::map<AccountLine, std::int64_t> balances) {
        std::erase_if(balances, [](const auto& each) { return each.second == 0; });
        return balances;
    };
    const auto counted = without_zeros(recount_->balances());
    if (without_zeros(balances_of(state.ledger().transfers())) != counted)
        differs("the transfers do not add up to what the events say");
    if (without_zeros(state.ledger().balances()) != counted)
        differs("the balances kept are not those that the events say");
    std::map<SupplyIndex, std::int64_t> sums;
    for (const auto& [place, doses] : counted) {
        sums[place.second] += doses;
        if (place.first.kind == AccountKind::supply) audit_.confirmed -= doses;
    }
    for (const auto& [line, sum] : sums)
        if (sum != 0)
            violate(DoseViolationKind::not_conserved, audit_.told_until,
                    fmt::format("of {}, {} doses are in no account", desk_->world().at(line).id,
                                grouped(-sum)));
    const auto same = [](const Offer& offer, const Recount::Promise& promise) {
        return offer.participant == promise.participant && offer.supply == promise.line &&
               offer.doses == promise.doses && offer.state == promise.state &&
               offer.accepted == promise.accepted;
    };
    if (!std::ranges::equal(state.offers(), recount_->promises(), same))
        differs("the table of offers is not what the events say");
    const auto waiting = std::ranges::count(recount_->promises(), false, &Recount::Promise::gone);
    const auto open = std::ranges::count(state.offers(), OfferState::offered, &Offer::state);
    if (waiting - open != std::ssize(state.consignments()))
        differs("the table of shipments is not what the events say");
}

DoseAudit DoseAuditor::report() && {
    if (desk_) {
        audit_.transfers = std::ssize(desk_->doses().ledger().transfers());
        if (recount_) check_tables();
    }
    return std::move(audit_);
}

}  // namespace aliquot
