// One event at a time: who speaks of it, which voices are the same, and what they add up to.
#include "aliquot/evidence/belief.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

bool about(const Statement& said, const SupplyEvent& event) {
    return said.participant == event.participant && covers(said.product, event.product) &&
           covers(said.supply, event.supply);
}

// A delivery of one product is a delivery of any vaccine.
bool within(const Statement& said, const SupplyEvent& event) {
    return said.participant == event.participant && covers(event.product, said.product) &&
           covers(event.supply, said.supply);
}

bool exactly_about(const Statement& said, const SupplyEvent& event) {
    return said.participant == event.participant && said.product == event.product &&
           said.supply == event.supply;
}

std::optional<SupplyEventKind> kind_spoken_for(const Statement& said) {
    if (is_promise(said)) return SupplyEventKind::promised;
    if (is_arrival(said) || said.event == Said::denied) return SupplyEventKind::delivered;
    if (said.event == Said::declined) return SupplyEventKind::declined;
    if (said.event == Said::cancelled) return SupplyEventKind::cancelled;
    return std::nullopt;
}

// 1: it speaks for the event, -1: against it, 0: it says nothing about it.
int stance(const StatementBook& book, StatementIndex i, const SupplyEvent& event) {
    const Statement& said = book.at(i);
    if (!said.event) return 0;
    if (event.kind == SupplyEventKind::delivered && is_arrival(said))
        return within(said, event) && book.sample_reason(i).empty() ? 1 : 0;
    // A denial of one product may be one of all that anyone says has come; see
    // leave_out_narrow_denials.
    if (event.kind == SupplyEventKind::delivered && said.event == Said::denied)
        return about(said, event) || within(said, event) ? -1 : 0;
    if (!about(said, event)) return 0;
    const bool exactly = exactly_about(said, event);
    switch (event.kind) {
        case SupplyEventKind::promised:
            return exactly && is_promise(said) ? 1 : 0;
        case SupplyEventKind::declined:
            if (said.event == Said::declined) return exactly ? 1 : 0;
            return said.event == Said::accepted || said.event == Said::delayed ? -1 : 0;
        case SupplyEventKind::cancelled:
            if (said.event == Said::cancelled) return exactly ? 1 : 0;
            return said.event == Said::delayed ? -1 : 0;
        case SupplyEventKind::delivered:
            return 0;
    }
    ALIQUOT_CHECK(false);
    return 0;
}

// The first statement in the day's chain of repetitions that says the same of the event.
std::optional<StatementIndex> original_of(const StatementBook& book, StatementIndex i,
                                          const SupplyEvent& event) {
    const int same = stance(book, i, event);
    std::optional<StatementIndex> original;
    for (auto next = book.find(book.at(i).rests_on); next;
         next = book.find(book.at(*next).rests_on))
        if (stance(book, *next, event) == same) original = next;
    return original;
}

class Weigher {
public:
    Weigher(const StatementBook& book, const SupplyEvent& event, Date on)
        : book_{book}, event_{event}, on_{on} {}

    EventBelief weigh() {
        belief_.event = event_;
        belief_.on = on_;
        collect();
        double odds = odds_before;
        for (BeliefReason& reason : belief_.reasons) {
            decide(reason);
            if (reason.weighing != Weighing::counted) continue;
            odds *= reason.reliability_factor * reason.credibility_factor;
            ++(reason.speaks_for ? belief_.voices_for : belief_.voices_against);
            if (reason.speaks_for) take_amount(book_.at(reason.statement));
        }
        belief_.probability = odds / (1 + odds);
        belief_.computed = belief_of(belief_.probability);
        for (const Judgement& each : book_.evidence().judgements)
            if (each.event == event_ && each.judged_on <= on_ &&
                (!each.until || on_ <= *each.until))
                belief_.judgement = each;  // they are in order of day
        return std::move(belief_);
    }

private:
    void collect() {
        const auto& statements = book_.evidence().statements;
        for (std::size_t i = 0; i < statements.size() && statements[i].said_on <= on_; ++i) {
            const int side = stance(book_, {i}, event_);
            const bool sample = within(statements[i], event_) &&
                                event_.kind == SupplyEventKind::delivered &&
                                !book_.sample_reason({i}).empty();
            if (side == 0 && !sample) continue;
            if (side < 0 && !denial_counts()) continue;
            BeliefReason reason;
            reason.statement = {i};
            reason.speaks_for = side > 0;
            if (sample) {
                reason.weighing = Weighing::set_aside;
                reason.words = book_.sample_reason({i});
            }
            belief_.reasons.push_back(std::move(reason));
        }
        if (event_.kind != SupplyEventKind::delivered) return;
        leave_out_narrow_denials();
        set_aside_other_times();
    }

    // That none of one product came says nothing of any vaccine, unless all that is said to have
    // come is of that product.
    void leave_out_narrow_denials() {
        std::vector<const Statement*> claims;
        for (const BeliefReason& reason : belief_.reasons)
            if (reason.speaks_for && book_.stands(reason.statement, on_))
                claims.push_back(&book_.at(reason.statement));
        std::erase_if(belief_.reasons, [&](const BeliefReason& reason) {
            const Statement& said = book_.at(reason.statement);
            if (said.event != Said::denied || about(said, event_)) return false;
            return claims.empty() || !std::ranges::all_of(claims, [&](const Statement* claim) {
                       return covers(said.product, claim->product) &&
                              covers(said.supply, claim->supply);
                   });
        });
    }

    // A denial says nothing of doses that are said to have come outside the time it speaks of.
    void set_aside_other_times() {
        std::vector<Window> claimed;
        for (const BeliefReason& reason : belief_.reasons)
            if (reason.speaks_for && book_.stands(reason.statement, on_))
                claimed.push_back(past_window(book_.at(reason.statement)));
        if (claimed.empty()) return;
        for (BeliefReason& reason : belief_.reasons) {
            if (reason.speaks_for || reason.weighing == Weighing::set_aside) continue;
            const Window nothing = past_window(book_.at(reason.statement));
            if (std::ranges::any_of(claimed,
                                    [&](const Window& came) { return came.overlaps(nothing); }))
                continue;
            reason.weighing = Weighing::set_aside;
            reason.words = "speaks of another time than that of the delivery";
        }
    }

    // Doses that are on their way speak against a refusal only if it was claimed before.
    [[nodiscard]] bool denial_counts() const {
        return event_.kind == SupplyEventKind::delivered ||
               std::ranges::any_of(belief_.reasons, &BeliefReason::speaks_for);
    }

    void decide(BeliefReason& reason) {
        if (reason.weighing == Weighing::set_aside) return;
        const Statement& said = book_.at(reason.statement);
        if (const auto later = book_.taken_back_by(reason.statement, on_)) {
            reason.weighing = Weighing::taken_back;
            reason.words = fmt::format("taken back by {} on {}", book_.at(*later).id,
                                       format_date(book_.at(*later).said_on));
            return;
        }
        if (const auto original = original_of(book_, reason.statement, event_)) {
            reason.weighing = Weighing::repeated;
            reason.words = fmt::format(
                "repeats {}{}", book_.at(*original).id,
                book_.stands(*original, on_) ? ", and is counted there" : ", which was taken back");
            return;
        }
        if (const BeliefReason* later = later_word(reason)) {
            reason.weighing = Weighing::repeated;
            reason.words =
                fmt::format("the same source {} in {}",
                            later->speaks_for == reason.speaks_for ? "said so again, and is counted"
                                                                   : "said otherwise",
                            book_.at(later->statement).id);
            return;
        }
        count(reason, said);
    }

    // A later statement of the same source that counts by itself.
    [[nodiscard]] const BeliefReason* later_word(const BeliefReason& reason) const {
        const std::string voice = voice_of(book_.at(reason.statement));
        for (auto later = belief_.reasons.rbegin(); later != belief_.reasons.rend(); ++later) {
            if (&*later == &reason) return nullptr;
            if (later->weighing == Weighing::set_aside ||
                voice_of(book_.at(later->statement)) != voice ||
                !book_.stands(later->statement, on_) ||
                original_of(book_, later->statement, event_))
                continue;
            return &*later;
        }
        return nullptr;
    }

    static void count(BeliefReason& reason, const Statement& said) {
        const auto reliability = static_cast<std::size_t>(said.reliability);
        const auto credibility = static_cast<std::size_t>(said.credibility);
        reason.reliability_factor = says_so.at(reliability).factor();
        reason.credibility_factor = credibility_times.at(credibility).factor();
        reason.words = fmt::format("{}: reliability {} {}{:.4g}, credibility {} {}{:.4g}",
                                   reason.speaks_for ? "for" : "against",
                                   reliability_names.at(reliability), reason.speaks_for ? "×" : "÷",
                                   reason.reliability_factor, credibility_names.at(credibility),
                                   reason.speaks_for ? "×" : "÷", reason.credibility_factor);
        if (reason.speaks_for) return;
        reason.reliability_factor = 1 / reason.reliability_factor;
        reason.credibility_factor = 1 / reason.credibility_factor;
    }

    // A part of the doses is no amount of them all.
    void take_amount(const Statement& said) {
        if (!said.doses || !exactly_about(said, event_)) return;
        belief_.least = belief_.least ? std::min(*belief_.least, *said.doses) : *said.doses;
        belief_.most = belief_.most ? std::max(*belief_.most, *said.doses) : *said.doses;
    }

    const StatementBook& book_;
    SupplyEvent event_;
    Date on_;
    EventBelief belief_;
};

}  // namespace

Belief belief_of(double probability) {
    for (const BeliefFrom& each : belief_from)
        if (probability >= each.probability) return each.belief;
    return Belief::refuted;
}

std::vector<SupplyEvent> events_of(const StatementBook& book, const std::string& participant) {
    std::set<SupplyEvent> events;
    for (const Statement& said : book.evidence().statements)
        if (const auto kind = kind_spoken_for(said); kind && said.participant == participant)
            events.insert({participant, said.product, said.supply, *kind});
    for (const Judgement& each : book.evidence().judgements)
        if (each.event.participant == participant) events.insert(each.event);
    return {events.begin(), events.end()};
}

EventBelief belief_on(const StatementBook& book, const SupplyEvent& event, Date on) {
    return Weigher{book, event, on}.weigh();
}

}  // namespace aliquot
