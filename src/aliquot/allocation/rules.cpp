// The registry of rules.
#include "aliquot/allocation/rules.hpp"

#include <algorithm>
#include <array>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/proportional.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {

namespace {

Proposal in_lots(const Problem& problem, Grid<Courses> exact, const LotSettings& lots) {
    Plan plan = lots.respect ? round_to_lots(problem, exact, lots.rounding)
                             : whole_course_plan(problem, exact);
    return {std::move(exact), std::move(plan), {}};
}

Grid<Courses> courses_of(const Problem& problem, const Plan& plan) {
    Grid<Courses> courses{problem.claims.size(), problem.lines.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            courses.at(i, j) = whole_courses(plan.at(i, j), problem.lines[j].per_course);
    return courses;
}

Result<Proposal> propose_equal_coverage(const Problem& problem, const RuleParameters& parameters) {
    return in_lots(problem, equal_coverage(problem), parameters.lots);
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
    Proposal proposal = in_lots(below, equal_coverage(below), parameters.lots);
    proposal.above_threshold = std::move(above);
    return proposal;
}

Result<Proposal> propose_proportional(const Problem& problem, const RuleParameters& parameters) {
    auto plan = proportional(
        problem, {parameters.rule.ceiling, parameters.lots.respect, problem.fixed_rates});
    if (!plan) return tl::unexpected(plan.error());
    return Proposal{courses_of(problem, *plan), *std::move(plan), {}};
}

Result<Proposal> propose_recorded(const Problem& problem, const RuleParameters&) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    if (problem.recorded.rows() > 0) plan = problem.recorded;
    return Proposal{courses_of(problem, plan), std::move(plan), {}};
}

constexpr std::array registry{
    Rule{"equal_coverage",
         "raises the least covered first, as evenly as supply lines, earmarks and limits allow",
         "counts, ceiling, tie", propose_equal_coverage},
    Rule{"proportional", "COVAX phase 1: each product in proportion to population, in whole lots",
         "ceiling, rate_doses_per_head", propose_proportional},
    Rule{"least_covered",
         "COVAX October 2021: equal coverage among participants below a threshold of coverage",
         "threshold, counts, ceiling, tie", propose_least_covered},
    Rule{"recorded", "what was in fact given, from recorded.csv; gates and lots are not applied",
         "none", propose_recorded},
};

}  // namespace

std::span<const Rule> rules() {
    return registry;
}

const Rule* find_rule(std::string_view name) {
    const auto* found = std::ranges::find(registry, name, &Rule::name);
    return found == registry.end() ? nullptr : found;
}

}  // namespace aliquot
