// Equal coverage by weights at each end of the interval of deaths; the chosen one is the answer.
#include "aliquot/allocation/severity_weighted.hpp"

#include "aliquot/allocation/severity_weights.hpp"

namespace aliquot {

Result<Proposal> propose_severity_weighted(const Problem& problem,
                                           const RuleParameters& parameters) {
    const SeveritySettings& settings = parameters.rule.severity;
    Proposal proposal;
    std::vector<SeverityOutcome> outcomes(problem.claims.size());
    for (const Robust end : {Robust::lower, Robust::middle, Robust::upper}) {
        const Problem weighted = weighted_by_severity(problem, settings, end);
        const std::vector<std::int64_t> factors = severity_factors(problem, settings, end);
        Proposal shared = share_evenly(weighted, parameters.lots);
        const auto place = static_cast<std::size_t>(end);
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            outcomes[i].known = problem.claims[i].deaths.has_value();
            outcomes[i].factor.at(place) = factors[i];
            outcomes[i].courses.at(place) = courses_given(problem, shared.plan, i);
        }
        if (end == settings.robust) proposal = std::move(shared);
    }
    proposal.severity = std::move(outcomes);
    return proposal;
}

}  // namespace aliquot
