// The rule `proportional`: COVAX phase 1, each product in proportion to population.
//
// For each product with lot L, minimum shipment M and c doses a course, ceiling k (a share of the
// population), and a participant of population P that has A facility doses and asks for R:
//
//     base  = L x floor((r x P - A) / L)                        r: doses per head, at most c x k
//     small = min(L x ceil(M / L), L x ceil(c x k x P / L))
//     top   = L x ceil((c x k x P - A) / L)
//     doses = min(max(base, small), top, R in whole lots)
//
// A counts the doses of products shared earlier in the same round. r is the largest rate that the
// product's supply can pay for, or fixed by the user. The formula is a reconstruction that
// reproduces 30 of 39 published figures of the first round exactly; see
// docs/methods/proportional.md.
#pragma once

#include "aliquot/allocation/problem.hpp"
#include "aliquot/core/result.hpp"

namespace aliquot {

struct ProportionalParameters {
    Share ceiling = Share::whole();
    bool respect_lots = true;                 // false: the lot is one course
    std::vector<std::optional<Share>> rates;  // fixed rate by product number; nothing: solve
};

// Errors: infeasible, when a product's supply cannot pay for its fixed rate.
[[nodiscard]] Result<Plan> proportional(const Problem& problem,
                                        const ProportionalParameters& parameters);

}  // namespace aliquot
