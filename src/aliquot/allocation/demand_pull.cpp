// Source by source, the share of demand that is met.
#include "aliquot/allocation/demand_pull.hpp"

#include "aliquot/allocation/passes.hpp"

namespace aliquot {

namespace {

Plan by_priority(const Problem& problem, const LotSettings& lots) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (const std::int64_t priority : priorities(problem)) {
        const Problem rest = left_after(problem, plan);
        add_to(plan, share_evenly(demand_pass(problem, rest, priority), lots).plan);
    }
    return plan;
}

}  // namespace

Result<Proposal> propose_demand_pull(const Problem& problem, const RuleParameters& parameters) {
    const Plan exact = by_priority(problem, {.respect = false});
    Proposal proposal;
    proposal.exact = courses_of(problem, exact);
    proposal.plan = parameters.lots.respect ? by_priority(problem, parameters.lots) : exact;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        proposal.carried_over.push_back(problem.claims[i].room -
                                        courses_given(problem, proposal.plan, i));
    return proposal;
}

}  // namespace aliquot
