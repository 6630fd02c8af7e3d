// Sixteen members of an epidemic, taken through time day by day with whatever transmissibility
// each day has; from before a scenario's first day, without vaccine, and on with its doses.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "aliquot/epidemic/by_chance.hpp"

namespace aliquot::epidemic {

// What stays the same along a course. Day 1 is the scenario's first; days before are 0, -1 ...
class CourseTables {
public:
    // Requires: the plan and the parameters outlive it; `parameters.days` counts from day 1.
    // Transmission and seeds of the parameters are not used.
    CourseTables(const Parameters& parameters, const StepForm& form, const ProductPlan& plan);

private:
    friend class Course;

    Parameters parameters_;  // with an R0 of one
    StepForm form_;
    const ProductPlan& plan_;
    TablesByDay before_;
    VaccineClasses classes_;
    TablesByDay after_;
};

class Course {
public:
    // As many are infected on the first day, spread over ages as people are.
    // Requires: the tables outlive the course; first_day <= 1.
    Course(const CourseTables& tables, RandomKey key, int first_day, std::int64_t seeds);

    // Through the day and to the next. The answer: deaths, mean over members.
    // Requires: day() is before the last of the tables.
    double advance(double r0);

    [[nodiscard]] int day() const { return day_; }
    [[nodiscard]] const BlockState& state() const { return state_; }

private:
    void start_vaccinating();

    const CourseTables* tables_;
    RandomKey key_;
    int day_;
    BlockState state_;
    std::vector<Campaign> campaigns_;
};

}  // namespace aliquot::epidemic
