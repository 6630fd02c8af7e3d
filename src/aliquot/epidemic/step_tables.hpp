// The numbers of a step, prepared once for all members: one table for each stretch of days on
// which nothing changes.
#pragma once

#include <vector>

#include "aliquot/epidemic/classes.hpp"
#include "aliquot/epidemic/lanes/tables.hpp"

namespace aliquot::epidemic {

struct StepForm {
    int steps_a_day = 1;
    // The chance of leaving in a step: 1 - exp(-rate x step) as squire has it, or rate x step, at
    // most 1. With the second a stay has the right mean for any step, so that R0 and the time
    // between infections do too.
    bool exponential = false;
    double importations_a_day = 0;  // infected from outside, in a population not infected yet
};

class TablesByDay {
public:
    TablesByDay(const Parameters& parameters, const VaccineClasses& classes, const StepForm& form);

    // Of the day that starts at `day`.
    [[nodiscard]] const StepTables& at(int day) const {
        return tables_[of_day_[static_cast<std::size_t>(day)]];
    }

private:
    std::vector<std::size_t> of_day_;  // by day
    std::vector<StepTables> tables_;
};

[[nodiscard]] Chance chance_of(double probability);

}  // namespace aliquot::epidemic
