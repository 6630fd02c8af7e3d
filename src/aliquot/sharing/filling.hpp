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
    std::span<const std::uint32_t> who;
    std::span<const Amount> weight, held, room;
};

// Neighbours in the columns.
struct Run {
    std::size_t begin, end;

    [[nodiscard]] std::size_t size() const { return end - begin; }
};

// Promises: `given`, a column as well, is set for the recipients of the runs and adds up to
// `amount`, or to all their rooms if that is less.
template <class Kind>
void fill(const Pool& pool, const Columns<Kind>& columns, std::span<const Run> recipients,
          std::int64_t amount, std::span<typename Kind::Amount> given);

// What the recipients of each run would be given in all at a level near that of the amount, as a
// sample of them makes it likely.
[[nodiscard]] std::vector<std::int64_t> demand_near(const Columns<Narrow>& columns,
                                                    std::span<const Run> recipients,
                                                    std::int64_t amount);

}  // namespace aliquot
