// A pool written down recipient by recipient, as one would on paper, so that a test can strike out
// a recipient, add a line or change one limit; `pool_of` turns it into columns.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot::testing {

struct SketchedLine {
    std::int64_t supply = 0;
    Weeks weeks;
};

struct SketchedRecipient {
    std::int64_t weight = 1;
    std::int64_t held = 0;
    std::int64_t room = no_limit;
    std::vector<LineNumber> lines;                 // ascending
    std::map<LineNumber, std::int64_t> pair_most;  // by line
    std::vector<std::int64_t> set_room;            // by set; empty: no limit
    std::int64_t weekly = no_limit;
    std::optional<std::uint32_t> district;
    std::uint64_t rank = 0;

    [[nodiscard]] bool has_set_room() const;
    // Limits that a recipient of a limited district must not have.
    [[nodiscard]] bool has_own_limits() const;
    [[nodiscard]] bool may_take(LineNumber line) const;
};

struct PoolSketch {
    std::vector<SketchedLine> lines;
    std::vector<SketchedRecipient> recipients;
    std::vector<std::vector<LineNumber>> sets;
    std::vector<District> districts;

    // The outermost limited district that the recipient belongs to.
    [[nodiscard]] std::optional<std::uint32_t> limited_district(std::size_t recipient) const;
    // Whether any recipient belongs to a limited district.
    [[nodiscard]] bool limits_districts() const;
};

// Recipients with the same lines in one group, or every recipient in a group of its own. (Those of
// one limited district always share a group: the pool would not be fit otherwise.)
enum class Grouping { together, apart };

[[nodiscard]] Pool pool_of(const PoolSketch& sketch, Grouping grouping = Grouping::together);

// The sketch without one recipient, or without one line.
[[nodiscard]] PoolSketch without_recipient(PoolSketch sketch, std::size_t recipient);
[[nodiscard]] PoolSketch without_line(PoolSketch sketch, LineNumber line);

// The same sketch told in another order: position p of the result was order[p].
[[nodiscard]] PoolSketch in_order(const PoolSketch& sketch,
                                  const std::vector<std::size_t>& recipients,
                                  const std::vector<LineNumber>& lines);

}  // namespace aliquot::testing
