// The world's map for reports: outlines as SVG path data, in the units of projection.hpp.
#pragma once

#include <span>
#include <string_view>

namespace aliquot::report {

struct Outline {
    std::string_view id;  // ISO 3166-1 alpha-3, or XKX
    std::string_view path;
};

// Sorted by id. Small islands have none: they are drawn as circles.
[[nodiscard]] std::span<const Outline> world_outlines();

}  // namespace aliquot::report
