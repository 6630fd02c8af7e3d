// How well a population is protected, and how many doses that takes.
//
// A dose is what a manufacturer ships; a course is what protects one person. Coverage is the
// share of a population that has had a full course. It is kept as two counts, never as a
// floating-point number, so that any two participants can be ranked exactly and every machine
// ranks them alike.
#pragma once

#include <compare>
#include <cstdint>

#include "aliquot/core/check.hpp"
#include "aliquot/core/count.hpp"
#include "aliquot/core/share.hpp"

namespace aliquot {

using Doses = Count<struct DosesKind>;
using People = Count<struct PeopleKind>;
using Courses = Count<struct CoursesKind>;

// Doses in one full course of a product: 1 to 9.
class DosesPerCourse {
public:
    constexpr explicit DosesPerCourse(int doses) : doses_{doses} {
        ALIQUOT_CHECK(doses >= 1 && doses <= 9);
    }
    [[nodiscard]] constexpr std::int64_t value() const { return doses_; }
    friend constexpr auto operator<=>(DosesPerCourse, DosesPerCourse) = default;

private:
    int doses_;
};

[[nodiscard]] constexpr Doses doses_for(Courses courses, DosesPerCourse schedule) {
    std::int64_t doses = 0;
    ALIQUOT_CHECK(!__builtin_mul_overflow(courses.value(), schedule.value(), &doses));
    return Doses{doses};
}

// Full courses that the doses make; an odd dose protects nobody.
[[nodiscard]] constexpr Courses whole_courses(Doses doses, DosesPerCourse schedule) {
    return Courses{doses.value() / schedule.value()};
}

class Coverage {
public:
    // Requires: the population is not empty. Courses may outnumber people (boosters), so
    // coverage may exceed the whole.
    constexpr Coverage(Courses courses, People population)
        : courses_{courses}, population_{population} {
        ALIQUOT_CHECK(population > People{0});
    }

    // Exact: a/b against c/d is a*d against c*b, in 128 bits.
    friend constexpr std::strong_ordering operator<=>(Coverage left, Coverage right) {
        return Wide{left.courses_.value()} * right.population_.value() <=>
               Wide{right.courses_.value()} * left.population_.value();
    }
    friend constexpr bool operator==(Coverage left, Coverage right) {
        return std::is_eq(left <=> right);
    }

    // Millionths of the population, rounded down: for tables, never for ranking.
    [[nodiscard]] constexpr std::int64_t millionths() const {
        return static_cast<std::int64_t>(Wide{courses_.value()} * 1'000'000 / population_.value());
    }

private:
    Courses courses_;
    People population_;
};

}  // namespace aliquot
