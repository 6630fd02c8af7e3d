// The answer: who is given how many courses of which line, and the level of each line.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot {

// Courses of one line for one recipient; never zero.
struct Portion {
    std::uint32_t recipient;
    LineNumber line;
    std::int64_t courses;

    friend bool operator==(const Portion&, const Portion&) = default;
};

// How far a line reaches. Lines of one block are used up together, by recipients that all stand
// at or below the block's level; recipients that could be given more of other lines take nothing
// of it.
struct LineLevel {
    std::uint32_t block = 0;  // from 1, the least covered; 0: the line is not used up by need
    // Coverage of the best covered recipient of this and all lower blocks before its last course:
    // covered / weight. Nothing while nobody was given anything.
    std::int64_t covered = 0;
    std::int64_t weight = 0;

    friend bool operator==(const LineLevel&, const LineLevel&) = default;
};

struct Shares {
    std::vector<std::int64_t> given;  // courses, by recipient
    std::vector<Portion> portions;    // by recipient, then line
    std::vector<LineLevel> levels;    // by line: the certificate
};

}  // namespace aliquot
