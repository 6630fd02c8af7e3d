// The decomposition that the exact solver uses, written a second time in the plainest way, with the
// question "which lines are asked for too much?" left to somebody else: a flow library, or a table
// of all subsets of the lines. Whole courses. For pools without limits but room.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "workloads.hpp"

#include "aliquot/sharing/pool.hpp"

namespace aliquot_bench {

// Recipients that want something of some lines, one entry each or one for all with the same lines.
struct Wants {
    std::vector<LineSet> lines;
    std::vector<std::int64_t> courses;
};

// A set of lines that is asked for more than it has, by the most, or no lines if everybody can be
// served. `open` are the lines there are; no recipient names another.
using Bottleneck =
    std::function<LineSet(const Wants&, const std::vector<std::int64_t>& supply, LineSet open)>;

// One entry for each recipient, as somebody would write it who sees a flow problem; or one for all
// recipients with the same lines.
enum class Nodes : std::uint8_t { recipients, merged };

// Courses by recipient. Requires: nobody holds anything, no limits but room.
[[nodiscard]] std::vector<std::int64_t> given_by_decomposition(const aliquot::Pool& pool,
                                                               Nodes nodes,
                                                               const Bottleneck& bottleneck);

// Answers the question by adding up, for every subset of the lines, who depends on it. At most 24
// lines.
[[nodiscard]] LineSet bottleneck_by_subsets(const Wants& wants,
                                            const std::vector<std::int64_t>& supply, LineSet open);

}  // namespace aliquot_bench
