// Steps and sums of a round's problem.
#include "aliquot/allocation/problem.hpp"

#include <algorithm>
#include <numeric>
#include <set>

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

std::int64_t new_products_given(const Problem& problem, const Plan& plan, std::size_t claim) {
    std::set<std::size_t> products;
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        if (plan.at(claim, j) > Doses{0} && !problem.claims[claim].has(problem.lines[j].product))
            products.insert(problem.lines[j].product);
    return std::ssize(products);
}

bool no_place_for(const Problem& problem, const Plan& plan, std::size_t claim, std::size_t line) {
    const Claim& who = problem.claims[claim];
    const std::size_t product = problem.lines[line].product;
    if (who.new_products >= Claim::unlimited || who.has(product)) return false;
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        if (problem.lines[j].product == product && plan.at(claim, j) > Doses{0}) return false;
    return new_products_given(problem, plan, claim) >= who.new_products;
}

Problem with_full_places_closed(const Problem& problem, const Plan& plan) {
    Problem closed = problem;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (no_place_for(problem, plan, i, j)) closed.limit.at(i, j) = Courses{0};
    return closed;
}

}  // namespace aliquot
