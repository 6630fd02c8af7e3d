// Started courses first, product by product; then the least covered.
#include "aliquot/allocation/second_doses.hpp"

#include "aliquot/allocation/passes.hpp"

namespace aliquot {

namespace {

bool is_needed(const Problem& pass) {
    for (const Claim& claim : pass.claims)
        if (claim.room > Courses{0}) return true;
    return false;
}

Plan completions(const Problem& problem, const LotSettings& lots) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (std::size_t product = 0; product < product_count(problem); ++product) {
        const Problem pass = completing_pass(left_after(problem, plan), product, lots);
        if (is_needed(pass)) add_to(plan, share_evenly(pass, lots).plan);
    }
    return plan;
}

Plan with_the_rest(const Problem& problem, Plan plan, const LotSettings& lots) {
    const Problem rest = left_after(problem, plan);
    add_to(plan, share_evenly(rest, lots).plan);
    return plan;
}

}  // namespace

Result<Proposal> propose_second_doses(const Problem& problem, const RuleParameters& parameters) {
    constexpr LotSettings in_courses{.respect = false};
    const Plan exact = with_the_rest(problem, completions(problem, in_courses), in_courses);
    const Plan completed = completions(problem, parameters.lots);
    Proposal proposal;
    proposal.exact = courses_of(problem, exact);
    proposal.plan =
        parameters.lots.respect ? with_the_rest(problem, completed, parameters.lots) : exact;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        proposal.completing.push_back(courses_given(problem, completed, i));
    return proposal;
}

}  // namespace aliquot
