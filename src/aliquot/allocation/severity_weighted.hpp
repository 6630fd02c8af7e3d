// The rule `severity_weighted`: equal coverage, where the hardest hit are owed more.
//
// Each weight is multiplied by a factor from deaths per head, taken at the lower, the middle or the
// upper end of what is known about them; who would get something else at another end is said with
// the answer. See docs/methods/severity_weighted.md.
#pragma once

#include "aliquot/allocation/rules.hpp"

namespace aliquot {

[[nodiscard]] Result<Proposal> propose_severity_weighted(const Problem& problem,
                                                         const RuleParameters& parameters);

}  // namespace aliquot
