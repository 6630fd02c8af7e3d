// Faults put into a right answer, one at a time, with what a checker must say of each.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sharing/small_pools.hpp"

#include "aliquot/sharing/verify.hpp"

namespace aliquot_test {

struct Planted {
    std::string_view what;
    aliquot::Shares shares;
    // One fault of these kinds must be named...
    std::vector<aliquot::FaultKind> reasons{};
    // ...and, if it is known, of this recipient, line or limit.
    std::optional<std::uint32_t> recipient{};
    std::optional<aliquot::LineNumber> line{};
    std::optional<std::uint32_t> limit{};

    [[nodiscard]] bool is_named_in(const std::vector<aliquot::Fault>& faults) const;
};

inline constexpr std::size_t kinds_of_planting = 20;

// Nothing where the answer has no place for a fault of this kind.
// Requires: `right` is the answer of `pool`.
[[nodiscard]] std::optional<Planted> plant(const aliquot::Pool& pool, const aliquot::Shares& right,
                                           std::size_t kind, Draw& draw);

}  // namespace aliquot_test
