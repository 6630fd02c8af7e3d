// Transmissibility over time, so that the model's deaths are those that were reported, with as many
// more as are taken to be unreported.
//
// Sequential: R0 of a step of days is what makes the deaths of the weeks that it causes right,
// given everything before. docs/methods/calibration.md
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "aliquot/epidemic/course.hpp"

namespace aliquot::epidemic {

struct DeathWeek {
    int last_day = 0;  // of the seven; day 1 is the scenario's first
    std::int64_t deaths = 0;
};

// The lower, the middle and the upper end of what may have been.
inline constexpr std::size_t series = 3;
using BySeries = std::array<double, series>;

struct CalibrationRules {
    int step_days = 28;
    int lag_days = 21;         // from a step to the deaths that it causes
    int before_days = 28;      // from the first day to the first reported death
    std::int64_t enough = 20;  // deaths that were reported; below it steps grow longer
    int most_step_days = 112;
    double least_r0 = 0.2;
    double most_r0 = 8;
};

struct FittedStep {
    int from = 1;
    BySeries r0{};
    bool weak = false;  // too few deaths to say, or R0 at the end of its range
};

struct Transmissibility {
    int first_day = 1;
    std::array<std::int64_t, series> seeds{};
    std::vector<FittedStep> steps;  // ascending, the first on the first day

    // Of a day, and the last step's after it.
    [[nodiscard]] double r0(int day, std::size_t which) const;
};

struct CalibrationQuestion {
    const Parameters* parameters = nullptr;
    StepForm form;
    const ProductPlan* plan = nullptr;
    std::vector<DeathWeek> weeks;  // ascending
    BySeries factor{1, 1, 1};      // deaths there were for each that was reported
    CalibrationRules rules;
};

struct Calibration {
    Transmissibility transmissibility;
    std::vector<BySeries> model;  // deaths of each week, mean over sixteen members
    BySeries error{};             // root mean square of weekly differences, as a share of the mean
};

// Nothing where no death was reported at all: then nothing can be fitted.
[[nodiscard]] std::optional<Calibration> calibrate(const CalibrationQuestion& question);

// Where the sixteen members stand on day 1, before any vaccine.
[[nodiscard]] BlockState state_on_day_1(const Parameters& parameters, const StepForm& form,
                                        const Transmissibility& transmissibility,
                                        std::size_t which);

// From below and above, how many deaths are expected where so many were counted: 95 % of Poisson's
// distribution, by Wilson and Hilferty's approximation; the count itself in the middle.
[[nodiscard]] BySeries expected_of(std::int64_t counted);

}  // namespace aliquot::epidemic
