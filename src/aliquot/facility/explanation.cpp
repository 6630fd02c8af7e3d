// The first reason that applies, from what closes a round to a claim to what its share comes to.
#include "aliquot/facility/explanation.hpp"

#include <algorithm>

#include "aliquot/facility/proportional_figures.hpp"
#include "aliquot/facility/supply_blocks.hpp"

namespace aliquot {

namespace {

class Reasons {
public:
    Reasons(const Scenario& scenario, const PosedRound& posed, const Proposal& proposal,
            bool by_rule)
        : scenario_{scenario},
          posed_{posed},
          problem_{posed.problem},
          proposal_{proposal},
          rule_{posed.parameters.rule.name},
          by_rule_{by_rule && rule_ != "recorded"},
          states_{line_states(posed.problem, proposal.exact)} {}

    RoundExplanation run() {
        std::vector<std::size_t> bound;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            result_.claims.push_back(before_supply(i));
            if (result_.claims[i].reason == BindingReason::supply || is_share_of_supply(i))
                bound.push_back(i);
        }
        if (rule_ == "proportional") {
            for (const std::size_t i : bound)
                if (result_.claims[i].reason == BindingReason::supply) by_rate(i);
            return std::move(result_);
        }
        if (!proposal_.lives.empty()) {  // levels of coverage decide nothing
            for (const std::size_t i : bound)
                if (result_.claims[i].reason == BindingReason::supply)
                    result_.claims[i].reason = BindingReason::rule_order;
            return std::move(result_);
        }
        const SupplyBlocks blocks{posed_, proposal_.exact, bound};
        result_.blocks = blocks.blocks();
        for (const std::size_t i : bound) by_supply(i, blocks.block_of(i));
        return std::move(result_);
    }

private:
    [[nodiscard]] Courses exact(std::size_t i) const { return exact_courses(proposal_.exact, i); }
    [[nodiscard]] Courses awarded(std::size_t i) const {
        return courses_given(problem_, proposal_.plan, i);
    }

    // Every reason but those that take the whole round into account; `supply` until then.
    [[nodiscard]] Explanation before_supply(std::size_t i) const {
        Explanation why;
        why.lines = standings(i);
        const bool above = !proposal_.above_threshold.empty() && proposal_.above_threshold[i];
        if (!by_rule_) {
            why.reason = BindingReason::recorded;
        } else if (problem_.lines.empty()) {
            why.reason = BindingReason::no_supply_open;
        } else if (problem_.claims[i].room == Courses{0}) {
            set_room_limit(i, why);
            why.reason = why.limit == OwnLimit::absorption ? BindingReason::own_limit
                                                           : BindingReason::not_needed;
        } else if (above) {
            why.reason = BindingReason::above_threshold;
        } else if (std::ranges::all_of(why.lines, &is_closed)) {
            why.reason = std::ranges::any_of(why.lines, &is_beyond_product_limit)
                             ? BindingReason::product_limit
                             : BindingReason::no_supply_open;
        } else if (lots_took(i, why)) {
            why.reason = BindingReason::rounding;
            why.by_lots = true;
        } else if (exact(i) >= problem_.claims[i].room) {
            why.reason = BindingReason::own_limit;
            set_room_limit(i, why);
        } else {
            set_full_limit(i, why);
        }
        return why;
    }

    // Lots took of a share that is itself what the supply allows: its figures are the block's.
    [[nodiscard]] bool is_share_of_supply(std::size_t i) const {
        const Explanation& why = result_.claims[i];
        return why.by_lots && exact(i) < problem_.claims[i].room &&
               std::ranges::any_of(
                   why.lines,
                   [](const LineStanding& line) {
                       return line.state == LineState::used_up || line.state == LineState::left;
                   });
    }

    static bool is_closed(const LineStanding& line) { return line.state == LineState::closed; }
    static bool is_beyond_product_limit(const LineStanding& line) {
        return line.gate == ExclusionCode::product_limit_reached;
    }

    [[nodiscard]] std::vector<LineStanding> standings(std::size_t i) const {
        std::vector<LineStanding> lines;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            LineStanding standing{posed_.lines[j], LineState::closed, {}, proposal_.exact.at(i, j)};
            standing.state = states_.at(i, j);
            if (standing.state == LineState::closed && posed_.closed.at(i, j))
                standing.gate = posed_.closed.at(i, j)->code;
            lines.push_back(standing);
        }
        return lines;
    }

    void set_room_limit(std::size_t i, Explanation& why) const {
        const Participant& who = scenario_.at(posed_.participants[i]);
        const std::string& by = posed_.room_reasons[i];
        if (by == "request") {
            why.limit = OwnLimit::request;
            why.limit_courses = Courses{who.request_share.floor_of(who.population.value())};
        } else if (by == "ceiling") {
            why.limit = OwnLimit::ceiling;
            why.limit_courses =
                Courses{posed_.parameters.rule.ceiling.floor_of(who.population.value())};
        } else {
            why.limit = OwnLimit::absorption;
            why.limit_courses = problem_.claims[i].room;
        }
    }

    // When every open line is stopped by a limit on it or by full storage; storage is named first.
    void set_full_limit(std::size_t i, Explanation& why) const {
        std::optional<std::size_t> limited;
        std::optional<std::size_t> stored;
        for (std::size_t j = 0; j < why.lines.size(); ++j) {
            const LineState state = why.lines[j].state;
            if (state == LineState::used_up || state == LineState::left) return;
            if (state == LineState::at_limit && !limited) limited = j;
            if (state == LineState::storage_full && !stored) stored = j;
        }
        why.reason = BindingReason::own_limit;
        why.limit = stored ? OwnLimit::storage : OwnLimit::line_limit;
        why.limit_courses =
            stored ? problem_.claims[i].class_room.at(problem_.lines[*stored].storage_class)
                   : problem_.limit.at(i, limited.value());
    }

    [[nodiscard]] bool lots_took(std::size_t i, Explanation& why) const {
        if (!posed_.parameters.lots.respect) return false;
        const auto step = shipment_kept_back(problem_, proposal_.plan, i, exact(i));
        if (step) why.smallest_step = *step;
        return step.has_value();
    }

    void by_supply(std::size_t i, std::optional<std::size_t> block) {
        Explanation& why = result_.claims[i];
        why.block = block;
        if (why.by_lots) return;
        if (!block) {
            why.reason = BindingReason::rule_order;
            return;
        }
        const SupplyBlock& level = result_.blocks[*block];
        const Claim& claim = problem_.claims[i];
        // Below the level, and still without a course: the last ones could not be split.
        if (exact(i) > Courses{0} || awarded(i) > Courses{0} || level.weight == People{0}) return;
        if (Coverage{claim.held, claim.weight} <
            Coverage{level.supply - level.capped + level.held, level.weight})
            why.reason = BindingReason::rounding;
    }

    void by_rate(std::size_t i) {
        Explanation& why = result_.claims[i];
        why.rates = product_rates(scenario_, posed_, proposal_.plan, i);
        why.reason = BindingReason::rate;
        if (std::ranges::all_of(why.rates, [&](const ProductRate& each) {
                return ceiling_is_reached(scenario_, posed_, each, i);
            })) {
            why.reason = BindingReason::own_limit;
            why.limit = OwnLimit::ceiling;
            const Participant& who = scenario_.at(posed_.participants[i]);
            why.limit_courses =
                Courses{posed_.parameters.rule.ceiling.floor_of(who.population.value())};
        } else if (awarded(i) == Courses{0}) {
            why.reason = BindingReason::rounding;
            why.by_lots = true;
        }
    }

    const Scenario& scenario_;
    const PosedRound& posed_;
    const Problem& problem_;
    const Proposal& proposal_;
    const std::string& rule_;
    bool by_rule_;
    Grid<LineState> states_;
    RoundExplanation result_;
};

}  // namespace

std::optional<Courses> shipment_kept_back(const Problem& problem, const Plan& plan, std::size_t i,
                                          Courses exact) {
    const Courses awarded = courses_given(problem, plan, i);
    if (awarded >= exact) return std::nullopt;
    std::optional<Courses> least;
    for (std::size_t j = 0; j < problem.lines.size(); ++j) {
        if (!problem.open(i, j)) continue;
        const Line& line = problem.lines[j];
        const Doses next = plan.at(i, j) == Doses{0} ? line.first_step() : line.step();
        const Courses courses = whole_courses(next, line.per_course);
        least = std::min(least.value_or(courses), courses);
    }
    const bool felt = least && (awarded == Courses{0} || exact - awarded >= *least);
    return felt ? least : std::nullopt;
}

RoundExplanation explain_round(const Scenario& scenario, const PosedRound& posed,
                               const Proposal& proposal, bool by_rule) {
    return Reasons{scenario, posed, proposal, by_rule}.run();
}

}  // namespace aliquot
