// Steps of falling value, walked through.
#include "aliquot/allocation/lives_values.hpp"

#include <algorithm>

namespace aliquot {

namespace {

Courses sum_of_row(const Grid<Courses>& grid, std::size_t row) {
    Courses sum;
    for (std::size_t j = 0; j < grid.columns(); ++j) sum += grid.at(row, j);
    return sum;
}

}  // namespace

std::int64_t value_after(const Claim& claim, Courses given) {
    if (!claim.lives) return 0;
    for (const LivesStep& step : *claim.lives) {
        if (given < step.courses) return step.value;
        given -= step.courses;
    }
    return 0;
}

std::int64_t value_of_last(const Claim& claim, Courses given) {
    return given == Courses{0} ? 0 : value_after(claim, given - Courses{1});
}

std::int64_t averted_by(const Claim& claim, Courses given) {
    if (!claim.lives) return 0;
    std::int64_t averted = 0;
    for (const LivesStep& step : *claim.lives) {
        const Courses taken = std::min(given, step.courses);
        averted += taken.value() * step.value;
        given -= taken;
    }
    return averted;
}

std::vector<Courses> lives_floors(const Problem& problem, const Grid<Courses>& equal_shares,
                                  Share floor) {
    std::vector<Courses> floors;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Courses equal = sum_of_row(equal_shares, i);
        floors.push_back(problem.claims[i].lives ? Courses{floor.floor_of(equal.value())} : equal);
    }
    return floors;
}

Problem with_products_of(const Problem& problem, const Grid<Courses>& plan) {
    Problem open = problem;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Claim& claim = problem.claims[i];
        if (claim.new_products >= Claim::unlimited) continue;
        std::vector<bool> taken(product_count(problem), false);
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (plan.at(i, j) > Courses{0}) taken[problem.lines[j].product] = true;
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (const std::size_t product = problem.lines[j].product;
                !taken[product] && !claim.has(product))
                open.limit.at(i, j) = Courses{0};
    }
    return open;
}

Problem owed_by(const Problem& problem, const Grid<Courses>& exact) {
    Problem owed = problem;
    for (std::size_t i = 0; i < owed.claims.size(); ++i) {
        Claim& claim = owed.claims[i];
        // In thousandths of a course, so that nothing owed is far behind one course owed.
        claim.weight = People{std::max<std::int64_t>(1, sum_of_row(exact, i).value() * 1000)};
        claim.held = Courses{0};
    }
    return owed;
}

}  // namespace aliquot
