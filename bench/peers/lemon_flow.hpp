// A maximum flow by the LEMON library: push-relabel (Preflow) on a static graph, from a source
// through the recipients to the lines. Plain C++17: the library is not clean in C++20.
#pragma once

#include <cstdint>
#include <vector>

namespace aliquot_bench {

// Which lines are asked for more than they have, by the most, as bits; 0 if everybody is served,
// and then the flow is complete: who gets what of which line. `lines` and `courses` by recipient.
[[nodiscard]] std::uint64_t bottleneck_by_lemon(const std::vector<std::uint64_t>& lines,
                                                const std::vector<std::int64_t>& courses,
                                                const std::vector<std::int64_t>& supply,
                                                std::uint64_t open);

}  // namespace aliquot_bench
