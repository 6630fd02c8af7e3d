// The formula of the Equal Earth projection.
#include "aliquot/io/report/projection.hpp"

#include <cmath>
#include <numbers>

namespace aliquot::report {

MapPoint on_map(const Place& place) {
    constexpr double a1 = 1.340264;
    constexpr double a2 = -0.081106;
    constexpr double a3 = 0.000893;
    constexpr double a4 = 0.003796;
    constexpr double degree = std::numbers::pi / 180;
    const double root3 = std::numbers::sqrt3;
    const double t = std::asin(root3 / 2 * std::sin(place.latitude * degree));
    const double t2 = t * t;
    const double t6 = t2 * t2 * t2;
    const double x = 2 * root3 * place.longitude * degree * std::cos(t) /
                     (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
    const double y = t * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1);
    const double half = 2 * root3 * std::numbers::pi / (3 * a1);
    const double scale = map_width / 2.0 / half;
    return {map_width / 2.0 + scale * x, map_width / 4.0 - scale * y};
}

}  // namespace aliquot::report
