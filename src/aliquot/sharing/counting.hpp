// How many courses recipients would hold at a level of coverage: the innermost loops.
//
// A level is a whole number of 2^-bits of the weight. At level L a recipient has been given every
// course that starts from a coverage within L: floor(L x weight / 2^bits) + 1 - held, not below
// zero, not above its room. All of it is whole numbers; the narrow form fits vector instructions,
// of which the best that the processor has are chosen when the program starts.
#pragma once

#include <cstdint>
#include <span>

#include "aliquot/core/wide.hpp"

namespace aliquot {

// Courses handed out at a level, and the weight of those whose share still grows there.
template <class Sum>
struct CountedTo {
    Sum courses = 0;
    Sum growing = 0;
};

// Weights below 2^31, held and room below 2^32, levels below two (2^32 of 2^-31).
struct Narrow {
    using Amount = std::uint32_t;
    using Level = std::int64_t;  // -1: nobody has been given anything
    using Sum = std::int64_t;
    static constexpr int bits = 31;
    static constexpr std::int64_t heaviest = std::int64_t{1} << 31;
    static constexpr std::int64_t largest = std::int64_t{1} << 32;

    static CountedTo<Sum> count(std::span<const Amount> weight, std::span<const Amount> held,
                                std::span<const Amount> room, Level level);
    // What each is given at the level.
    static void give(std::span<const Amount> weight, std::span<const Amount> held,
                     std::span<const Amount> room, Level level, std::span<Amount> given);
};

// Weights below 2^48, everything else below 2^62.
struct Ample {
    using Amount = std::int64_t;
    using Level = Wide;
    using Sum = Wide;
    static constexpr int bits = 48;
    static constexpr std::int64_t heaviest = std::int64_t{1} << 48;
    static constexpr Wide largest = Wide{1} << 64;

    static CountedTo<Sum> count(std::span<const Amount> weight, std::span<const Amount> held,
                                std::span<const Amount> room, Level level);
    static void give(std::span<const Amount> weight, std::span<const Amount> held,
                     std::span<const Amount> room, Level level, std::span<Amount> given);
};

}  // namespace aliquot
