// Promises whose time moved to later, step by step. See docs/methods/evidence.md, section 4.
#pragma once

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// One for each participant, product and supply whose promised time moved later at least once.
// What was taken back stays in: a slip is made of what is no longer said.
[[nodiscard]] std::vector<Slip> slips_on(const StatementBook& book, Date on);

}  // namespace aliquot
