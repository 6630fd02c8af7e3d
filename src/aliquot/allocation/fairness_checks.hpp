// The fairness part of the certificate; see certificate.hpp. Includes nothing of the solver.
#pragma once

#include <vector>

#include "aliquot/allocation/certificate.hpp"

namespace aliquot {

// What is evened out, in words: "at 12.00 % of its weight".
struct Yardstick {
    std::string_view of = "of its weight";
    std::int64_t parts = 1;  // weights are in so many parts of one
    std::string_view idle = "are left";
};

// Could a lot or a course move to somebody who has less for its weight, or do doses lie idle?
// Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_exchanges(const Problem& problem, const Plan& plan,
                                                     const LotSettings& lots,
                                                     Yardstick yardstick = {});

// `equal_coverage` and `least_covered`. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_evenness(const Problem& problem, const Plan& plan,
                                                    const RuleSettings& rule,
                                                    const LotSettings& lots);

// The rules that share in passes or by other weights. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_second_doses(const Problem& problem, const Plan& plan,
                                                        const LotSettings& lots);
[[nodiscard]] std::vector<Violation> check_demand_pull(const Problem& problem, const Plan& plan,
                                                       const LotSettings& lots);
[[nodiscard]] std::vector<Violation> check_severity_weighted(const Problem& problem,
                                                             const Plan& plan,
                                                             const RuleSettings& rule,
                                                             const LotSettings& lots);

// `most_deaths_averted`. Where lots count, the exact answer is worked out again to measure against;
// that answer is itself checked by exchanges. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_lives(const Problem& problem, const Plan& plan,
                                                 const RuleSettings& rule, const LotSettings& lots);

// `proportional` with one rate for all products. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_pooled(const Problem& problem, const Plan& plan,
                                                  const RuleSettings& rule,
                                                  const LotSettings& lots);

// `proportional`. Requires: the plan is feasible.
[[nodiscard]] std::vector<Violation> check_rates(const Problem& problem, const Plan& plan,
                                                 const RuleSettings& rule, const LotSettings& lots);

}  // namespace aliquot
