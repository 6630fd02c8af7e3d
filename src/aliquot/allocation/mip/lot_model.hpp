// The round in lots as a mixed-integer program, anchored at the exact answer.
//
// Every participant should come as near to its exact courses as lots allow: minimise t such that
// nobody falls short by more than t of its people. Columns exist only for lines that the exact
// answer itself could use for the participant. Method: docs/methods/lots.md.
#pragma once

#include <optional>

#include "aliquot/allocation/mip/model.hpp"
#include "aliquot/allocation/problem.hpp"

namespace aliquot::mip {

// A column that counts steps of a line for a claim.
struct StepColumn {
    std::size_t claim;
    std::size_t line;
    std::size_t column;
};

struct LotModel {
    Model model;
    std::vector<StepColumn> steps;
    std::size_t shortfall = 0;  // the column of t, in ten-thousandths
};

// `exact`: the exact answer as if everybody took every product.
[[nodiscard]] LotModel lot_model(const Problem& problem, const Grid<Courses>& exact);

// The second question: with t at most `most`, the least sum of shortfalls.
[[nodiscard]] LotModel least_shortfall_in_all(const Problem& problem, const Grid<Courses>& exact,
                                              double most);

// What the values mean in doses: steps rounded to whole ones. Nothing if a value is far from a
// whole number, or negative, or too large to be meant.
[[nodiscard]] std::optional<Plan> plan_of(const Problem& problem, const LotModel& model,
                                          const std::vector<double>& values);

}  // namespace aliquot::mip
