// One allocation round as the rules see it: claims, supply lines, and who may take what.
//
// Gates, earmarks, preferences and limits have already been turned into numbers here: a pair of
// claim and line with a limit of zero courses is closed. Claims stand in order of id, lines in
// order of use (priority, expiry, availability, id), so that an answer cannot depend on the order
// of rows in a file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/grid.hpp"
#include "aliquot/domain/coverage.hpp"
#include "aliquot/domain/lives.hpp"
#include "aliquot/domain/severity.hpp"

namespace aliquot {

struct Claim {
    std::string id;
    People population;
    People weight;             // weight x target population: what coverage is measured against
    Courses held;              // received or promised, from every counted source
    Courses room;              // the most it can take in this round
    Doses facility_doses;      // already received or promised from the facility
    Courses facility_courses;  // the same, by each product's course length
    // Of the weeks before the round, for `severity_weighted`; nothing: not reported.
    std::optional<DeathInterval> deaths;
    // What further courses would avert, for `most_deaths_averted`; nothing: no epidemic is known.
    std::optional<LivesModel::Steps> lives;
    std::uint64_t tie_rank = 0;  // among equals of equal weight, the smaller goes first
    // The most it can store of each storage class, in courses.
    std::array<Courses, 3> class_room{Courses{unlimited}, Courses{unlimited}, Courses{unlimited}};

    static constexpr std::int64_t unlimited = std::int64_t{1} << 50;

    // How many products it may be given of which it has none yet, and which it has, by the
    // product's number (shorter than the number: it has none of it).
    std::int64_t new_products = unlimited;
    std::vector<bool> has_product;

    [[nodiscard]] bool has(std::size_t product) const {
        return product < has_product.size() && has_product[product];
    }
};

struct Line {
    std::string id;
    std::size_t product = 0;  // lines of the same number are of the same product
    Doses doses;              // free to be shared
    DosesPerCourse per_course{2};
    Doses lot{1};
    Doses minimum_shipment;
    std::size_t storage_class = 0;
    std::int64_t priority = 0;

    [[nodiscard]] Courses courses() const { return whole_courses(doses, per_course); }
    // The smallest number of doses that is both whole allocation lots and whole courses.
    [[nodiscard]] Doses step() const;
    // The least that may be given to one participant: the minimum shipment in whole steps.
    [[nodiscard]] Doses first_step() const;
};

struct Problem {
    std::vector<Claim> claims;
    std::vector<Line> lines;
    Grid<Courses> limit;   // claims x lines: the most of this line; zero: closed
    Grid<int> preference;  // claims x lines: lower is taken first among equals
    // `proportional`: doses per head fixed by the user, by product number; nothing: to be solved.
    std::vector<std::optional<Share>> fixed_rates;
    // `second_doses`: claims x product numbers: doses that complete what is started; or empty.
    Grid<Doses> to_complete;
    Grid<Doses> recorded;  // claims x lines: what was in fact given; empty if unknown

    [[nodiscard]] bool open(std::size_t claim, std::size_t line) const {
        return limit.at(claim, line) > Courses{0};
    }
};

// Doses for each claim (rows) of each line (columns).
using Plan = Grid<Doses>;

// Product numbers are below this.
[[nodiscard]] std::size_t product_count(const Problem& problem);

// What a plan gives, in courses of each line.
[[nodiscard]] Grid<Courses> courses_of(const Problem& problem, const Plan& plan);

void add_to(Plan& plan, const Plan& more);

// Courses that a claim gets in all: each line by its own course length.
[[nodiscard]] Courses courses_given(const Problem& problem, const Plan& plan, std::size_t claim);

// How many products the claim is given of which it had none.
[[nodiscard]] std::int64_t new_products_given(const Problem& problem, const Plan& plan,
                                              std::size_t claim);

// The claim is given as many new products as it may be given, and the line is of a further one.
[[nodiscard]] bool no_place_for(const Problem& problem, const Plan& plan, std::size_t claim,
                                std::size_t line);

// The problem with everything closed that a claim has no place for beside what the plan gives it.
[[nodiscard]] Problem with_full_places_closed(const Problem& problem, const Plan& plan);

}  // namespace aliquot
