// One week's row as an interval.
#include "aliquot/evidence/week_deaths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aliquot {

std::optional<std::array<std::int64_t, 3>> deaths_of_week(const SeverityReport& row,
                                                          Share under_reporting,
                                                          const Ascertainment* factor) {
    const auto estimated = [](std::optional<double> deaths) -> std::optional<std::int64_t> {
        if (!deaths) return std::nullopt;
        return std::max<std::int64_t>(std::llround(*deaths * 1000), 0);
    };
    const auto middle = estimated(row.excess_deaths);
    auto low = estimated(row.excess_deaths_low);
    auto high = estimated(row.excess_deaths_high);
    if (row.deaths && factor != nullptr && !middle && !low && !high) {
        std::array<std::int64_t, 3> week{};
        for (std::size_t end = 0; end < week.size(); ++end)
            week.at(end) = *row.deaths * factor->thousandths.at(end);
        return week;
    }
    if (!low) low = row.deaths ? *row.deaths * 1000 : middle;
    if (!high) high = row.deaths ? under_reporting.floor_of(*row.deaths * 1000) : middle;
    if (!low || !high) return std::nullopt;
    const std::int64_t between = middle.value_or(std::midpoint(*low, *high));
    return std::array{std::min(*low, between), between, std::max(*high, between)};
}

}  // namespace aliquot
