// Steps and sums of a round's problem.
#include "aliquot/allocation/problem.hpp"

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

Courses courses_given(const Problem& problem, const Plan& plan, std::size_t claim) {
    Courses courses;
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        courses += whole_courses(plan.at(claim, j), problem.lines[j].per_course);
    return courses;
}

}  // namespace aliquot
