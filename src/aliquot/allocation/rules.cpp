// The registry of rules.
#include "aliquot/allocation/rules.hpp"

#include <algorithm>
#include <array>

#include "aliquot/allocation/demand_pull.hpp"
#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/lorenz_gap.hpp"
#include "aliquot/allocation/mip/polish.hpp"
#include "aliquot/allocation/most_deaths_averted.hpp"
#include "aliquot/allocation/pooled.hpp"
#include "aliquot/allocation/product_choice.hpp"
#include "aliquot/allocation/proportional.hpp"
#include "aliquot/allocation/rounding.hpp"
#include "aliquot/allocation/second_doses.hpp"
#include "aliquot/allocation/severity_weighted.hpp"
#include "aliquot/domain/rule_words.hpp"

namespace aliquot {

Proposal share_evenly(const Problem& problem, const LotSettings& lots) {
    ChosenProducts chosen = choose_products(problem, equal_coverage);
    Proposal proposal;
    proposal.plan = lots.respect ? round_to_lots(problem, chosen.exact, lots.rounding)
                                 : whole_course_plan(problem, chosen.exact);
    proposal.lots = against_exact(problem, chosen.without_limit, proposal.plan);
    proposal.exact = std::move(chosen.exact);
    proposal.without_product_limit = std::move(chosen.without_limit);
    return proposal;
}

namespace {

// A solver may find a better plan in lots; it is taken only if it is, and is as fair.
Proposal share_and_polish(const Problem& problem, const RuleParameters& parameters) {
    Proposal proposal = share_evenly(problem, parameters.lots);
    if (!parameters.lots.respect || parameters.lots.polish != Polish::mip) return proposal;
    mip::Polished polished = mip::polish(problem, proposal.without_product_limit, proposal.plan,
                                         parameters.rule, parameters.lots);
    if (polished.plan) {
        proposal.plan = *std::move(polished.plan);
        proposal.lots = against_exact(problem, proposal.without_product_limit, proposal.plan);
    }
    proposal.lots->polished_by = polished.proposed_by;
    proposal.lots->notice = polished.notice;
    return proposal;
}

Result<Proposal> propose_equal_coverage(const Problem& problem, const RuleParameters& parameters) {
    return share_and_polish(problem, parameters);
}

// COVAX, October 2021: only participants below a threshold of coverage, then equal coverage.
Result<Proposal> propose_least_covered(const Problem& problem, const RuleParameters& parameters) {
    Problem below = problem;
    std::vector<bool> above(problem.claims.size(), false);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Claim& claim = problem.claims[i];
        const std::int64_t bar = parameters.rule.threshold.ceil_of(claim.population.value());
        above[i] = claim.held.value() >= bar;
        if (above[i]) below.claims[i].room = Courses{0};
    }
    Proposal proposal = share_and_polish(below, parameters);
    proposal.above_threshold = std::move(above);
    return proposal;
}

Proposal as_it_is(const Problem& problem, Plan plan) {
    Proposal proposal;
    proposal.exact = courses_of(problem, plan);
    proposal.plan = std::move(plan);
    return proposal;
}

// One rate for each product, or one for all.
Result<Proposal> at_one_rate(const Problem& problem, const RuleParameters& parameters) {
    if (parameters.rule.pooled) {
        Pooled shared = pooled(problem, parameters.rule.ceiling, parameters.lots.respect);
        Proposal proposal;
        proposal.exact = std::move(shared.exact);
        proposal.plan = std::move(shared.plan);
        return proposal;
    }
    auto plan = proportional(
        problem, {parameters.rule.ceiling, parameters.lots.respect, problem.fixed_rates});
    if (!plan) return tl::unexpected(plan.error());
    return as_it_is(problem, *std::move(plan));
}

// Opens one product again to a claim that has place for it after all.
bool open_one_again(const Problem& problem, const Plan& plan, Problem& allowed) {
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (allowed.limit.at(i, j) != problem.limit.at(i, j) &&
                !no_place_for(problem, plan, i, j)) {
                for (std::size_t k = 0; k < problem.lines.size(); ++k)
                    if (problem.lines[k].product == problem.lines[j].product)
                        allowed.limit.at(i, k) = problem.limit.at(i, k);
                return true;
            }
    return false;
}

// Of too many products the largest amounts are kept. And who has all the products that it takes
// holds nobody back in another, so that is closed to it, as long as it has them.
Result<Proposal> propose_proportional(const Problem& problem, const RuleParameters& parameters) {
    constexpr int most_passes = 100;  // two may make room for each other for ever
    Problem allowed = problem;
    Problem open = problem;
    for (int pass = 0;; ++pass) {
        auto proposal = at_one_rate(open, parameters);
        if (!proposal) return proposal;
        const Grid<Courses> limits = open.limit;
        const Grid<Courses> courses = courses_of(open, proposal->plan);
        keep_largest_products(open, courses);
        if (open.limit != limits) {
            keep_largest_products(allowed, courses);
            continue;
        }
        open = with_full_places_closed(allowed, proposal->plan);
        if (open.limit != limits && pass < most_passes) continue;
        if (pass >= most_passes || !open_one_again(problem, proposal->plan, allowed))
            return proposal;
        open = allowed;
    }
}

Result<Proposal> propose_recorded(const Problem& problem, const RuleParameters&) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    if (problem.recorded.rows() > 0) plan = problem.recorded;
    return as_it_is(problem, std::move(plan));
}

// A rule whose name nobody has put into words does not compile.
consteval Rule rule(std::string_view name, Rule::Propose propose) {
    const auto* words = std::ranges::find(rule_words, name, &RuleWords::name);
    if (words == rule_words.end()) throw "domain/rule_words.hpp does not know this rule";
    return {words->name, words->summary, words->parameters, propose};
}

constexpr std::array registry{
    rule("equal_coverage", propose_equal_coverage),
    rule("proportional", propose_proportional),
    rule("least_covered", propose_least_covered),
    rule("second_doses", propose_second_doses),
    rule("severity_weighted", propose_severity_weighted),
    rule("demand_pull", propose_demand_pull),
    rule("most_deaths_averted", propose_most_deaths_averted),
    rule("recorded", propose_recorded),
};
static_assert(std::ranges::equal(registry, rule_names, {}, &Rule::name),
              "every rule in words has its computation, in the same order");

}  // namespace

std::span<const Rule> rules() {
    return registry;
}

const Rule* find_rule(std::string_view name) {
    const auto* found = std::ranges::find(registry, name, &Rule::name);
    return found == registry.end() ? nullptr : found;
}

}  // namespace aliquot
