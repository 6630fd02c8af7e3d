// The facility's commands.
#include "aliquot/facility/facility.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

constexpr Account pool{AccountKind::pool, {}};
constexpr Account buffer{AccountKind::buffer, {}};
constexpr Account expired_account{AccountKind::expired, {}};

Account title(ParticipantIndex p) {
    return {AccountKind::title, p};
}

// A command that moves doses: its error, or nothing.
Result<void> done(const Result<int>& transfer) {
    if (!transfer) return tl::unexpected(transfer.error());
    return {};
}

}  // namespace

Facility::Facility(const Scenario& scenario)
    : scenario_{&scenario},
      knowledge_{scenario},
      computer_{scenario, knowledge_},
      ledger_{scenario},
      confirmed_(scenario.supply.size(), false),
      expired_(scenario.supply.size(), false) {
    for (const SupplyLine& line : scenario.supply) available_.push_back(line.available);
    run_.rule = scenario.settings.rule.name;
}

Result<void> Facility::confirm(SupplyIndex line, Date today) {
    if (confirmed_.at(line.value)) return {};
    confirmed_[line.value] = true;
    const SupplyLine& supply = scenario_->at(line);
    if (auto moved =
            ledger_.post(today, line, {AccountKind::supply, {}}, pool, supply.doses, "confirmed");
        !moved)
        return done(moved);
    if (scenario_->settings.rule.name == "recorded") return {};  // all of it was given
    const Doses kept{scenario_->settings.buffer.floor_of(supply.doses.value())};
    if (kept == Doses{0}) return {};
    return done(ledger_.post(today, line, pool, buffer, kept, "buffer set aside"));
}

void Facility::slip(SupplyIndex line, Date available) {
    available_.at(line.value) = available;
}

std::vector<FreeLine> Facility::free_lines(Date horizon) const {
    std::vector<FreeLine> lines;
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s) {
        const SupplyIndex line{s};
        if (!confirmed_[s] || expired_[s] || available_[s] > horizon) continue;
        const Doses free = ledger_.balance(pool, line);
        if (free > Doses{0}) lines.push_back({line, free, available_[s]});
    }
    return lines;
}

RoundFacts Facility::facts(int round, Date today) const {
    return {{round, today, free_lines(today + Days{scenario_->settings.horizon_days}), {}},
            Holdings{*scenario_, ledger_}};
}

Result<ProposedRound> Facility::propose(int round, Date today,
                                        const std::vector<GivenAward>* given) const {
    const RoundFacts from = facts(round, today);
    auto proposed = computer_.compute(from.input, from.holdings, given);
    // Our own rules answer to the same check as anyone else's plan.
    if (proposed && given == nullptr && !proposed->violations.empty())
        throw BrokenPromise(fmt::format("the proposal of round {} fails its own check: {}", round,
                                        proposed->violations.front().words));
    return proposed;
}

Result<void> Facility::decide(const ProposedRound& proposed) {
    run_.decisions.push_back(proposed.decision);
    for (const std::string& words : proposed.decision.notices)
        note(fmt::format("round {}: {}", proposed.decision.round, words));
    run_.exclusions.insert(run_.exclusions.end(), proposed.exclusions.begin(),
                           proposed.exclusions.end());
    if (proposed.decision.lots && !proposed.decision.lots->notice.empty())
        note(fmt::format("round {}: {}", proposed.decision.round, proposed.decision.lots->notice));
    for (const Award& award : proposed.decision.awards)
        if (auto made = make_offer(award); !made) return made;
    return {};
}

Result<void> Facility::offer_outside_rule(int round, const RecordedOffer& offer, Date today) {
    return make_offer(
        {round, today, offer.participant, offer.supply, offer.doses, AwardSource::exceptional});
}

Result<void> Facility::make_offer(const Award& award) {
    const int id = static_cast<int>(run_.offers.size()) + 1;
    auto pending =
        ledger_.reserve(award.date, award.supply, pool, title(award.participant), award.doses,
                        fmt::format("offer {} to {}", id, scenario_->at(award.participant).id));
    if (!pending) return done(pending);
    pending_[id] = *pending;
    run_.awards.push_back(award);
    Offer offer;
    offer.id = id;
    offer.round = award.round;
    offer.participant = award.participant;
    offer.supply = award.supply;
    offer.doses = award.doses;
    offer.offered = award.date;
    offer.deadline = award.date + Days{scenario_->settings.gates.offer_deadline_days};
    offer.source = award.source;
    run_.offers.push_back(std::move(offer));
    return {};
}

Result<void> Facility::answer(int id, const Reply& reply, Date today) {
    ALIQUOT_CHECK(id >= 1 && id <= std::ssize(run_.offers));
    Offer& offer = run_.offers[static_cast<std::size_t>(id) - 1];
    if (offer.state != OfferState::offered)
        return tl::unexpected(Error{ErrorCode::conflict, "this offer is answered already",
                                    fmt::format("offer {}", id), ""});
    offer.answered = today;
    offer.reason = reply.reason;
    offer.wish = reply.wish;
    if (auto settled = settle(offer, reply, today); !settled) return settled;
    if (offer.accepted > Doses{0})
        consignments_.push_back({offer.participant, offer.supply, offer.accepted, today, {}, {}});
    if (offer.accepted == offer.doses) return {};
    refused_.emplace(offer.participant, scenario_->at(offer.supply).product, offer.round);
    std::string why{offer_state_names.at(static_cast<std::size_t>(offer.state))};
    if (!offer.reason.empty()) why += ": " + offer.reason;
    // Making offers may move the list of offers; the copy stays.
    return reallocate({offer.participant, offer.round, offer.supply, offer.doses - offer.accepted,
                       std::move(why), offer.wish},
                      today);
}

Result<void> Facility::settle(Offer& offer, const Reply& reply, Date today) {
    const int pending = pending_.at(offer.id);
    const std::string about =
        fmt::format("offer {} to {}", offer.id, scenario_->at(offer.participant).id);
    switch (reply.answer) {
        case Answer::accept:
        case Answer::partial: {
            offer.accepted = reply.answer == Answer::accept
                                 ? offer.doses
                                 : std::min(reply.doses.value_or(Doses{0}), offer.doses);
            offer.state =
                offer.accepted == offer.doses ? OfferState::accepted : OfferState::partly_accepted;
            return done(ledger_.accept(today, pending, offer.accepted, about + " accepted"));
        }
        case Answer::decline:
            offer.state = OfferState::declined;
            return done(
                ledger_.release(today, pending, TransferState::voided, about + " declined"));
        case Answer::defer:
            offer.state = OfferState::deferred;
            return done(
                ledger_.release(today, pending, TransferState::voided, about + " deferred"));
        case Answer::silent:
            break;
    }
    offer.state = OfferState::lapsed;
    offer.answered.reset();
    return done(ledger_.release(today, pending, TransferState::expired, about + " lapsed"));
}

std::vector<Knowledge::Toll> Facility::who_may_receive(const Freed& freed, Date today) const {
    const Holdings holdings{*scenario_, ledger_};
    const ProductIndex product = scenario_->at(freed.line).product;
    std::vector<Knowledge::Toll> able;
    for (const Knowledge::Toll& toll : knowledge_.severity_ranks(today)) {
        const ParticipantIndex p = toll.participant;
        if (p == freed.from || refused_.contains({p, product, freed.round})) continue;
        if (!computer_.gates().closed(p, freed.line, today, available_.at(freed.line.value),
                                      {holdings.promised_of(p, freed.line), holdings.products(p)}))
            able.push_back(toll);
    }
    return able;
}

Result<void> Facility::reallocate(const Freed& freed, Date today) {
    if (expired_.at(freed.line.value)) return {};
    const std::vector<Knowledge::Toll> able = who_may_receive(freed, today);
    const auto at_a_time = static_cast<std::size_t>(scenario_->settings.reallocation.recipients);
    Scenario shared_evenly = *scenario_;
    shared_evenly.settings.rule.name = "equal_coverage";
    shared_evenly.settings.lots.polish = Polish::none;  // few doses for few: no solver is asked
    const RoundComputer computer{shared_evenly, knowledge_};
    Doses left = freed.doses;
    for (std::size_t first = 0; first < able.size() && left > Doses{0}; first += at_a_time) {
        RoundInput input{freed.round,
                         today,
                         {{freed.line, left, available_.at(freed.line.value)}},
                         std::vector<ParticipantIndex>{}};
        std::map<ParticipantIndex, int> rank;
        for (std::size_t k = first; k < std::min(first + at_a_time, able.size()); ++k) {
            input.participants->push_back(able[k].participant);
            rank[able[k].participant] = able[k].rank;
        }
        const auto proposed = computer.compute(input, Holdings{*scenario_, ledger_}, nullptr);
        if (!proposed) return tl::unexpected(proposed.error());
        ALIQUOT_CHECK(proposed->violations.empty());
        for (Award award : proposed->decision.awards) {
            award.source = AwardSource::reallocation;
            if (auto made = make_offer(award); !made) return made;
            left -= award.doses;
            run_.reallocations.push_back({freed.from, award.participant, freed.round, freed.line,
                                          award.doses, freed.reason, rank.at(award.participant),
                                          freed.wish});
        }
    }
    if (left > Doses{0})
        note(
            fmt::format("{} of {} doses of {} that {} did not keep on {} found no taker: {} could "
                        "receive this line that day{}",
                        grouped(left.value()), grouped(freed.doses.value()),
                        scenario_->at(freed.line).id, scenario_->at(freed.from).id,
                        format_date(today), able.empty() ? "nobody else" : "others",
                        able.empty() ? "" : ", none could take as much as a lot more"));
    return {};
}

Result<void> Facility::take_back(const Return& returned, Date today) {
    Doses wanted = returned.doses;
    const std::string who = scenario_->at(returned.participant).id;
    for (std::size_t s = 0; s < scenario_->supply.size() && wanted > Doses{0}; ++s) {
        const SupplyIndex line{s};
        if (scenario_->at(line).product != returned.product) continue;
        const Account custody{AccountKind::custody, returned.participant};
        const Doses doses = std::min(wanted, ledger_.balance(custody, line));
        if (doses == Doses{0}) continue;
        if (auto moved = ledger_.post(today, line, custody, pool, doses, who + " returns doses");
            !moved)
            return done(moved);
        wanted -= doses;
        run_.totals.returned += doses;
        if (expired_[s]) {  // nobody can use it any more
            if (auto gone = ledger_.post(today, line, pool, expired_account, doses,
                                         "returned past the last day of use");
                !gone)
                return done(gone);
            continue;
        }
        refused_.emplace(returned.participant, returned.product, latest_round());
        if (auto shared = reallocate({returned.participant, latest_round(), line, doses,
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

int Facility::latest_round() const {
    return run_.decisions.empty() ? 1 : run_.decisions.back().round;
}

std::string Facility::held_up_by(const Consignment& consignment, Date today) const {
    const Date available = available_.at(consignment.line.value);
    if (available > today) return fmt::format("not available before {}", format_date(available));
    const Settings& settings = scenario_->settings;
    if (settings.rule.name == "recorded") return {};  // it was sent
    const Date arrival = today + Days{settings.delivery.transit_days};
    std::vector<std::string> why;
    const auto& expires = scenario_->at(consignment.line).expires;
    if (expires && *expires < arrival)
        why.push_back("would arrive after its last day of use, " + format_date(*expires));
    if (settings.gates.all_off()) return fmt::format("{}", fmt::join(why, "; "));
    const auto& required = settings.delivery.required_steps;
    const auto missing = knowledge_.missing_steps(required, consignment.participant,
                                                  scenario_->at(consignment.line).product, today);
    if (!missing.empty())
        why.push_back(fmt::format("{} of {} readiness steps done; missing: {}",
                                  required.size() - missing.size(), required.size(),
                                  fmt::join(missing, ", ")));
    if (const auto until = knowledge_.border_closed_until(consignment.participant, arrival))
        why.push_back("border closed until " + format_date(*until));
    return fmt::format("{}", fmt::join(why, "; "));
}

Result<void> Facility::dispatch(Date today) {
    for (Consignment& each : consignments_) {
        if (each.dispatched || !held_up_by(each, today).empty()) continue;
        each.dispatched = today;
        each.arrives = today + Days{scenario_->settings.delivery.transit_days};
        if (auto moved = ledger_.post(today, each.line, title(each.participant),
                                      {AccountKind::transit, each.participant}, each.doses,
                                      "dispatched to " + scenario_->at(each.participant).id);
            !moved)
            return done(moved);
    }
    return {};
}

Result<void> Facility::receive(Date today) {
    for (const Consignment& each : consignments_) {
        if (!each.arrives || *each.arrives > today) continue;
        if (auto moved = ledger_.post(today, each.line, {AccountKind::transit, each.participant},
                                      {AccountKind::custody, each.participant}, each.doses,
                                      "received by " + scenario_->at(each.participant).id);
            !moved)
            return done(moved);
        run_.deliveries.push_back(
            {each.participant, each.line, each.doses, *each.dispatched, today});
    }
    std::erase_if(consignments_,
                  [&](const Consignment& each) { return each.arrives && *each.arrives <= today; });
    return {};
}

Result<void> Facility::expire(Date today) {
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s) {
        const auto& expires = scenario_->supply[s].expires;
        if (expired_[s] || !confirmed_[s] || !expires || *expires >= today) continue;
        if (auto moved = expire_line(SupplyIndex{s}, today); !moved) return moved;
        expired_[s] = true;
    }
    return {};
}

Result<void> Facility::expire_line(SupplyIndex line, Date today) {
    for (std::size_t k = 0; k < run_.offers.size(); ++k) {
        Offer& offer = run_.offers[k];
        if (offer.supply != line || offer.state != OfferState::offered) continue;
        offer.state = OfferState::lapsed;
        offer.reason = "the doses expired before an answer";
        if (auto moved = ledger_.release(today, pending_.at(offer.id), TransferState::expired,
                                         fmt::format("offer {}: doses expired", offer.id));
            !moved)
            return done(moved);
    }
    std::vector<Account> holders{pool, buffer};
    for (const Consignment& each : consignments_)
        if (each.line == line && !each.dispatched) holders.push_back(title(each.participant));
    for (const Account& holder : holders) {
        const Doses doses = ledger_.balance(holder, line);
        if (doses == Doses{0}) continue;
        if (auto moved = ledger_.post(today, line, holder, expired_account, doses,
                                      "past the last day of use");
            !moved)
            return done(moved);
    }
    std::erase_if(consignments_,
                  [&](const Consignment& each) { return each.line == line && !each.dispatched; });
    return {};
}

}  // namespace aliquot
