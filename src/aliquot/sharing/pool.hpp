// A pooled supply as columns of whole numbers: who may take what, and how much.
//
// This is what the exact solver and its checker see, for two hundred participants or ten million
// recipients. It knows no vaccine, date or name: supply lines and recipients are positions in
// columns, amounts are courses. Readers and rules turn their own records into a pool.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot {

// Anything at or above this amount of courses means "no limit".
inline constexpr std::int64_t no_limit = std::int64_t{1} << 50;

using LineNumber = std::uint32_t;

// The last week that can be named.
inline constexpr std::uint32_t last_week = 4095;

// The weeks in which a line can be used: from its arrival to its expiry, both included.
struct Weeks {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

// At most so many courses for all recipients of a district and of the districts inside it.
struct District {
    std::optional<std::uint32_t> parent;  // an earlier district
    std::int64_t most = no_limit;
};

struct Pool {
    // Supply lines: courses free to be shared, in order of use: what is not needed is left over
    // on the last lines.
    std::vector<std::int64_t> supply;

    // Groups of recipients that may take the same lines: the lines of group g are
    // group_lines[group_begin[g]] to group_lines[group_begin[g + 1] - 1], ascending.
    std::vector<std::uint32_t> group_begin{0};
    std::vector<LineNumber> group_lines;

    // Recipients, one entry each.
    std::vector<std::int64_t> weight;  // what coverage is measured against; 1 to 2^48
    std::vector<std::int64_t> held;    // courses already received or promised; below 2^50
    std::vector<std::int64_t> room;    // the most it can be given
    std::vector<std::uint32_t> group;
    // Among equals of equal weight the smaller rank goes first; ranks differ. Empty: position.
    std::vector<std::uint64_t> tie_rank;

    // Limits of single recipients. Each kind may be absent (empty).
    //
    // Pairs: recipient i may take at most pair_most[k] of line pair_line[k],
    // k from pair_begin[i] to pair_begin[i + 1] - 1, lines ascending.
    std::vector<std::uint64_t> pair_begin;
    std::vector<LineNumber> pair_line;
    std::vector<std::int64_t> pair_most;
    // Rooms: recipient i may take at most set_room[i * sets.size() + k] of the lines sets[k] in
    // all. Any two sets are disjoint or one inside the other (storage classes, and parts of them).
    std::vector<std::vector<LineNumber>> sets;
    std::vector<std::int64_t> set_room;
    // Weeks: recipient i can use weekly[i] courses in each week. Courses wait until they are used
    // or expire; a week that passes unused is lost. A recipient has set rooms or a weekly limit,
    // not both: together they are no longer a structure in which one answer is best for everybody.
    std::vector<Weeks> weeks;  // by line
    std::vector<std::int64_t> weekly;

    // Districts: limits on recipients together. Recipients of a limited district must be of one
    // group and have no limits of their own but room.
    std::vector<District> districts;
    std::vector<std::optional<std::uint32_t>> district;  // by recipient; empty: none anywhere

    [[nodiscard]] std::size_t lines() const { return supply.size(); }
    [[nodiscard]] std::size_t recipients() const { return weight.size(); }
    [[nodiscard]] std::size_t groups() const { return group_begin.size() - 1; }
    [[nodiscard]] std::span<const LineNumber> lines_of_group(std::size_t g) const {
        return {group_lines.data() + group_begin[g], group_begin[g + 1] - group_begin[g]};
    }
    [[nodiscard]] std::span<const LineNumber> lines_of(std::size_t recipient) const {
        return lines_of_group(group[recipient]);
    }
    [[nodiscard]] std::uint64_t rank(std::size_t recipient) const {
        return tie_rank.empty() ? recipient : tie_rank[recipient];
    }
};

// What makes a pool unfit to be shared: lengths that do not match, values out of bounds, sums
// that could overflow, sets that cross. `where` counts from 0: "recipient 17", "line 3".
[[nodiscard]] std::optional<Error> fault_of(const Pool& pool);

}  // namespace aliquot
