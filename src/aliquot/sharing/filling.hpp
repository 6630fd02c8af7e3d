// One supply shared among recipients that may all take it: the least covered first.
//
// Courses go out one at a time in the order of (held + given) / weight, then smaller weight, then
// smaller tie rank, until the amount is used up or everyone's room is full. The order is total, so
// the answer is unique.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "aliquot/sharing/counting.hpp"
#include "aliquot/sharing/pool.hpp"

namespace aliquot {

// Recipients side by side in columns; `who` is the position in the pool.
template <class Kind>
struct Columns {
    using Amount = typename Kind::Amount;
    std::span<std::uint32_t> who;
    std::span<Amount> weight, held, room;

    [[nodiscard]] std::size_t size() const { return who.size(); }
};

// Promises: `given` adds up to `amount`, or to all rooms if that is less.
template <class Kind>
void fill(const Pool& pool, const Columns<Kind>& recipients, std::int64_t amount,
          std::span<typename Kind::Amount> given);

}  // namespace aliquot
