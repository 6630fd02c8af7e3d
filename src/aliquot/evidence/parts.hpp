// Doses for so many people, or for so many doses before, compared exactly; and what so many in a
// hundred of them are at or below.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "aliquot/core/wide.hpp"

namespace aliquot {

struct Part {
    std::int64_t doses = 0;
    std::int64_t of = 1;

    friend bool operator<(const Part& a, const Part& b) {
        return Wide{a.doses} * b.of < Wide{b.doses} * a.of;
    }
    [[nodiscard]] Wide times(std::int64_t base) const { return Wide{doses} * base / of; }
    [[nodiscard]] Wide times_up(std::int64_t base) const {
        return (Wide{doses} * base + of - 1) / of;
    }
};

// The ends of a DosesRange.
inline constexpr std::array<std::int64_t, 5> hundredths{10, 25, 50, 75, 90};

// The smallest that so many hundredths are at or below. Requires: sorted, not empty.
inline const Part& at_hundredth(const std::vector<Part>& sorted, std::int64_t hundredth) {
    const auto count = static_cast<std::int64_t>(sorted.size());
    const std::int64_t rank = std::max<std::int64_t>((hundredth * count + 99) / 100, 1);
    return sorted[static_cast<std::size_t>(rank - 1)];
}

}  // namespace aliquot
