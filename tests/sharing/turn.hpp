// Whose turn it is: the order in which courses are handed out, as share.hpp states it.
#pragma once

#include <compare>
#include <cstdint>

#include "aliquot/sharing/pool.hpp"

namespace aliquot::testing {

__extension__ using Wide128 = __int128;

// The next course of a recipient that has `covered` courses already.
struct Turn {
    std::int64_t covered;
    std::int64_t weight;
    std::uint64_t rank;
};

// The least covered first; of equals the smaller weight, then the smaller rank.
[[nodiscard]] inline bool comes_before(const Turn& a, const Turn& b) {
    const Wide128 mine = Wide128{a.covered} * b.weight;
    const Wide128 other = Wide128{b.covered} * a.weight;
    if (mine != other) return mine < other;
    if (a.weight != b.weight) return a.weight < b.weight;
    return a.rank < b.rank;
}

[[nodiscard]] inline Turn turn_of(const Pool& pool, std::size_t recipient, std::int64_t given) {
    return {pool.held[recipient] + given, pool.weight[recipient], pool.rank(recipient)};
}

}  // namespace aliquot::testing
