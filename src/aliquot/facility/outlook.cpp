// Looking at a state: what is free, who would get it, and what stands in the way.
#include "aliquot/facility/outlook.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"

namespace aliquot {

SupplyConfirmed Outlook::confirmation(SupplyIndex line, Doses doses, Date today) const {
    Doses buffer;
    if (scenario_->settings.rule.name != "recorded")  // there all of it was given
        buffer = Doses{scenario_->settings.buffer.floor_of(doses.value())};
    return {today, line, doses, buffer};
}

std::vector<FreeLine> Outlook::free_lines(Date horizon) const {
    std::vector<FreeLine> lines;
    for (std::size_t s = 0; s < scenario_->supply.size(); ++s) {
        const SupplyIndex line{s};
        if (!state_->confirmed(line) || state_->expired(line) || state_->available(line) > horizon)
            continue;
        const Doses free = state_->ledger().balance({AccountKind::pool, {}}, line);
        if (free > Doses{0}) lines.push_back({line, free, state_->available(line)});
    }
    return lines;
}

RoundFacts Outlook::facts(int round, Date today) const {
    return {{round, today, free_lines(today + Days{scenario_->settings.horizon_days}), {}},
            Holdings{*scenario_, state_->ledger()}};
}

Result<ProposedRound> Outlook::propose(int round, Date today,
                                       const std::vector<GivenAward>* given) const {
    const RoundFacts from = facts(round, today);
    auto proposed = computer_.compute(from.input, from.holdings, given);
    // Our own rules answer to the same check as anyone else's plan.
    if (proposed && given == nullptr && !proposed->violations.empty())
        throw BrokenPromise(fmt::format("the proposal of round {} fails its own check: {}", round,
                                        proposed->violations.front().words));
    return proposed;
}

std::vector<CoverageRow> Outlook::coverage(Date today) const {
    const Holdings holdings{*scenario_, state_->ledger()};
    std::vector<CoverageRow> rows;
    for (std::size_t i = 0; i < scenario_->participants.size(); ++i) {
        const ParticipantIndex p{i};
        const auto elsewhere = knowledge_.elsewhere(p, today);
        rows.push_back(
            {today, p, holdings.accepted(p) + elsewhere.facility_before, elsewhere.doses,
             holdings.accepted_courses(p) + elsewhere.courses + elsewhere.facility_before_courses,
             holdings.received(p) + elsewhere.facility_before});
    }
    return rows;
}

OfferMade Outlook::offer(const Award& award) const {
    return {award.date,
            static_cast<int>(state_->offers().size()) + 1,
            award.round,
            award.participant,
            award.supply,
            award.doses,
            award.date + Days{scenario_->settings.gates.offer_deadline_days},
            award.source};
}

OfferAnswered Outlook::answer(int id, const Reply& reply, Date today) const {
    ALIQUOT_CHECK(id >= 1 && id <= std::ssize(state_->offers()));
    const Offer& open = state_->offers()[static_cast<std::size_t>(id) - 1];
    OfferAnswered answered{today, id, OfferState::lapsed, {}, reply.reason, reply.wish};
    switch (reply.answer) {
        case Answer::accept:
        case Answer::partial:
            answered.accepted = reply.answer == Answer::accept
                                    ? open.doses
                                    : std::min(reply.doses.value_or(Doses{0}), open.doses);
            answered.state = answered.accepted == open.doses ? OfferState::accepted
                                                             : OfferState::partly_accepted;
            break;
        case Answer::decline:
            answered.state = OfferState::declined;
            break;
        case Answer::defer:
            answered.state = OfferState::deferred;
            break;
        case Answer::silent:
            break;
    }
    return answered;
}

Freed Outlook::freed_by(int id) const {
    const Offer& offer = state_->offers().at(static_cast<std::size_t>(id) - 1);
    std::string why{offer_state_names.at(static_cast<std::size_t>(offer.state))};
    if (!offer.reason.empty()) why += ": " + offer.reason;
    return {offer.participant, offer.round, offer.supply, offer.doses - offer.accepted,
            std::move(why),    offer.wish};
}

std::vector<Severity> Outlook::who_may_receive(const Freed& freed, Date today) const {
    const Holdings holdings{*scenario_, state_->ledger()};
    const ProductIndex product = scenario_->at(freed.line).product;
    std::vector<Severity> able;
    for (const Severity& toll : knowledge_.severity_ranks(today)) {
        const ParticipantIndex p = toll.participant;
        if (p == freed.from || state_->has_refused(p, product, freed.round)) continue;
        if (!computer_.gates().closed(p, freed.line, today, state_->available(freed.line),
                                      {holdings.promised_of(p, freed.line), holdings.products(p)}))
            able.push_back(toll);
    }
    return able;
}

Result<Outlook::Reallocated> Outlook::reallocate(const Freed& freed, Date today) const {
    const std::vector<Severity> able = who_may_receive(freed, today);
    const auto at_a_time = static_cast<std::size_t>(scenario_->settings.reallocation.recipients);
    Scenario shared_evenly = *scenario_;
    shared_evenly.settings.rule.name = "equal_coverage";
    shared_evenly.settings.lots.polish = Polish::none;  // few doses for few: no solver is asked
    const RoundComputer computer{shared_evenly, knowledge_};
    const Holdings holdings{*scenario_, state_->ledger()};
    Reallocated found;
    found.left = freed.doses;
    found.anybody_able = !able.empty();
    for (std::size_t first = 0; first < able.size() && found.left > Doses{0}; first += at_a_time) {
        RoundInput input{freed.round,
                         today,
                         {{freed.line, found.left, state_->available(freed.line)}},
                         std::vector<ParticipantIndex>{}};
        for (std::size_t k = first; k < std::min(first + at_a_time, able.size()); ++k) {
            input.participants->push_back(able[k].participant);
            found.rank[able[k].participant] = able[k].rank;
        }
        const auto proposed = computer.compute(input, holdings, nullptr);
        if (!proposed) return tl::unexpected(proposed.error());
        ALIQUOT_CHECK(proposed->violations.empty());
        for (Award award : proposed->decision.awards) {
            award.source = AwardSource::reallocation;
            found.left -= award.doses;
            found.awards.push_back(award);
        }
    }
    return found;
}

std::string Outlook::held_up_by(const FacilityState::Consignment& consignment, Date today) const {
    const Date available = state_->available(consignment.line);
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

}  // namespace aliquot
