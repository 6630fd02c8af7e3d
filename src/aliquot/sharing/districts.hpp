// Districts: limits on recipients together, turned into room for each before anything is shared.
//
// The recipients of a limited district may take the same lines. Whatever the lines can give them,
// the district's courses go to its least covered first; so the most that each may ever be given is
// its share of the district's limit, and nobody else needs to know of the district.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot {

// The room of each recipient within its own and its districts' limits.
[[nodiscard]] std::vector<std::int64_t> room_within_districts(const Pool& pool);

}  // namespace aliquot
