// Sums and quantiles.
#include "aliquot/io/epidemic/over_members.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::string in_groups(double value) {
    const std::int64_t whole = std::llround(value);
    return whole < 0 ? "-" + grouped(-whole) : grouped(whole);
}

std::string with_range(const OverMembers& s) {
    return fmt::format("{} ({} to {})", in_groups(s.mean), in_groups(s.low), in_groups(s.high));
}

OverMembers over_members(std::vector<double> values) {
    std::ranges::sort(values);
    OverMembers s;
    const auto count = static_cast<double>(values.size());
    double squares = 0;
    for (const double each : values) {
        s.mean += each;
        s.above_zero += each > 0 ? 1 : 0;
        s.below_zero += each < 0 ? 1 : 0;
    }
    s.mean /= count;
    s.above_zero /= count;
    s.below_zero /= count;
    for (const double each : values) squares += (each - s.mean) * (each - s.mean);
    s.sd = values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0;
    s.error = s.sd / std::sqrt(count);
    s.low = quantile(values, 0.05);
    s.middle = quantile(values, 0.5);
    s.high = quantile(values, 0.95);
    return s;
}

namespace {

std::vector<std::size_t> places(std::size_t from, std::size_t to) {
    std::vector<std::size_t> all(to - from);
    std::iota(all.begin(), all.end(), from);
    return all;
}

}  // namespace

std::vector<double> of_members(const ComparedRuns& c, std::size_t run, Figure figure,
                               std::size_t from, std::size_t to) {
    return of_members(c, run, figure, places(from, to));
}

std::vector<double> of_members(const ComparedRuns& c, std::size_t run, Figure figure,
                               const std::vector<std::size_t>& participants) {
    const double unit = figure == &epidemic::Figures::life_tenths ? 10 : 1;
    std::vector<double> values;
    for (std::size_t m = 0; m < c.figures.members(); ++m) {
        double sum = 0;  // of whole numbers, so that their order does not matter
        for (const std::size_t p : participants)
            sum += static_cast<double>(c.figures.at(p, run, m).*figure);
        values.push_back(sum / unit);
    }
    return values;
}

std::vector<double> less_of(const ComparedRuns& c, Figure figure, std::size_t against,
                            std::size_t run, const std::vector<std::size_t>& participants) {
    std::vector<double> first = of_members(c, against, figure, participants);
    const std::vector<double> other = of_members(c, run, figure, participants);
    for (std::size_t m = 0; m < first.size(); ++m) first[m] -= other[m];
    return first;
}

std::vector<double> less_of(const ComparedRuns& c, Figure figure, std::size_t against,
                            std::size_t run) {
    return less_of(c, figure, against, run, places(0, c.head.participants.size()));
}

std::vector<double> deaths_averted(const ComparedRuns& c, std::size_t against, std::size_t run,
                                   std::size_t from, std::size_t to) {
    return less_of(c, &epidemic::Figures::deaths, against, run, places(from, to));
}

std::vector<double> deaths_averted(const ComparedRuns& c, std::size_t against, std::size_t run) {
    return less_of(c, &epidemic::Figures::deaths, against, run);
}

std::vector<double> of_week(const ComparedRuns& c, std::size_t run, WeekFigure figure,
                            std::size_t week) {
    std::vector<double> values;
    for (std::size_t m = 0; m < c.figures.members(); ++m)
        values.push_back(static_cast<double>(c.weeks.at(run, m, week).*figure));
    return values;
}

std::vector<double> deaths_averted_in(const ComparedRuns& c, std::size_t run, std::size_t from,
                                      std::size_t to) {
    std::vector<double> values;
    for (std::size_t m = 0; m < c.figures.members(); ++m) {
        std::int64_t averted = 0;
        for (std::size_t week = from; week < to; ++week)
            averted += c.weeks.at(0, m, week).deaths - c.weeks.at(run, m, week).deaths;
        values.push_back(static_cast<double>(averted));
    }
    return values;
}

}  // namespace aliquot
