// The rule `most_deaths_averted`: everybody keeps a part of its equal share; the rest goes, course
// by course, where the next one averts the most deaths.
//
// What a claim's courses avert falls from course to course (Claim::lives), and which sums of
// courses can be given at once is a polymatroid, so that taking the most valuable course that can
// still be given, moving others between supply lines where needed, averts the most that can be
// averted (Edmonds 1970). Courses that avert nothing are shared by equal coverage. Method:
// docs/methods/most_deaths_averted.md.
#pragma once

#include "aliquot/allocation/rules.hpp"

namespace aliquot {

// Promises: every claim has its floor (lives_floors), and no other plan of which that is true
// averts more deaths; of courses of equal value, those of the less covered come first, then those
// of the smaller id. Requires: `equal_shares` is a feasible plan.
[[nodiscard]] Grid<Courses> lives_first(const Problem& problem, const Grid<Courses>& equal_shares,
                                        Share floor);

[[nodiscard]] Result<Proposal> propose_most_deaths_averted(const Problem& problem,
                                                           const RuleParameters& parameters);

}  // namespace aliquot
