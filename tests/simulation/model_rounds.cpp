// Rounds, proposals and offers, worked out a second time.
#include <algorithm>

#include "simulation/model.hpp"
#include <fmt/format.h>

namespace aliquot::simulation {

namespace {

const std::set<std::string> rules{"equal_coverage", "proportional", "demand_pull", "least_covered",
                                  "severity_weighted"};

}  // namespace

Model::Reasons Model::against(const Order&, const command::OpenRound&) const {
    if (open_round()) return {RefusalCode::wrong_state};
    return {};
}

Model::Reasons Model::against(const Order&, const command::Propose& c) const {
    Reasons reasons;
    if (!c.rule.empty() && !rules.contains(c.rule)) reasons.insert(RefusalCode::unknown_object);
    if (open_round() != c.round) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::ProposeOffer& c) const {
    if (!participant(c.participant) || !line(c.supply)) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (c.doses.value() == 0 || c.reason.empty()) reasons.insert(RefusalCode::wrong_value);
    if (!open_round()) reasons.insert(RefusalCode::wrong_state);
    if (c.doses.value() > held("pool", c.supply)) reasons.insert(RefusalCode::not_enough_doses);
    return reasons;
}

Number Model::left_by(const OfferRow& offer) const {
    if (offer.state == "offered" || line(offer.line)->expired) return 0;
    return std::min(offer.doses - offer.accepted, held("pool", offer.line));
}

Model::Reasons Model::against(const Order& order, const command::Reallocate& c) const {
    const OfferRow* found = offer(c.offer);
    if (found == nullptr) return {RefusalCode::unknown_object};
    const bool is_proposed = std::ranges::any_of(proposals_, [&](const ProposalRow& each) {
        return each.freed_by == c.offer && !each.rejected;
    });
    if (found->state == "offered" || found->accepted == found->doses || is_proposed)
        return {RefusalCode::wrong_state};
    if (left_by(*found) == 0) return {RefusalCode::not_enough_doses};
    if (who_is_able(*found, order.day).empty()) return {RefusalCode::not_ready};
    return {};
}

// Those who could take doses that were left, the most severely affected first.
std::vector<std::string> Model::who_is_able(const OfferRow& freed, Date day) const {
    constexpr int window = 28;
    std::vector<std::pair<Number, const Participant*>> affected;
    for (const Participant& each : world_.participants) {
        Number deaths = 0;
        for (const Toll& toll : world_.tolls)
            if (toll.participant == each.id && toll.date <= day && toll.date > day - Days{window})
                deaths += toll.deaths;
        affected.emplace_back(deaths, &each);
    }
    std::ranges::stable_sort(affected, [](const auto& a, const auto& b) {
        return a.first * b.second->people > b.first * a.second->people;
    });
    const Line& what = *line(freed.line);
    std::vector<std::string> able;
    for (const auto& [deaths, each] : affected)
        if (each->id != freed.participant &&
            !did_not_take_.contains({each->id, what.product, freed.round}) &&
            !is_shut_out(each->id, what, day))
            able.push_back(each->id);
    return able;
}

Model::Reasons Model::against(const Order& order, const command::Approve& c) const {
    const ProposalRow* found = proposal(c.proposal);
    if (found == nullptr) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (found->by == order.who) reasons.insert(RefusalCode::same_person);
    for (const AwardRow& each : found->awards)
        if (line(each.line)->stated_by.contains(order.who) ||
            readiness_stated_.contains({order.who, each.participant}))
            reasons.insert(RefusalCode::same_person);
    if (found->rejected || found->offered) reasons.insert(RefusalCode::wrong_state);
    if (c.sha256 != found->sha256) reasons.insert(RefusalCode::changed_since);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::Reject& c) const {
    const ProposalRow* found = proposal(c.proposal);
    if (found == nullptr) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (found->by == order.who) reasons.insert(RefusalCode::same_person);
    if (c.reason.empty()) reasons.insert(RefusalCode::wrong_value);
    if (found->rejected || found->offered) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::IssueOffers& c) const {
    const ProposalRow* found = proposal(c.proposal);
    if (found == nullptr) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (found->offered) reasons.insert(RefusalCode::wrong_state);
    if (!found->freed_by && !found->is_exceptional) {
        if (rounds_.at(static_cast<std::size_t>(found->round) - 1))
            reasons.insert(RefusalCode::wrong_state);
        for (const ProposalRow& each : proposals_)
            if (each.round == found->round && !each.freed_by && !each.is_exceptional &&
                each.offered)
                reasons.insert(RefusalCode::wrong_state);
    }
    const auto holding = std::ranges::count_if(found->approved, [&](const auto& each) {
        return order.day <= each.second + Days{world_.approval_days};
    });
    if (found->rejected || holding < world_.quorum) reasons.insert(RefusalCode::not_approved);
    std::map<std::string, Number> sums;
    for (const AwardRow& each : found->awards) {
        sums[each.line] += each.doses;
        if (!found->is_exceptional && is_shut_out(each.participant, *line(each.line), order.day))
            reasons.insert(RefusalCode::changed_since);
    }
    for (const auto& [id, sum] : sums)
        if (sum > held("pool", id)) reasons.insert(RefusalCode::changed_since);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::CloseRound& c) const {
    if (open_round() != c.round) return {RefusalCode::wrong_state};
    return {};
}

Model::Reasons Model::against(const Order& order, const command::AnswerOffer& c) const {
    const OfferRow* found = offer(c.offer);
    if (found == nullptr) return {RefusalCode::unknown_object};
    Reasons reasons;
    const bool is_part = c.answer == Answer::partial;
    if (c.answer == Answer::silent || is_part != c.doses.has_value())
        reasons.insert(RefusalCode::wrong_value);
    if (c.doses && (c.doses->value() < 1 || c.doses->value() >= found->doses))
        reasons.insert(RefusalCode::wrong_value);
    if (found->state != "offered" || order.day > found->deadline)
        reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::LapseOffers&) const {
    for (const OfferRow& each : offers_)
        if (each.state == "offered" && each.deadline < order.day) return {};
    return {RefusalCode::wrong_state};
}

void Model::effect(const Order&, const command::OpenRound&) {
    rounds_.push_back(false);
}

void Model::effect(const Order&, const command::CloseRound&) {
    rounds_.back() = true;
}

void Model::effect(const Order& order, const command::Approve& c) {
    proposals_.at(static_cast<std::size_t>(c.proposal) - 1).approved[order.who] = order.day;
}

void Model::effect(const Order&, const command::Reject& c) {
    proposals_.at(static_cast<std::size_t>(c.proposal) - 1).rejected = true;
}

void Model::effect(const Order& order, const command::IssueOffers& c) {
    ProposalRow& made = proposals_.at(static_cast<std::size_t>(c.proposal) - 1);
    made.offered = true;
    if (!made.freed_by && !made.is_exceptional) latest_decided_ = made.round;
    for (const AwardRow& each : made.awards) {
        OfferRow open;
        open.round = made.round;
        open.participant = each.participant;
        open.line = each.line;
        open.doses = each.doses;
        open.deadline = order.day + Days{world_.deadline_days};
        offers_.push_back(open);
        move(each.line, "pool", "offered:" + each.participant, each.doses);
    }
}

void Model::settle(OfferRow& offer, const std::string& state, Number accepted) {
    const auto id = static_cast<int>(&offer - offers_.data()) + 1;
    offer.state = state;
    offer.accepted = accepted;
    move(offer.line, "offered:" + offer.participant, "title:" + offer.participant, accepted);
    move(offer.line, "offered:" + offer.participant, "pool", offer.doses - accepted);
    if (accepted > 0) shipments_[id] = {offer.participant, offer.line, accepted, {}, false};
    if (accepted < offer.doses)
        did_not_take_.insert({offer.participant, line(offer.line)->product, offer.round});
}

void Model::effect(const Order&, const command::AnswerOffer& c) {
    OfferRow& open = offers_.at(static_cast<std::size_t>(c.offer) - 1);
    if (c.answer == Answer::accept) settle(open, "accepted", open.doses);
    if (c.answer == Answer::partial) settle(open, "partly_accepted", c.doses->value());
    if (c.answer == Answer::decline) settle(open, "declined", 0);
    if (c.answer == Answer::defer) settle(open, "deferred", 0);
}

void Model::effect(const Order& order, const command::LapseOffers&) {
    for (OfferRow& each : offers_)
        if (each.state == "offered" && each.deadline < order.day) settle(each, "lapsed", 0);
}

// Awards that could not have been proposed.
std::string Model::fault_of(const ProposalRow& made, const Order& order) const {
    std::map<std::string, Number> sums;
    for (const AwardRow& each : made.awards) {
        const Line& what = *line(each.line);
        sums[each.line] += each.doses;
        if (each.doses <= 0 || !what.confirmed || what.expired)
            return fmt::format("{} of {} are no doses to award", each.doses, each.line);
        if (!made.is_exceptional && is_shut_out(each.participant, what, order.day))
            return fmt::format("{} cannot be offered {}", each.participant, each.line);
        if (!made.freed_by && !made.is_exceptional &&
            what.available > order.day + Days{world_.horizon_days})
            return fmt::format("{} comes too late to be awarded", each.line);
    }
    for (const auto& [id, sum] : sums)
        if (sum > held("pool", id))
            return fmt::format("{} doses of {} are awarded, {} are free", sum, id,
                               held("pool", id));
    if (!made.freed_by) return {};
    const OfferRow& freed = *offer(*made.freed_by);
    Number sum = 0;
    const auto able = who_is_able(freed, order.day);
    for (const AwardRow& each : made.awards) {
        sum += each.doses;
        if (each.line != freed.line || std::ranges::find(able, each.participant) == able.end())
            return fmt::format("{} cannot take what offer {} left", each.participant,
                               *made.freed_by);
    }
    if (sum == 0 || sum > left_by(freed))
        return fmt::format("{} doses are given on, {} were left", sum, left_by(freed));
    return {};
}

}  // namespace aliquot::simulation
