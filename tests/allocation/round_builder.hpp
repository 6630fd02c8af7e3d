// Small rounds for tests: claims and lines in a line each, everything open unless closed.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "aliquot/allocation/problem.hpp"

namespace aliquot::testing {

inline Claim claim(std::string id, std::int64_t weight, std::int64_t held, std::int64_t room) {
    Claim claim;
    claim.id = std::move(id);
    claim.population = People{weight};
    claim.weight = People{weight};
    claim.held = Courses{held};
    claim.room = Courses{room};
    return claim;
}

inline Line line(std::string id, std::int64_t doses, int per_course = 1) {
    Line line;
    line.id = std::move(id);
    line.doses = Doses{doses};
    line.per_course = DosesPerCourse{per_course};
    return line;
}

inline Problem round_of(std::vector<Claim> claims, std::vector<Line> lines) {
    Problem problem;
    problem.claims = std::move(claims);
    problem.lines = std::move(lines);
    problem.limit = {problem.claims.size(), problem.lines.size(), Courses{Claim::unlimited}};
    problem.preference = {problem.claims.size(), problem.lines.size(), 0};
    for (std::size_t i = 0; i < problem.claims.size(); ++i) problem.claims[i].tie_rank = i;
    for (std::size_t j = 0; j < problem.lines.size(); ++j) problem.lines[j].product = j;
    return problem;
}

// Up to four claims and three lines with every kind of constraint, small enough for slow rules.
inline Problem random_round(std::mt19937_64& random) {
    const auto up_to = [&](std::int64_t top) {
        return std::uniform_int_distribution<std::int64_t>{0, top}(random);
    };
    std::vector<Claim> claims;
    std::vector<Line> lines;
    const std::int64_t n = 1 + up_to(3);
    const std::int64_t m = 1 + up_to(2);
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t weight = up_to(3) == 0 ? 5 : 1 + up_to(30);
        claims.push_back(claim(std::string(1, static_cast<char>('A' + i)), weight,
                               up_to(2) == 0 ? 0 : up_to(weight), up_to(4) == 0 ? 0 : up_to(25)));
        if (up_to(4) == 0)
            claims.back().class_room[static_cast<std::size_t>(up_to(2))] = Courses{up_to(6)};
    }
    for (std::int64_t j = 0; j < m; ++j) {
        lines.push_back(line("L" + std::to_string(j), up_to(18), 1 + static_cast<int>(up_to(2))));
        lines.back().storage_class = static_cast<std::size_t>(up_to(2));
    }
    Problem problem = round_of(std::move(claims), std::move(lines));
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            const std::int64_t kind = up_to(5);
            if (kind <= 1) problem.limit.at(i, j) = Courses{0};
            if (kind == 2) problem.limit.at(i, j) = Courses{up_to(8)};
            problem.preference.at(i, j) = static_cast<int>(up_to(2));
        }
    }
    return problem;
}

}  // namespace aliquot::testing
