// What came of sharing a pool, in figures: who was given how much, and how evenly.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/io/recipients/named_pool.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

// Courses held, those given now included, and what they are measured against.
struct Covered {
    std::size_t recipient = 0;
    std::int64_t courses = 0;
    std::int64_t weight = 1;

    [[nodiscard]] double coverage() const {
        return static_cast<double>(courses) / static_cast<double>(weight);
    }
};

struct SharingFigures {
    std::int64_t given_something = 0;  // recipients
    std::int64_t without_room = 0;     // recipients that could be given nothing
    std::int64_t supply_courses = 0;
    std::int64_t shared_courses = 0;
    std::int64_t supply_doses = 0;
    std::int64_t awarded_doses = 0;
    std::int64_t odd_doses = 0;  // less than a course, in all lines together
    std::uint32_t blocks = 0;    // of lines that are used up together
    Covered lowest, highest;     // of equals the first by id
    double median = 0;           // of recipients, unweighted; the mean of the middle two if even
    std::vector<std::int64_t> given_of_line;  // courses, by line
};

// Requires: the shares are of this pool, which has a recipient.
[[nodiscard]] SharingFigures figures_of(const NamedPool& named, const Shares& shares);

}  // namespace aliquot
