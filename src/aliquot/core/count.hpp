// A whole number of one kind of thing: doses, people, courses.
//
// Two kinds never mix: Doses + People does not compile. A count is never
// negative and never wraps round; trying to is a broken promise.
#pragma once

#include <compare>
#include <cstdint>

#include "aliquot/core/check.hpp"

namespace aliquot {

template <class Kind>
class Count {
public:
    constexpr Count() = default;
    constexpr explicit Count(std::int64_t value) : value_{value} { ALIQUOT_CHECK(value >= 0); }

    [[nodiscard]] constexpr std::int64_t value() const { return value_; }

    friend constexpr auto operator<=>(Count, Count) = default;

    friend constexpr Count operator+(Count left, Count right) {
        std::int64_t sum = 0;
        ALIQUOT_CHECK(!__builtin_add_overflow(left.value_, right.value_, &sum));
        return Count{sum};
    }
    friend constexpr Count operator-(Count left, Count right) {
        ALIQUOT_CHECK(left >= right);
        return Count{left.value_ - right.value_};
    }
    constexpr Count& operator+=(Count other) { return *this = *this + other; }
    constexpr Count& operator-=(Count other) { return *this = *this - other; }

private:
    std::int64_t value_ = 0;
};

}  // namespace aliquot
