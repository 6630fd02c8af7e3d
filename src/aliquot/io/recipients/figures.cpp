// What came of sharing a pool, in figures.
#include "aliquot/io/recipients/figures.hpp"

#include <algorithm>

#include "aliquot/core/check.hpp"
#include "aliquot/core/wide.hpp"

namespace aliquot {

namespace {

bool covers_less(const Covered& left, const Covered& right) {
    return Wide{left.courses} * right.weight < Wide{right.courses} * left.weight;
}

double median_of(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

void add_recipients(const Pool& pool, const Shares& shares, SharingFigures& figures) {
    // Ratios are compared exactly; only the median, which decides nothing, is a rounded one.
    std::vector<double> coverage;
    coverage.reserve(pool.recipients());
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        const Covered covered{i, pool.held[i] + shares.given[i], pool.weight[i]};
        if (i == 0 || covers_less(covered, figures.lowest)) figures.lowest = covered;
        if (i == 0 || covers_less(figures.highest, covered)) figures.highest = covered;
        coverage.push_back(covered.coverage());
        figures.shared_courses += shares.given[i];
        if (shares.given[i] > 0) ++figures.given_something;
        if (pool.room[i] == 0) ++figures.without_room;
    }
    figures.median = median_of(coverage);
}

}  // namespace

SharingFigures figures_of(const NamedPool& named, const Shares& shares) {
    ALIQUOT_CHECK(named.pool.recipients() > 0);
    SharingFigures figures;
    add_recipients(named.pool, shares, figures);
    figures.given_of_line.resize(named.lines.size(), 0);
    for (const Portion& portion : shares.portions)
        figures.given_of_line[portion.line] += portion.courses;
    for (std::size_t j = 0; j < named.lines.size(); ++j) {
        const PooledLine& line = named.lines[j];
        figures.supply_doses += line.doses;
        figures.supply_courses += line.courses();
        figures.odd_doses += line.odd_doses();
        figures.awarded_doses += figures.given_of_line[j] * line.doses_per_course;
        figures.blocks = std::max(figures.blocks, shares.levels[j].block);
    }
    return figures;
}

}  // namespace aliquot
