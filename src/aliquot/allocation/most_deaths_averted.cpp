// A flow from supply lines through storage classes to claims, whose last arcs are opened step by
// step, the most valuable first.
#include "aliquot/allocation/most_deaths_averted.hpp"

#include <algorithm>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/flow.hpp"
#include "aliquot/allocation/lives_values.hpp"
#include "aliquot/allocation/passes.hpp"
#include "aliquot/allocation/plan_choice.hpp"
#include "aliquot/allocation/product_choice.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {

namespace {

// Flow that has reached a claim stays with it when more is sent; only its lines may change.
class StepByStep {
public:
    explicit StepByStep(const Problem& problem)
        : problem_{problem},
          claims_{problem.claims.size()},
          lines_{problem.lines.size()},
          flow_{2 + lines_ + claims_ * 4},
          line_arcs_{claims_, lines_} {
        for (std::size_t j = 0; j < lines_; ++j)
            (void)flow_.add_arc(source, line(j), problem.lines[j].courses().value());
        for (std::size_t i = 0; i < claims_; ++i) {
            for (std::size_t j = 0; j < lines_; ++j)
                if (problem.open(i, j))
                    line_arcs_.at(i, j) =
                        1 + flow_.add_arc(line(j), storage(i, problem.lines[j].storage_class),
                                          problem.limit.at(i, j).value());
            for (std::size_t c = 0; c < 3; ++c)
                (void)flow_.add_arc(storage(i, c), claim(i),
                                    problem.claims[i].class_room.at(c).value());
            to_claim_.push_back(flow_.add_arc(claim(i), sink, 0));
        }
    }

    [[nodiscard]] Courses given(std::size_t i) const { return Courses{flow_.flow(to_claim_[i])}; }

    // So many courses for the claim in all, as far as they can be given.
    void raise(std::size_t i, Courses most) {
        const Courses within = std::min(most, problem_.claims[i].room);
        if (within <= given(i)) return;
        flow_.set_capacity(to_claim_[i], within.value());
    }
    void send() {
        (void)flow_.augment(source, sink);
        // What could not be given now cannot be given later either, unless it is asked for again.
        for (std::size_t i = 0; i < claims_; ++i)
            flow_.set_capacity(to_claim_[i], flow_.flow(to_claim_[i]));
    }

    [[nodiscard]] Grid<Courses> plan() const {
        Grid<Courses> plan{claims_, lines_};
        for (std::size_t i = 0; i < claims_; ++i)
            for (std::size_t j = 0; j < lines_; ++j)
                if (const std::size_t arc = line_arcs_.at(i, j); arc > 0)
                    plan.at(i, j) = Courses{flow_.flow(arc - 1)};
        return plan;
    }

private:
    static constexpr std::size_t source = 0;
    static constexpr std::size_t sink = 1;
    [[nodiscard]] static std::size_t line(std::size_t j) { return 2 + j; }
    [[nodiscard]] std::size_t claim(std::size_t i) const { return 2 + lines_ + i * 4; }
    [[nodiscard]] std::size_t storage(std::size_t i, std::size_t c) const {
        return claim(i) + 1 + c;
    }

    const Problem& problem_;
    std::size_t claims_;
    std::size_t lines_;
    FlowNetwork flow_;
    Grid<std::size_t> line_arcs_;  // 1 + the arc; 0: closed
    std::vector<FlowNetwork::Arc> to_claim_;
};

struct Step {
    std::size_t claim;
    Courses courses;
    std::int64_t value;
};

// Every step above the floors that averts something, in the order of the rule.
std::vector<Step> steps_above(const Problem& problem, const std::vector<Courses>& floors) {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        if (!problem.claims[i].lives) continue;
        Courses below = floors[i];
        for (const LivesStep& each : *problem.claims[i].lives) {
            const Courses covered = std::min(below, each.courses);
            below -= covered;
            if (each.value > 0 && each.courses > covered)
                steps.push_back({i, each.courses - covered, each.value});
        }
    }
    const auto coverage = [&](std::size_t i) {
        return Coverage{problem.claims[i].held + floors[i], problem.claims[i].weight};
    };
    // Stable: a claim's own steps of equal value stay in their order.
    std::ranges::stable_sort(steps, [&](const Step& left, const Step& right) {
        if (left.value != right.value) return left.value > right.value;
        const Coverage a = coverage(left.claim);
        const Coverage b = coverage(right.claim);
        if (a < b || b < a) return a < b;
        return left.claim < right.claim;
    });
    return steps;
}

// What averts nothing any more is evened out; the last course that only a chain of lines can bring
// to somebody follows.
void share_the_rest(const Problem& problem, StepByStep& sharing) {
    const Plan so_far = whole_course_plan(problem, sharing.plan());
    const Grid<Courses> rest = equal_coverage(left_after(problem, so_far));
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        Courses more;
        for (std::size_t j = 0; j < problem.lines.size(); ++j) more += rest.at(i, j);
        sharing.raise(i, sharing.given(i) + more);
    }
    sharing.send();
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        sharing.raise(i, problem.claims[i].room);
        sharing.send();
    }
}

std::vector<LivesOutcome> outcomes(const Problem& problem, const Grid<Courses>& equal_shares,
                                   const std::vector<Courses>& floors, const Proposal& proposal) {
    std::vector<LivesOutcome> outcomes;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Claim& claim = problem.claims[i];
        LivesOutcome each;
        each.known = claim.lives.has_value();
        each.floor = floors[i];
        Courses given;
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            each.equal_share += equal_shares.at(i, j);
            given += proposal.exact.at(i, j);
        }
        each.averted_exact = averted_by(claim, given);
        each.averted = averted_by(claim, courses_given(problem, proposal.plan, i));
        each.averted_by_equal_share = averted_by(claim, each.equal_share);
        each.next = value_after(claim, given);
        outcomes.push_back(each);
    }
    return outcomes;
}

}  // namespace

Grid<Courses> lives_first(const Problem& problem, const Grid<Courses>& equal_shares, Share floor) {
    const std::vector<Courses> floors = lives_floors(problem, equal_shares, floor);
    StepByStep sharing{problem};
    for (std::size_t i = 0; i < floors.size(); ++i) sharing.raise(i, floors[i]);
    sharing.send();
    for (std::size_t i = 0; i < floors.size(); ++i) ALIQUOT_CHECK(sharing.given(i) == floors[i]);
    for (const Step& step : steps_above(problem, floors)) {
        sharing.raise(step.claim, sharing.given(step.claim) + step.courses);
        sharing.send();
    }
    share_the_rest(problem, sharing);
    return choose_plan(problem, sharing.plan());
}

Result<Proposal> propose_most_deaths_averted(const Problem& problem,
                                             const RuleParameters& parameters) {
    Proposal proposal;
    // Where a participant takes few products, those of its equal share.
    const ChosenProducts chosen = choose_products(problem, equal_coverage);
    const Problem open = with_products_of(problem, chosen.exact);
    const Share floor = parameters.rule.lives.floor;
    proposal.exact = lives_first(open, chosen.exact, floor);
    proposal.plan =
        parameters.lots.respect
            ? round_to_lots(owed_by(open, proposal.exact), proposal.exact, parameters.lots.rounding)
            : whole_course_plan(open, proposal.exact);
    proposal.lives =
        outcomes(open, chosen.exact, lives_floors(open, chosen.exact, floor), proposal);
    return proposal;
}

}  // namespace aliquot
