// Rounds and reallocations solved again with other ends of the intervals.
#include "aliquot/replay/sensitivity.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aliquot/replay/replay.hpp"

namespace aliquot {

namespace {

using Shares = std::map<std::pair<ParticipantIndex, SupplyIndex>, Doses>;

Shares shares_of(const std::vector<Award>& awards) {
    Shares shares;
    for (const Award& each : awards) shares[{each.participant, each.supply}] += each.doses;
    return shares;
}

// The scenario as it is, then with each of the four changes.
struct Variants {
    explicit Variants(const Scenario& base) {
        worlds.assign(5, base);
        for (const auto& [at, end] : {std::pair{1U, Robust::lower}, {2U, Robust::upper}}) {
            worlds[at].settings.rule.severity.robust = end;
            worlds[at].settings.reallocation.qualify = end;
            worlds[at].settings.reallocation.order = end;
        }
        worlds[3].settings.evidence.doubted = Robust::lower;
        worlds[4].settings.evidence.doubted = Robust::upper;
    }
    std::vector<Scenario> worlds;
};

class Asking {
public:
    Asking(const Scenario& scenario, std::optional<int> round)
        : scenario_{&scenario}, round_{round}, variants_{scenario}, state_{scenario} {
        for (const Scenario& world : variants_.worlds) outlooks_.push_back(world_outlook(world));
    }

    Result<Sensitivity> ask(const Replayed& replayed) {
        for (const auto& [round, facts] : replayed.facts)
            if (is_asked(round))
                if (auto done = ask_round(facts); !done) return tl::unexpected(done.error());
        for (const Facility::FreedThen& each : replayed.freed) {
            tell_until(replayed.events, each.after);
            if (!is_asked(each.freed.round)) continue;
            if (auto done = ask_freed(each); !done) return tl::unexpected(done.error());
        }
        const auto key = [](const SensitiveAward& each) {
            return std::tuple{each.round,       each.source != AwardSource::round,
                              each.date,        each.from.value_or(ParticipantIndex{0}),
                              each.participant, each.supply};
        };
        std::ranges::stable_sort(found_.changed, {}, key);
        return std::move(found_);
    }

private:
    std::unique_ptr<Outlook> world_outlook(const Scenario& world) const {
        return std::make_unique<Outlook>(world, state_);
    }
    [[nodiscard]] bool is_asked(int round) const { return !round_ || *round_ == round; }

    Result<void> ask_round(const RoundFacts& facts) {
        if (scenario_->settings.rule.name != "severity_weighted") return {};
        std::vector<Shares> shares;
        for (const Scenario& world : variants_.worlds) {
            const Knowledge knowledge{world};
            const auto proposed =
                RoundComputer{world, knowledge}.compute(facts.input, facts.holdings);
            if (!proposed) return tl::unexpected(proposed.error());
            shares.push_back(shares_of(proposed->decision.awards));
        }
        compare(shares, facts.input.round, facts.input.date, std::nullopt);
        note_doubts(facts.input.date, scenario_->settings.rule.severity.window_days.value_or(
                                          scenario_->settings.reallocation.window_days));
        return {};
    }

    Result<void> ask_freed(const Facility::FreedThen& each) {
        std::vector<Shares> shares;
        for (const auto& outlook : outlooks_) {
            const auto found = outlook->reallocate(each.freed, each.date);
            if (!found) return tl::unexpected(found.error());
            shares.push_back(shares_of(found->awards));
        }
        compare(shares, each.freed.round, each.date, each.freed.from);
        note_doubts(each.date, scenario_->settings.reallocation.window_days);
        return {};
    }

    void tell_until(const std::vector<DoseEvent>& events, std::size_t end) {
        for (; told_ < end; ++told_) ALIQUOT_CHECK(state_.apply(events[told_]).has_value());
    }

    void compare(std::vector<Shares>& shares, int round, Date date,
                 std::optional<ParticipantIndex> from) {
        found_.awards += std::ssize(shares.front());
        Shares all;
        for (const Shares& each : shares) all.insert(each.begin(), each.end());
        for (const auto& [pair, any] : all) {
            SensitiveAward award;
            award.round = round;
            award.date = date;
            award.source = from ? AwardSource::reallocation : AwardSource::round;
            award.from = from;
            award.participant = pair.first;
            award.supply = pair.second;
            award.decided = shares[0][pair];
            award.all_lower = shares[1][pair];
            award.all_upper = shares[2][pair];
            award.doubted_lower = shares[3][pair];
            award.doubted_upper = shares[4][pair];
            if (award.hangs_on_deaths() || award.hangs_on_doubts()) found_.changed.push_back(award);
        }
    }

    void note_doubts(Date date, std::int64_t window_days) {
        if (!noted_.insert(date).second) return;
        SeverityQuestion question;
        question.day = date;
        question.window_days = window_days;
        auto all = severity_of(*scenario_, question);
        std::ranges::sort(all, {}, &Severity::participant);
        for (Severity& each : all)
            if (each.is_doubted())
                found_.doubted.push_back({date, each.participant, std::move(each.doubts)});
    }

    const Scenario* scenario_;
    std::optional<int> round_;
    Variants variants_;
    FacilityState state_;
    std::vector<std::unique_ptr<Outlook>> outlooks_;
    std::size_t told_ = 0;
    std::set<Date> noted_;
    Sensitivity found_;
};

}  // namespace

Result<Sensitivity> sensitivity(const Scenario& scenario, std::optional<int> round) {
    const auto rounds = static_cast<int>(scenario.settings.rounds.size());
    if (round && (*round < 1 || *round > rounds))
        return tl::unexpected(Error{ErrorCode::not_found, "there is no such round",
                                    fmt::format("round {}", *round),
                                    fmt::format("rounds are numbered from 1 to {}", rounds)});
    ReplayOptions options;
    options.keep_facts = true;
    const auto replayed = replay(scenario, options);
    if (!replayed) return tl::unexpected(replayed.error());
    return Asking{scenario, round}.ask(*replayed);
}

}  // namespace aliquot
