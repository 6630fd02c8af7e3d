// The steps of the chance model, a day at a time.
#include "aliquot/epidemic/course.hpp"

#include <algorithm>
#include <cmath>

#include "aliquot/core/check.hpp"
#include "aliquot/epidemic/contacts.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

namespace {

Parameters with_r0_of_one(Parameters parameters) {
    parameters.beta = Steps<double>{1 / reproduction_at_certain_infection(parameters)};
    return parameters;
}

Parameters with_seeds(Parameters parameters, std::int64_t seeds) {
    CountByAge people{};
    std::int64_t all = 0;
    for (std::size_t i = 0; i < ages; ++i) {
        people[i] = std::llround(parameters.people[i]);
        all += people[i];
    }
    const CountByAge parts = in_parts(std::min(seeds, all), people, people);
    for (std::size_t i = 0; i < ages; ++i) parameters.seeds[i] = static_cast<double>(parts[i]);
    return parameters;
}

// A day before the scenario begins; nothing that is known by day holds then but what holds first.
Parameters of_one_day(Parameters parameters) {
    parameters.days = 2;
    return parameters;
}

const Kernel& fastest_kernel() {
    const KernelList& list = kernels_of_this_machine();
    return *list.kernel[list.count - 1];
}

constexpr int far_enough = 100'000;  // days before the scenario have numbers of their own

}  // namespace

CourseTables::CourseTables(const Parameters& parameters, const StepForm& form,
                           const ProductPlan& plan)
    : parameters_{with_r0_of_one(parameters)},
      form_{form},
      plan_{plan},
      before_{of_one_day(parameters_), VaccineClasses(1), form},
      classes_{classes_of(plan.groups, plan.changes)},
      after_{parameters_, classes_, form} {}

Course::Course(const CourseTables& tables, RandomKey key, int first_day, std::int64_t seeds)
    : tables_{&tables},
      key_{key},
      day_{first_day},
      state_{with_seeds(tables.parameters_, seeds), 1} {
    ALIQUOT_CHECK(first_day <= 1);
    if (day_ == 1) start_vaccinating();
}

void Course::start_vaccinating() {
    state_ = BlockState{state_, tables_->classes_.size(), 0};
    for (int lane = 0; lane < lanes; ++lane)
        campaigns_.emplace_back(tables_->plan_, tables_->parameters_.days);
}

double Course::advance(double r0) {
    const Kernel& kernel = fastest_kernel();
    const bool is_before = day_ < 1;
    const StepTables& tables = is_before ? tables_->before_.at(1) : tables_->after_.at(day_);
    for (std::size_t lane = 0; lane < lanes; ++lane)
        state_.set_beta_factor(lane, static_cast<float>(r0));
    state_.start_day();
    for (std::size_t lane = 0; lane < campaigns_.size(); ++lane)
        (void)campaigns_[lane].give(state_, lane, tables_->parameters_.priority, day_);
    Block block = state_.block(0, key_.first, key_.second);
    const auto steps = static_cast<std::uint32_t>(tables_->form_.steps_a_day);
    const auto number = static_cast<std::uint32_t>(day_ + (is_before ? far_enough : 0));
    for (std::uint32_t k = 0; k < steps; ++k) kernel.step(tables, block, number * steps + k);
    if (state_.classes() > 1) kernel.move_classes(tables, block, number);
    std::int64_t deaths = 0;
    for (std::size_t i = 0; i < ages; ++i)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            deaths += state_.today(BlockState::died, i, lane);
    ++day_;
    if (is_before && day_ == 1) start_vaccinating();
    return static_cast<double>(deaths) / lanes;
}

}  // namespace aliquot::epidemic
