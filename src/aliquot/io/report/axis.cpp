// Round steps, month marks and labels that do not overlap.
#include "aliquot/io/report/axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace aliquot::report {

Axis axis_to(double highest) {
    constexpr std::array<double, 10> round_steps{0.001, 0.002, 0.005, 0.01, 0.02,
                                                 0.05,  0.1,   0.2,   0.25, 0.5};
    for (const double step : round_steps)
        if (highest <= 6 * step)
            return {step, std::max(4, static_cast<int>(std::ceil(highest / step - 1e-9)))};
    const double step = std::ceil(highest / 5);
    return {step, std::max(1, static_cast<int>(std::ceil(highest / step - 1e-9)))};
}

double round_step(double least) {
    double power = std::pow(10, std::floor(std::log10(least)));
    for (const int times : {1, 2, 5})
        if (times * power >= least) return times * power;
    return 10 * power;
}

std::vector<Date> month_marks(Date first, Date last, int most) {
    using std::chrono::day;
    using std::chrono::months;
    using std::chrono::year_month_day;
    std::vector<Date> firsts;
    const year_month_day start{first};
    auto month = start.year() / start.month();
    if (start.day() != day{1}) month += months{1};
    for (; Date{month / day{1}} <= last; month += months{1}) firsts.emplace_back(month / day{1});
    if (firsts.empty()) return {first};
    const std::size_t each = (firsts.size() - 1) / static_cast<std::size_t>(most) + 1;
    std::vector<Date> marks;
    for (std::size_t i = 0; i < firsts.size(); i += each) marks.push_back(firsts[i]);
    return marks;
}

std::vector<double> spread_apart(std::vector<double> places, double gap, double bottom) {
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i] = std::max(places[i], places[i - 1] + gap);
    double limit = bottom;
    for (std::size_t i = places.size(); i-- > 0;) {
        places[i] = std::min(places[i], limit);
        limit = places[i] - gap;
    }
    return places;
}

}  // namespace aliquot::report
