// Giving, taking back, and what fits.
#include "aliquot/allocation/lot_plan.hpp"

namespace aliquot {

LotPlan::LotPlan(const Problem& problem, Rounding rounding, const Plan& start)
    : problem_{problem},
      rounding_{rounding},
      halves_{rounding == Rounding::adams     ? 0
              : rounding == Rounding::webster ? 1
                                              : 2},
      doses_{problem.claims.size(), problem.lines.size()},
      given_(problem.claims.size(), 0),
      class_given_(problem.claims.size(), {0, 0, 0}) {
    for (const Line& line : problem.lines) left_.push_back(line.doses);
    for (std::size_t i = 0; i < start.rows(); ++i)
        for (std::size_t j = 0; j < start.columns(); ++j)
            if (start.at(i, j) > Doses{0}) give(i, j, start.at(i, j));
}

Doses LotPlan::next_step(std::size_t i, std::size_t j) const {
    return doses_.at(i, j) == Doses{0} ? problem_.lines[j].first_step() : problem_.lines[j].step();
}

bool LotPlan::can_take(std::size_t i, std::size_t j, Doses more) const {
    const std::int64_t extra = courses(j, more);
    const Claim& claim = problem_.claims[i];
    const std::size_t storage = problem_.lines[j].storage_class;
    return problem_.open(i, j) && given_[i] + extra <= claim.room.value() &&
           courses(j, doses_.at(i, j) + more) <= problem_.limit.at(i, j).value() &&
           class_given_[i].at(storage) + extra <= claim.class_room.at(storage).value() &&
           (!is_limited(i) || !no_place_for(problem_, doses_, i, j));
}

bool LotPlan::can_spare(std::size_t i, std::size_t j, Doses less) const {
    const Doses has = doses_.at(i, j);
    return has == less || has >= problem_.lines[j].first_step() + less;
}

void LotPlan::give(std::size_t i, std::size_t j, Doses doses) {
    left_[j] -= doses;
    doses_.at(i, j) += doses;
    given_[i] += courses(j, doses);
    class_given_[i].at(problem_.lines[j].storage_class) += courses(j, doses);
}

void LotPlan::take_back(std::size_t i, std::size_t j, Doses doses) {
    left_[j] += doses;
    doses_.at(i, j) -= doses;
    given_[i] -= courses(j, doses);
    class_given_[i].at(problem_.lines[j].storage_class) -= courses(j, doses);
}

}  // namespace aliquot
