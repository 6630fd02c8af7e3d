// A solved round told as awards, outcomes and exclusions, with its certificate.
#include "aliquot/facility/round.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aliquot/allocation/guarantees.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/facility/claims.hpp"
#include "aliquot/facility/explanation.hpp"
#include "aliquot/facility/supply_blocks.hpp"

namespace aliquot {

namespace {

std::string percent(std::int64_t courses, People people) {
    return fmt::format("{:.1f} %",
                       100.0 * static_cast<double>(courses) / static_cast<double>(people.value()));
}

// Reads a solved round back into the words of the field: awards, outcomes, exclusions.
class RoundStory {
public:
    RoundStory(const Scenario& scenario, const RoundInput& input, const PosedRound& posed,
               const Proposal& proposal, bool by_rule)
        : scenario_{scenario},
          input_{input},
          posed_{posed},
          proposal_{proposal},
          problem_{posed.problem},
          explained_{explain_round(scenario, posed, proposal, by_rule)} {}

    ProposedRound run() {
        Decision& decision = result_.decision;
        decision.round = input_.round;
        decision.date = input_.date;
        decision.rule = scenario_.settings.rule.name;
        decision.blocks = explained_.blocks;
        decision.guarantees = guarantees_of(problem_, posed_.parameters, product_limits());
        for (std::size_t j = 0; j < posed_.lines.size(); ++j) {
            Doses given;
            for (std::size_t i = 0; i < posed_.participants.size(); ++i)
                given += proposal_.plan.at(i, j);
            decision.lines.push_back(posed_.lines[j]);
            decision.line_doses.push_back(problem_.lines[j].doses);
            // A plan by hand may give out more than there is; the check says so.
            decision.line_left.push_back(problem_.lines[j].doses -
                                         std::min(given, problem_.lines[j].doses));
        }
        for (std::size_t i = 0; i < posed_.participants.size(); ++i) {
            add_awards(i);
            add_outcome(i);
            add_closed_gates(i);
            add_claim_exclusion(i);
        }
        add_notices();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool product_limits() const {
        for (std::size_t i = 0; i < posed_.closed.rows(); ++i)
            for (std::size_t j = 0; j < posed_.closed.columns(); ++j)
                if (posed_.closed.at(i, j) &&
                    posed_.closed.at(i, j)->code == ExclusionCode::product_limit_reached)
                    return true;
        return false;
    }

    void add_awards(std::size_t i) {
        for (std::size_t j = 0; j < posed_.lines.size(); ++j)
            if (proposal_.plan.at(i, j) > Doses{0})
                result_.decision.awards.push_back({input_.round, input_.date,
                                                   posed_.participants[i], posed_.lines[j],
                                                   proposal_.plan.at(i, j), AwardSource::round});
    }

    void add_outcome(std::size_t i) {
        const Claim& claim = problem_.claims[i];
        ClaimOutcome outcome;
        outcome.participant = posed_.participants[i];
        outcome.held = claim.held;
        outcome.room = claim.room;
        outcome.weight = claim.weight;
        outcome.room_reason = posed_.room_reasons[i];
        outcome.exact = exact_courses(proposal_.exact, i);
        outcome.awarded = courses_given(problem_, proposal_.plan, i);
        for (std::size_t j = 0; j < posed_.lines.size(); ++j)
            if (problem_.open(i, j)) outcome.open_lines.push_back(posed_.lines[j]);
        outcome.explanation = explained_.claims[i];
        const Explanation& why = outcome.explanation;
        outcome.bound = binding_reason_names.at(static_cast<std::size_t>(why.reason));
        if (why.limit)
            outcome.room_reason = own_limit_names.at(static_cast<std::size_t>(*why.limit));
        if (why.block) outcome.level_millionths = level(explained_.blocks.at(*why.block));
        add_said_by_the_rule(i, outcome);
        Decision& decision = result_.decision;
        if (outcome.exact > outcome.awarded &&
            outcome.exact - outcome.awarded > decision.largest_shortfall) {
            decision.largest_shortfall = outcome.exact - outcome.awarded;
            decision.largest_shortfall_participant = outcome.participant;
        }
        decision.claims.push_back(std::move(outcome));
    }

    void add_said_by_the_rule(std::size_t i, ClaimOutcome& outcome) const {
        if (!proposal_.completing.empty()) outcome.completing = proposal_.completing[i];
        if (!proposal_.carried_over.empty()) outcome.carried_over = proposal_.carried_over[i];
        if (!proposal_.lives.empty()) outcome.lives = proposal_.lives[i];
        if (proposal_.severity.empty()) return;
        const SeverityOutcome& severity = proposal_.severity[i];
        outcome.severity =
            ClaimOutcome::Severity{severity.known, severity.factor, severity.courses};
        if (i >= posed_.severity.size()) return;
        outcome.severity->basis = posed_.severity[i].factor.basis;
        for (const Doubt& each : posed_.severity[i].doubts)
            outcome.severity->doubts.push_back(each.words);
    }

    [[nodiscard]] bool nothing_started() const {
        const Grid<Doses>& needed = problem_.to_complete;
        for (std::size_t i = 0; i < needed.rows(); ++i)
            for (std::size_t k = 0; k < needed.columns(); ++k)
                if (needed.at(i, k) > Doses{0}) return false;
        return true;
    }

    void add_notices() {
        if (scenario_.settings.rule.name == "second_doses" && nothing_started())
            result_.decision.notices.emplace_back(
                "no started courses of this round's products are reported, so that the round is "
                "shared by equal coverage alone");
        add_lives_notice();
        std::vector<std::string> unknown;
        for (const ClaimOutcome& claim : result_.decision.claims)
            if (claim.severity && !claim.severity->known)
                unknown.push_back(scenario_.at(claim.participant).id);
        if (unknown.empty()) return;
        result_.decision.notices.push_back(fmt::format(
            "severity.csv reports no deaths of {} in the weeks before; {} weighted like "
            "the median of the others",
            fmt::join(unknown, ", "), unknown.size() == 1 ? "it is" : "they are"));
    }

    void add_lives_notice() {
        std::vector<std::string> unknown;
        for (const ClaimOutcome& claim : result_.decision.claims)
            if (claim.lives && !claim.lives->known)
                unknown.push_back(scenario_.at(claim.participant).id);
        if (unknown.empty()) return;
        result_.decision.notices.push_back(
            fmt::format("no epidemic is known of {}; {} the whole equal share",
                        fmt::join(unknown, ", "), unknown.size() == 1 ? "it has" : "each has"));
    }

    // How far the block's lines reach; where everyone in it was stopped by an own limit, what the
    // best covered of them held before its last course.
    [[nodiscard]] static std::int64_t level(const SupplyBlock& block) {
        if (const auto level = block.level_millionths()) return *level;
        return block.last ? Coverage{block.last_covered, block.last_weight}.millionths() : 0;
    }

    void exclude(std::size_t i, std::optional<ProductIndex> product,
                 std::optional<SupplyIndex> line, ExclusionCode code, std::string detail,
                 std::string would_change_it) {
        result_.exclusions.push_back({input_.round, posed_.participants[i], product, line, code,
                                      std::move(detail), std::move(would_change_it)});
    }

    // One row where one reason closes everything, a row for each line otherwise.
    void add_closed_gates(std::size_t i) {
        std::vector<std::size_t> closed;
        for (std::size_t j = 0; j < posed_.lines.size(); ++j)
            if (posed_.closed.at(i, j)) closed.push_back(j);
        const auto same_code = [&](std::size_t j) {
            return posed_.closed.at(i, j)->code == posed_.closed.at(i, closed.front())->code;
        };
        if (closed.size() > 1 && closed.size() == posed_.lines.size() &&
            std::ranges::all_of(closed, same_code)) {
            const ClosedGate& gate = *posed_.closed.at(i, closed.front());
            if (gate.code == ExclusionCode::opted_out || gate.code == ExclusionCode::step_missing ||
                gate.code == ExclusionCode::border_closed) {
                exclude(i, {}, {}, gate.code, gate.detail, gate.would_change_it);
                return;
            }
        }
        for (const std::size_t j : closed) {
            const ClosedGate& gate = *posed_.closed.at(i, j);
            exclude(i, scenario_.at(posed_.lines[j]).product, posed_.lines[j], gate.code,
                    gate.detail, gate.would_change_it);
        }
    }

    // Why a claim with an open line got nothing.
    void add_claim_exclusion(std::size_t i) {
        const ClaimOutcome& outcome = result_.decision.claims[i];
        const Claim& claim = problem_.claims[i];
        if (outcome.awarded > Courses{0} || posed_.lines.empty()) return;
        const std::string held =
            fmt::format("holds {} courses, {} of its people", grouped(claim.held.value()),
                        percent(claim.held.value(), claim.population));
        if (claim.room == Courses{0}) {
            const bool absorption = outcome.room_reason == "absorption";
            exclude(i, {}, {},
                    absorption ? ExclusionCode::absorption_full : ExclusionCode::request_met,
                    absorption ? "its stock lasts longer than the period of this round"
                               : fmt::format("{}; its {} is reached", held, outcome.room_reason),
                    absorption ? "more doses can be given per week"
                               : fmt::format("a higher {}", outcome.room_reason));
        } else if (outcome.explanation.reason == BindingReason::above_threshold) {
            exclude(i, {}, {}, ExclusionCode::above_threshold,
                    fmt::format("{}; only those below {} of their people take part", held,
                                scenario_.settings.rule.threshold.text()),
                    "a higher threshold");
        } else if (outcome.explanation.by_lots && outcome.exact > Courses{0}) {
            exclude(i, {}, {}, ExclusionCode::minimum_shipment_not_reached,
                    fmt::format("its exact share is {} courses, too little for a lot or a minimum "
                                "shipment",
                                grouped(outcome.exact.value())),
                    "smaller lots or minimum shipments, or more supply");
        } else if (!outcome.open_lines.empty()) {
            add_exhausted(i, held);
        }
    }

    void add_exhausted(std::size_t i, const std::string& held) {
        const Claim& claim = problem_.claims[i];
        if (scenario_.settings.rule.name == "proportional") {
            exclude(i, {}, {}, ExclusionCode::minimum_shipment_not_reached,
                    fmt::format("{}; at the rate of this round, less what it had, it is owed no "
                                "whole lot",
                                held),
                    "more supply, or smaller lots");
            return;
        }
        if (const auto& lives = result_.decision.claims[i].lives) {
            exclude(i, {}, {}, ExclusionCode::supply_exhausted,
                    fmt::format("{}; a million courses like its next would avert {:.1f} deaths, "
                                "fewer than where its lines go",
                                held, static_cast<double>(lives->next) / 1000),
                    "more supply, or a higher floor");
            return;
        }
        if (result_.decision.claims[i].explanation.reason == BindingReason::recorded) {
            exclude(i, {}, {}, ExclusionCode::supply_exhausted,
                    held + "; it was given nothing of these lines", "more supply");
            return;
        }
        bool storable = false;
        for (std::size_t j = 0; j < posed_.lines.size(); ++j)
            storable = storable || (problem_.open(i, j) &&
                                    claim.class_room[problem_.lines[j].storage_class] > Courses{0});
        if (!storable) {
            exclude(i, {}, {}, ExclusionCode::capacity_full, "has no storage for a course more",
                    "storage capacity is freed or added");
            return;
        }
        const auto level =
            static_cast<double>(result_.decision.claims[i].level_millionths.value_or(0));
        exclude(i, {}, {}, ExclusionCode::supply_exhausted,
                fmt::format("{}; its supply lines go to participants up to {:.1f} %", held,
                            level / 10'000),
                "more supply, or others declining");
    }

    const Scenario& scenario_;
    const RoundInput& input_;
    const PosedRound& posed_;
    const Proposal& proposal_;
    const Problem& problem_;
    RoundExplanation explained_;
    ProposedRound result_;
};

Plan plan_of(const PosedRound& posed, const std::vector<GivenAward>& given) {
    Plan plan{posed.participants.size(), posed.lines.size()};
    for (const GivenAward& award : given) {
        const auto who = std::ranges::find(posed.participants, award.participant);
        const auto line = std::ranges::find(posed.lines, award.supply);
        if (who == posed.participants.end() || line == posed.lines.end()) continue;
        plan.at(static_cast<std::size_t>(who - posed.participants.begin()),
                static_cast<std::size_t>(line - posed.lines.begin())) += award.doses;
    }
    return plan;
}

// What is given of a line that is not part of the round at all.
void check_lines(const Scenario& scenario, const PosedRound& posed,
                 const std::vector<GivenAward>& given, std::vector<Violation>& found) {
    for (const GivenAward& award : given)
        if (std::ranges::find(posed.lines, award.supply) == posed.lines.end())
            found.push_back(
                {ViolationKind::supply_exceeded,
                 {},
                 {},
                 {},
                 fmt::format("{} is given {} doses of {}, of which nothing is free in "
                             "this round",
                             scenario.at(award.participant).id, grouped(award.doses.value()),
                             scenario.at(award.supply).id)});
}

void name_the_gates(const PosedRound& posed, std::vector<Violation>& found) {
    for (Violation& violation : found) {
        if (violation.kind != ViolationKind::pair_closed) continue;
        const auto& gate = posed.closed.at(violation.claim.value(), violation.line.value());
        if (gate) violation.words += fmt::format(" ({}: {})", name_of(gate->code), gate->detail);
    }
}

// Whoever takes no further product is told so for each product it was not given.
void close_products_not_taken(const Scenario& scenario, PosedRound& posed, const Plan& plan) {
    const Problem closed = with_full_places_closed(posed.problem, plan);
    for (std::size_t i = 0; i < posed.participants.size(); ++i) {
        std::set<std::string> taken;
        for (std::size_t j = 0; j < posed.lines.size(); ++j)
            if (plan.at(i, j) > Doses{0}) taken.insert(scenario.product_of(posed.lines[j]).id);
        for (std::size_t j = 0; j < posed.lines.size(); ++j)
            if (posed.problem.open(i, j) && !closed.open(i, j))
                posed.closed.at(i, j) =
                    ClosedGate{ExclusionCode::product_limit_reached,
                               fmt::format("it takes no product beside {} in this round",
                                           fmt::join(taken, " and ")),
                               "the participant accepts more products"};
    }
    posed.problem.limit = closed.limit;
}

}  // namespace

Result<ProposedRound> RoundComputer::compute(const RoundInput& input, const Holdings& holdings,
                                             const std::vector<GivenAward>* given) const {
    PosedRound posed = pose_round(*scenario_, *knowledge_, gates_, holdings, input);
    const Rule* rule = find_rule(scenario_->settings.rule.name);
    ALIQUOT_CHECK(rule != nullptr);
    Proposal proposal;
    std::vector<Violation> found;
    if (given != nullptr) {
        proposal.plan = plan_of(posed, *given);
        proposal.exact = {posed.participants.size(), posed.lines.size()};
        check_lines(*scenario_, posed, *given, found);
    } else {
        auto computed = rule->propose(posed.problem, posed.parameters);
        if (!computed) return tl::unexpected(computed.error());
        proposal = *std::move(computed);
    }
    std::ranges::move(
        check_plan(posed.problem, proposal.plan, posed.parameters.rule, posed.parameters.lots),
        std::back_inserter(found));
    name_the_gates(posed, found);
    Problem asked = posed.problem;
    close_products_not_taken(*scenario_, posed, proposal.plan);
    ProposedRound result = RoundStory{*scenario_, input, posed, proposal, given == nullptr}.run();
    result.decision.lots = std::move(proposal.lots);
    result.problem = std::move(asked);
    result.without_product_limit = std::move(proposal.without_product_limit);
    Certificate& certificate = result.decision.certificate;
    certificate.rule = rule->name;
    certificate.verified = found.empty();
    if (found.empty())
        certificate.statements = statements_of(posed.parameters.rule, posed.parameters.lots);
    for (const Violation& each : found)
        certificate.violations.push_back(fmt::format("{}: {}", name_of(each.kind), each.words));
    result.violations = std::move(found);
    return result;
}

}  // namespace aliquot
