// Rounds solved again, each with one thing changed, beside the round as it was.
#include "aliquot/facility/what_if.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aliquot/domain/spread.hpp"
#include "aliquot/facility/one_change.hpp"

namespace aliquot {

namespace {

// What posing and solving a round never looks at is left behind, so that copies are cheap.
Scenario bare(const Scenario& scenario) {
    Scenario copy = scenario;
    copy.responses.clear();
    copy.offers.clear();
    copy.returns.clear();
    copy.forecasts.clear();
    copy.recorded.clear();
    return copy;
}

Result<Decision> solved_again(const Scenario& scenario, const RoundInput& input,
                              const Holdings& holdings) {
    const Knowledge knowledge{scenario};
    auto proposed = RoundComputer{scenario, knowledge}.compute(input, holdings);
    if (!proposed) return tl::unexpected(proposed.error());
    ALIQUOT_CHECK(proposed->violations.empty());
    return std::move(proposed->decision);
}

Doses doses_of(const Decision& decision, ParticipantIndex who) {
    Doses doses;
    for (const Award& award : decision.awards)
        if (award.participant == who) doses += award.doses;
    return doses;
}

// Those whose awards differ, split into who gives and who gains, the largest change first.
struct Shifts {
    std::vector<Shift> givers;
    std::vector<Shift> gainers;

    Shifts(const Decision& before, const Decision& after, std::optional<ParticipantIndex> except) {
        ALIQUOT_CHECK(before.claims.size() == after.claims.size());
        for (std::size_t i = 0; i < before.claims.size(); ++i) {
            const ClaimOutcome& was = before.claims[i];
            const ClaimOutcome& is = after.claims[i];
            ALIQUOT_CHECK(was.participant == is.participant);
            if (was.participant == except || was.awarded == is.awarded) continue;
            (is.awarded < was.awarded ? givers : gainers)
                .push_back({was.participant, was.awarded, is.awarded});
        }
        const auto size = [](const Shift& each) {
            return each.before > each.after ? (each.before - each.after).value()
                                            : (each.after - each.before).value();
        };
        std::ranges::stable_sort(givers, std::greater{}, size);
        std::ranges::stable_sort(gainers, std::greater{}, size);
    }
};

RoundFigures figures_of(const Scenario& scenario, const Decision& decision) {
    RoundFigures figures;
    std::vector<CoverageRow> rows;
    for (const ClaimOutcome& claim : decision.claims) {
        figures.shared += claim.awarded;
        rows.push_back({decision.date, claim.participant, {}, {}, claim.held + claim.awarded, {}});
    }
    const Spread spread = spread_of(scenario, rows, Measure::coverage);
    figures.lowest = spread.lowest;
    figures.lowest_participant = spread.lowest_participant;
    figures.gini = spread.gini;
    return figures;
}

// Courses gained, then courses gained before lots.
std::pair<std::int64_t, std::int64_t> gain_of(const Counterfactual& each) {
    return {each.courses_after.value() - each.courses_before.value(),
            each.exact_after.value() - each.exact_before.value()};
}

class Pricing {
public:
    Pricing(const Scenario& scenario, const RoundFacts& facts, const Decision& decision)
        : scenario_{scenario}, facts_{facts}, decision_{decision} {}

    Result<std::vector<Price>> run() {
        for (const ClaimOutcome& claim : decision_.claims) {
            if (claim.explanation.limit == OwnLimit::absorption)
                ++pairs_[ExclusionCode::absorption_full];
            for (const LineStanding& each : claim.explanation.lines) {
                if (each.gate) ++pairs_[*each.gate];
                if (each.state == LineState::storage_full) ++pairs_[ExclusionCode::capacity_full];
            }
        }
        for (const auto& [code, count] : pairs_)
            if (auto added = add_gate(code, count); !added) return tl::unexpected(added.error());
        for (const SupplyIndex line : decision_.lines)
            if (!scenario_.at(line).earmark.empty())
                if (auto added = add_earmark(line); !added) return tl::unexpected(added.error());
        if (pairs_.size() > 1)
            if (auto added = add_all(); !added) return tl::unexpected(added.error());
        return std::move(prices_);
    }

private:
    Result<void> add(Price price, const Scenario& changed) {
        const auto after = solved_again(changed, facts_.input, facts_.holdings);
        if (!after) return tl::unexpected(after.error());
        price.before = figures_of(scenario_, decision_);
        price.after = figures_of(scenario_, *after);
        Shifts shifts{decision_, *after, {}};
        price.gainers = std::move(shifts.gainers);
        price.givers = std::move(shifts.givers);
        prices_.push_back(std::move(price));
        return {};
    }

    Result<void> add_gate(ExclusionCode code, std::size_t pairs) {
        Scenario changed = scenario_;
        changed.settings.gates.off.insert(code);
        Price price;
        price.code = name_of(code);
        price.change = fmt::format("without the gate {}", name_of(code));
        price.pairs = pairs;
        return add(std::move(price), changed);
    }

    Result<void> add_earmark(SupplyIndex line) {
        Scenario changed = scenario_;
        changed.supply.at(line.value).earmark.clear();
        Price price;
        price.code = "earmark";
        price.change = fmt::format("without the earmark of {}", scenario_.at(line).id);
        price.line = line;
        for (const ClaimOutcome& claim : decision_.claims)
            for (const LineStanding& each : claim.explanation.lines)
                if (each.line == line && each.gate == ExclusionCode::not_earmarked) ++price.pairs;
        return add(std::move(price), changed);
    }

    Result<void> add_all() {
        Scenario changed = scenario_;
        Price price;
        price.code = "all";
        price.change = "without any of these gates";
        for (const auto& [code, count] : pairs_) price.pairs += count;
        for (std::size_t code = 0; code < exclusion_code_names.size(); ++code)
            changed.settings.gates.off.insert(static_cast<ExclusionCode>(code));
        return add(std::move(price), changed);
    }

    const Scenario& scenario_;
    const RoundFacts& facts_;
    const Decision& decision_;
    std::map<ExclusionCode, std::size_t> pairs_;
    std::vector<Price> prices_;
};

}  // namespace

Result<std::vector<Counterfactual>> WhatIf::for_participant(ParticipantIndex participant) const {
    std::vector<Counterfactual> found;
    const auto claim =
        std::ranges::find(decision_->claims, participant, &ClaimOutcome::participant);
    if (claim == decision_->claims.end() || decision_->rule == "recorded") return found;
    const Scenario scenario = bare(*scenario_);
    for (const OneChange& one : changes_for(scenario, facts_->input, *claim)) {
        const auto after = solved_again(one.scenario, one.input, facts_->holdings);
        // A fixed rate may ask for more than there is once more take part: no such round.
        if (!after && after.error().code == ErrorCode::infeasible) continue;
        if (!after) return tl::unexpected(after.error());
        const ClaimOutcome& is =
            *std::ranges::find(after->claims, participant, &ClaimOutcome::participant);
        if (is.awarded == claim->awarded && is.exact == claim->exact) continue;
        // All gates together are worth a row where one of them alone does not do as much.
        if (one.code == "all_gates" && std::ranges::any_of(found, [&](const Counterfactual& each) {
                return each.courses_after == is.awarded && each.exact_after == is.exact;
            }))
            continue;
        Shifts shifts{*decision_, *after, participant};
        found.push_back({one.code, one.words, doses_of(*decision_, participant),
                         doses_of(*after, participant), claim->awarded, is.awarded, claim->exact,
                         is.exact, std::move(shifts.givers), std::move(shifts.gainers)});
    }
    std::ranges::stable_sort(found, std::greater{}, gain_of);
    return found;
}

Result<std::vector<Price>> WhatIf::prices() const {
    if (decision_->rule == "recorded") return std::vector<Price>{};
    const Scenario scenario = bare(*scenario_);
    return Pricing{scenario, *facts_, *decision_}.run();
}

}  // namespace aliquot
