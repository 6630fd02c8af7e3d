// The order of a day, and the answers that participants give.
#include "aliquot/replay/replay.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/what_if.hpp"

namespace aliquot {

namespace {

// The recorded or default answers of participants, and the days on which they are due.
class Answers {
public:
    explicit Answers(const Scenario& scenario) : scenario_{scenario} {
        if (scenario.settings.rule.name == "recorded") return;  // what was given was taken
        for (const Response& response : scenario.responses)
            responses_[{response.participant, response.round, response.product}] = &response;
    }

    // Plans the answers to offers that were made since the last call.
    void plan(const std::vector<Offer>& offers) {
        for (; planned_ < offers.size(); ++planned_) {
            const Offer& offer = offers[planned_];
            due_[day_of_answer(offer)].push_back(offer.id);
        }
    }

    // Offers due on the day, in order of issue.
    [[nodiscard]] std::vector<int> take_due(Date day) {
        const auto found = due_.find(day);
        if (found == due_.end()) return {};
        std::vector<int> ids = std::move(found->second);
        due_.erase(found);
        return ids;
    }

    // Answers to offers that were never made, of rounds held by the day.
    [[nodiscard]] std::vector<std::string> unused(Date day) const {
        std::vector<std::string> words;
        for (const auto& [key, response] : responses_) {
            const auto round = static_cast<std::size_t>(response->round) - 1;
            if (used_.contains(response) || scenario_.settings.rounds.at(round) > day) continue;
            words.push_back(
                fmt::format("responses.csv: {} answers {} to {} in round {}, but was "
                            "not offered it",
                            scenario_.at(response->participant).id,
                            answer_names.at(static_cast<std::size_t>(response->answer)),
                            scenario_.at(response->product).id, response->round));
        }
        return words;
    }

    [[nodiscard]] Reply reply_to(const Offer& offer) {
        const Response* response = find(offer);
        if (response == nullptr) return {};
        used_.insert(response);
        Reply reply{response->answer, {}, response->reason, response->wish};
        if (response->answer != Answer::partial) return reply;
        // One answer may cover offers of several supply lines of the product.
        auto [left, is_new] =
            partly_left_.try_emplace(response, response->doses.value_or(Doses{0}));
        reply.doses = std::min(left->second, offer.doses);
        left->second -= *reply.doses;
        return reply;
    }

private:
    [[nodiscard]] const Response* find(const Offer& offer) const {
        const auto found =
            responses_.find({offer.participant, offer.round, scenario_.at(offer.supply).product});
        return found == responses_.end() ? nullptr : found->second;
    }

    [[nodiscard]] Date day_of_answer(const Offer& offer) const {
        const Response* response = find(offer);
        if (response != nullptr && response->answer == Answer::silent) return offer.deadline;
        Date day = offer.offered + Days{scenario_.settings.gates.answer_days};
        if (response != nullptr && response->answered && *response->answered >= offer.offered)
            day = *response->answered;
        return std::min(day, offer.deadline);
    }

    const Scenario& scenario_;
    std::map<std::tuple<ParticipantIndex, std::int64_t, ProductIndex>, const Response*> responses_;
    std::map<const Response*, Doses> partly_left_;
    std::set<const Response*> used_;
    std::map<Date, std::vector<int>> due_;
    std::size_t planned_ = 0;
};

class Replay {
public:
    Replay(const Scenario& scenario, const ReplayOptions& options)
        : scenario_{scenario}, options_{options}, facility_{scenario}, answers_{scenario} {}

    Result<Replayed> run() {
        const Settings& settings = scenario_.settings;
        const Date until = std::min(options_.until.value_or(settings.end), settings.end);
        for (Date today = settings.start; today <= until; today += Days{1}) {
            if (auto lived = live(today, until); !lived) return tl::unexpected(lived.error());
            if (result_.stopped_at) break;
        }
        if (options_.stop_at_round && !result_.stopped_at)
            return tl::unexpected(Error{
                ErrorCode::not_found, fmt::format("there is no round {}", *options_.stop_at_round),
                scenario_.settings.title,
                fmt::format("the scenario holds rounds 1 to {}", settings.rounds.size())});
        facility_.note_coverage(until);
        facility_.mark_assertions();
        for (std::string& words : answers_.unused(until)) facility_.note(std::move(words));
        result_.run = facility_.record(until);
        result_.events = facility_.events();
        if (options_.keep_facts) result_.freed = facility_.freed();
        return std::move(result_);
    }

private:
    Result<void> live(Date today, Date until) {
        const bool first_day = today == scenario_.settings.start;
        for (const Delay& delay : scenario_.delays)  // in order of announcement
            if (delay.announced == today || (first_day && delay.announced < today))
                if (auto slipped = facility_.slip(delay.supply, delay.available, today); !slipped)
                    return slipped;
        return facility_.receive(today)
            .and_then([&] { return hand_back(today); })
            .and_then([&] { return facility_.expire(today); })
            .and_then([&] { return answer(today); })
            .and_then([&] { return confirm(today, today); })
            .and_then([&] { return hold_round(today, until); })
            .and_then([&] { return answer(today); })
            .and_then([&] { return facility_.dispatch(today); })
            .and_then([&] { return facility_.receive(today); });
    }

    [[nodiscard]] bool is_history() const { return scenario_.settings.rule.name == "recorded"; }

    Result<void> hand_back(Date today) {
        if (is_history()) return {};  // recorded amounts are net of what was handed back
        for (const Return& returned : scenario_.returns) {
            if (returned.date != today) continue;
            if (auto taken = facility_.take_back(returned, today); !taken) return taken;
        }
        answers_.plan(facility_.offers());
        return {};
    }

    Result<void> answer(Date today) {
        // An answer may lead to offers that are answered on the same day. Whoever refused a product
        // in a round is not offered it again in it, so this ends.
        for (auto due = answers_.take_due(today); !due.empty(); due = answers_.take_due(today)) {
            for (const int id : due) {
                const Offer offer = facility_.offers()[static_cast<std::size_t>(id) - 1];
                if (offer.state != OfferState::offered) continue;  // its doses have expired
                if (auto answered = facility_.answer(id, answers_.reply_to(offer), today);
                    !answered)
                    return answered;
                answers_.plan(facility_.offers());
            }
        }
        return {};
    }

    Result<void> confirm(Date today, Date horizon) {
        for (std::size_t s = 0; s < scenario_.supply.size(); ++s)
            if (facility_.state().available(SupplyIndex{s}) <= horizon)
                if (auto confirmed = facility_.confirm(SupplyIndex{s}, today); !confirmed)
                    return confirmed;
        return {};
    }

    Result<void> hold_round(Date today, Date until) {
        const auto& rounds = scenario_.settings.rounds;
        const auto found = std::ranges::find(rounds, today);
        if (found == rounds.end()) return {};
        const int round = static_cast<int>(found - rounds.begin()) + 1;
        facility_.mark_assertions();
        if (today != until) facility_.note_coverage(today);
        return confirm(today, today + Days{scenario_.settings.horizon_days})
            .and_then([&] { return offer_outside_rule(round, today); })
            .and_then([&] { return decide(round, today); });
    }

    Result<void> offer_outside_rule(int round, Date today) {
        if (is_history()) return {};
        for (const RecordedOffer& offer : scenario_.offers) {
            if (offer.round != round) continue;
            const SupplyLine& line = scenario_.at(offer.supply);
            if (auto made = facility_.offer_outside_rule(round, offer, today); !made)
                return tl::unexpected(
                    Error{ErrorCode::infeasible,
                          fmt::format("the offer of {} doses of {} to {} in round {} cannot be "
                                      "made: {}",
                                      grouped(offer.doses.value()), line.id,
                                      scenario_.at(offer.participant).id, round, made.error().what),
                          "offers.csv",
                          "offer at most what is free, in a round whose horizon reaches the line"});
        }
        answers_.plan(facility_.offers());
        return {};
    }

    Result<void> decide(int round, Date today) {
        if (options_.keep_facts) result_.facts.emplace(round, facility_.facts(round, today));
        const auto given = options_.given.find(round);
        auto proposed = facility_.propose(round, today,
                                          given == options_.given.end() ? nullptr : &given->second);
        if (!proposed) return tl::unexpected(proposed.error());
        if (given != options_.given.end()) result_.violations[round] = proposed->violations;
        if (options_.prices) {
            const RoundFacts facts = facility_.facts(round, today);
            auto prices = WhatIf{scenario_, facts, proposed->decision}.prices();
            if (!prices) return tl::unexpected(prices.error());
            proposed->decision.prices = *std::move(prices);
        }
        if (options_.stop_at_round == round) {
            result_.stopped_at = *std::move(proposed);
            return {};
        }
        if (auto decided = facility_.decide(*proposed); !decided) return decided;
        answers_.plan(facility_.offers());
        return {};
    }

    const Scenario& scenario_;
    const ReplayOptions& options_;
    Facility facility_;
    Answers answers_;
    Replayed result_;
};

}  // namespace

Result<Replayed> replay(const Scenario& scenario, const ReplayOptions& options) {
    return Replay{scenario, options}.run();
}

}  // namespace aliquot
