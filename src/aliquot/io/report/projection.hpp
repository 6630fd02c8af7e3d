// From degrees to a place on the report's map: the Equal Earth projection, which keeps areas true.
//
// Source: Savric, Patterson and Jenny, The Equal Earth map projection, 2018,
// doi 10.1080/13658816.2018.1504949. tools/make_world_outlines.py draws the outlines with it.
#pragma once

#include "aliquot/domain/participant.hpp"

namespace aliquot::report {

inline constexpr int map_width = 2000;  // 180 degrees west to 180 degrees east
inline constexpr int map_top = 15;      // the part that is shown: 84 degrees north ...
inline constexpr int map_bottom = 880;  // ... to 57 degrees south

struct MapPoint {
    double x = 0;
    double y = 0;
};

// Requires: latitude within 90 degrees of the equator, longitude within 180 degrees of Greenwich.
[[nodiscard]] MapPoint on_map(const Place& place);

}  // namespace aliquot::report
