// The place of one thing in its table: the third participant, the first product.
//
// Two tables' places never mix: an Index of products cannot look up a participant.
#pragma once

#include <compare>
#include <cstddef>

namespace aliquot {

template <class Kind>
struct Index {
    std::size_t value = 0;

    friend constexpr auto operator<=>(Index, Index) = default;
};

}  // namespace aliquot
