// What a participant has and is to get by what was said: a range for each product, of which only
// as much counts as the scenario lets count. See docs/methods/evidence.md, section 6.
#pragma once

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// One row for what is said to have arrived and one for what is to come, for each product and
// supply that somebody promised or said to have arrived; refuted ones are in it, and count nothing.
[[nodiscard]] std::vector<ExpectedSupply> expected_supply_on(const StatementBook& book,
                                                             const std::string& participant,
                                                             Date on);

}  // namespace aliquot
