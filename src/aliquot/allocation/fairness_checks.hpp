// The fairness part of the certificate; see certificate.hpp. Includes nothing of the solver.
#pragma once

#include <vector>

#include "aliquot/allocation/certificate.hpp"

namespace aliquot {

// `equal_coverage` and `least_covered`. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_evenness(const Problem& problem, const Plan& plan,
                                                    const RuleSettings& rule,
                                                    const LotSettings& lots);

// `proportional`. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_rates(const Problem& problem, const Plan& plan,
                                                 const RuleSettings& rule, const LotSettings& lots);

}  // namespace aliquot
