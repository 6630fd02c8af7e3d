// The line of arithmetic by which `proportional` gave a claim its doses of each product.
#pragma once

#include <vector>

#include "aliquot/facility/claims.hpp"

namespace aliquot {

// One entry for each product of which a line is open to the claim, in the order of sharing.
[[nodiscard]] std::vector<ProductRate> product_rates(const Scenario& scenario,
                                                     const PosedRound& posed, const Plan& plan,
                                                     std::size_t claim);

[[nodiscard]] bool ceiling_is_reached(const Scenario& scenario, const PosedRound& posed,
                                      const ProductRate& rate, std::size_t claim);

}  // namespace aliquot
