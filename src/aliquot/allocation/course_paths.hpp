// Where a course could go instead: along any chain of supply lines and claims, each of which could
// give one and take another. For checks, which include nothing of the solver.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "aliquot/allocation/problem.hpp"

namespace aliquot {

// What every claim holds after the plan, and what each could still give or take.
class After {
public:
    After(const Problem& problem, const Plan& plan)
        : problem_{problem}, plan_{plan}, stored_(problem.claims.size(), {0, 0, 0}) {
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            given_.push_back(courses_given(problem, plan, i).value());
            for (std::size_t j = 0; j < problem.lines.size(); ++j)
                stored_[i][problem.lines[j].storage_class] += courses(i, j);
        }
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            Doses given;
            for (std::size_t i = 0; i < problem.claims.size(); ++i) given += plan.at(i, j);
            left_.push_back(problem.lines[j].doses - given);
        }
    }

    [[nodiscard]] std::int64_t courses(std::size_t i, std::size_t j) const {
        return whole_courses(plan_.at(i, j), problem_.lines[j].per_course).value();
    }
    [[nodiscard]] std::int64_t held(std::size_t i) const {
        return problem_.claims[i].held.value() + given_[i];
    }
    [[nodiscard]] std::int64_t given(std::size_t i) const { return given_[i]; }
    [[nodiscard]] Doses left(std::size_t j) const { return left_[j]; }

    // Room for so many courses more, of any line.
    [[nodiscard]] bool room_for(std::size_t i, std::int64_t more) const {
        return given_[i] + more <= problem_.claims[i].room.value();
    }
    [[nodiscard]] bool storage_for(std::size_t i, std::size_t storage, std::int64_t more) const {
        return stored_[i][storage] + more <= problem_.claims[i].class_room[storage].value();
    }
    [[nodiscard]] bool line_for(std::size_t i, std::size_t j, std::int64_t more) const {
        return problem_.open(i, j) && courses(i, j) + more <= problem_.limit.at(i, j).value();
    }
    [[nodiscard]] bool takes(std::size_t i, std::size_t j, std::int64_t more) const {
        return room_for(i, more) && line_for(i, j, more) &&
               storage_for(i, problem_.lines[j].storage_class, more);
    }
    [[nodiscard]] std::int64_t stored(std::size_t i, std::size_t storage) const {
        return stored_[i][storage];
    }

private:
    const Problem& problem_;
    const Plan& plan_;
    std::vector<std::int64_t> given_;
    std::vector<std::array<std::int64_t, 3>> stored_;
    std::vector<Doses> left_;
};

// Places of a chain are the lines, each claim's storage classes, and the claims themselves.
class CoursePaths {
public:
    // Requires: both outlive the paths; the plan behind `after` is feasible.
    CoursePaths(const Problem& problem, const After& after) : problem_{&problem}, after_{&after} {}

    // By claim: whether a course that is left of the line, or that the claim gives up, could reach
    // it. Whether it has room for one more is not asked.
    [[nodiscard]] std::vector<bool> from_line(std::size_t j) const { return spread(j); }
    [[nodiscard]] std::vector<bool> from_claim(std::size_t i) const {
        return spread(claim_place(i));
    }

private:
    [[nodiscard]] std::size_t claim_place(std::size_t i) const {
        return problem_->lines.size() + i;
    }
    [[nodiscard]] std::size_t class_place(std::size_t i, std::size_t storage) const {
        return problem_->lines.size() + problem_->claims.size() + i * 3 + storage;
    }
    [[nodiscard]] std::vector<bool> spread(std::size_t start) const;

    const Problem* problem_;
    const After* after_;
};

}  // namespace aliquot
