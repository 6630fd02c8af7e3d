// Whether the numbers of a statement agree with each other: doses, people, share and population,
// by the product's course and the participant's people. See docs/methods/evidence.md, section 2.
#pragma once

#include <optional>

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// What a number as written can stand for: 1,900,000 may be 1,850,000 rounded or 1,999,999 cut off.
struct Range {
    double low = 0;
    double high = 0;

    [[nodiscard]] bool meets(const Range& other) const {
        return low <= other.high && other.low <= high;
    }
};

// One significant digit is taken as rounded; two and more as rounded or cut off.
[[nodiscard]] Range range_of(std::int64_t number);

// Two amounts of the same thing, of which one may be the other rounded.
[[nodiscard]] bool agree(std::int64_t left, std::int64_t right);

// Nothing if the numbers can all be right together.
[[nodiscard]] std::optional<ArithmeticFault> check_arithmetic(const StatementBook& book,
                                                              StatementIndex statement);

}  // namespace aliquot
