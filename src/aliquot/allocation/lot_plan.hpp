// A plan in whole lots while it is being made: what each claim has, what is left, what still fits.
//
// Every line moves in steps (whole lots that are whole courses), the first of them the minimum
// shipment. A claim is given nothing beyond its limits, rooms and number of products.
#pragma once

#include <array>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// Twice a claim's key, times its weight: a whole number, compared by cross-multiplication.
struct LotKey {
    std::int64_t numerator;
    std::int64_t weight;

    friend bool operator<(LotKey left, LotKey right) {
        return Wide{left.numerator} * right.weight < Wide{right.numerator} * left.weight;
    }
};

class LotPlan {
public:
    // Requires: the problem outlives the plan; `start`, if not empty, keeps to every limit.
    LotPlan(const Problem& problem, Rounding rounding, const Plan& start = {});

    [[nodiscard]] const Problem& problem() const { return problem_; }
    [[nodiscard]] Rounding rounding() const { return rounding_; }
    [[nodiscard]] std::size_t claims() const { return problem_.claims.size(); }
    [[nodiscard]] std::size_t lines() const { return problem_.lines.size(); }
    [[nodiscard]] const Plan& doses() const { return doses_; }
    [[nodiscard]] Doses doses(std::size_t i, std::size_t j) const { return doses_.at(i, j); }
    [[nodiscard]] Doses left(std::size_t j) const { return left_[j]; }
    [[nodiscard]] std::int64_t given(std::size_t i) const { return given_[i]; }
    [[nodiscard]] std::int64_t class_given(std::size_t i, std::size_t storage) const {
        return class_given_[i].at(storage);
    }
    [[nodiscard]] std::int64_t held(std::size_t i) const {
        return problem_.claims[i].held.value() + given_[i];
    }
    [[nodiscard]] std::int64_t courses(std::size_t j, Doses doses) const {
        return whole_courses(doses, problem_.lines[j].per_course).value();
    }

    // What the claim would be given next of this line: a step, or the minimum shipment at first.
    [[nodiscard]] Doses next_step(std::size_t i, std::size_t j) const;
    // So much more fits under the claim's limits. What the line has left is not asked.
    [[nodiscard]] bool can_take(std::size_t i, std::size_t j, Doses more) const;
    // Without so much the claim still has nothing of the line, or a shipment worth sending.
    [[nodiscard]] bool can_spare(std::size_t i, std::size_t j, Doses less) const;

    [[nodiscard]] LotKey key_to_give(std::size_t i, std::size_t j, Doses step) const {
        return key_of(i, held(i), courses(j, step));
    }
    [[nodiscard]] LotKey key_to_take(std::size_t i, std::size_t j, Doses step) const {
        return key_of(i, held(i) - courses(j, step), courses(j, step));
    }

    void give(std::size_t i, std::size_t j, Doses doses);
    void take_back(std::size_t i, std::size_t j, Doses doses);

private:
    [[nodiscard]] LotKey key_of(std::size_t i, std::int64_t held, std::int64_t step) const {
        return {2 * held + halves_ * step, problem_.claims[i].weight.value()};
    }
    [[nodiscard]] bool is_limited(std::size_t i) const {
        return problem_.claims[i].new_products < Claim::unlimited;
    }

    const Problem& problem_;
    Rounding rounding_;
    std::int64_t halves_;  // twice d
    Plan doses_;
    std::vector<Doses> left_;
    std::vector<std::int64_t> given_;  // courses
    std::vector<std::array<std::int64_t, 3>> class_given_;
};

}  // namespace aliquot
