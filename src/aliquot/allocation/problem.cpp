// Steps and sums of a round's problem.
#include "aliquot/allocation/problem.hpp"

#include <algorithm>
#include <numeric>

namespace aliquot {

Doses Line::step() const {
    return Doses{std::lcm(lot.value(), per_course.value())};
}

Doses Line::first_step() const {
    const std::int64_t size = step().value();
    const std::int64_t least = std::max(minimum_shipment.value(), size);
    return Doses{(least + size - 1) / size * size};
}

std::size_t product_count(const Problem& problem) {
    std::size_t count = 0;
    for (const Line& line : problem.lines) count = std::max(count, line.product + 1);
    return count;
}

Grid<Courses> courses_of(const Problem& problem, const Plan& plan) {
    Grid<Courses> courses{problem.claims.size(), problem.lines.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            courses.at(i, j) = whole_courses(plan.at(i, j), problem.lines[j].per_course);
    return courses;
}

void add_to(Plan& plan, const Plan& more) {
    ALIQUOT_CHECK(plan.rows() == more.rows() && plan.columns() == more.columns());
    for (std::size_t i = 0; i < plan.rows(); ++i)
        for (std::size_t j = 0; j < plan.columns(); ++j) plan.at(i, j) += more.at(i, j);
}

Courses courses_given(const Problem& problem, const Plan& plan, std::size_t claim) {
    Courses courses;
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        courses += whole_courses(plan.at(claim, j), problem.lines[j].per_course);
    return courses;
}

}  // namespace aliquot
