// What courses are worth under `most_deaths_averted`: the rule shares by it and the check asks
// about it, so both read it here. Values are deaths averted by a course, in billionths.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/core/share.hpp"
#include "aliquot/core/wide.hpp"

namespace aliquot {

// Of the course after so many, and of the last of so many; 0 where there is none or nothing is
// known of the epidemic.
[[nodiscard]] std::int64_t value_after(const Claim& claim, Courses given);
[[nodiscard]] std::int64_t value_of_last(const Claim& claim, Courses given);

// By so many courses together.
[[nodiscard]] std::int64_t averted_by(const Claim& claim, Courses given);

// What each claim keeps in any case: the floor's part of its equal share in whole courses, rounded
// down; all of it where no epidemic is known.
[[nodiscard]] std::vector<Courses> lives_floors(const Problem& problem,
                                                const Grid<Courses>& equal_shares, Share floor);

// The round with every product closed that a claim which takes few products is given nothing of.
[[nodiscard]] Problem with_products_of(const Problem& problem, const Grid<Courses>& plan);

// The round as it is evened out in lots: everybody is owed in proportion to the exact answer, and
// whoever has none of it stands behind all others.
[[nodiscard]] Problem owed_by(const Problem& problem, const Grid<Courses>& exact);

}  // namespace aliquot
