// What a sequence of linear programs asks of a solver library.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace aliquot_bench {

// Maximise column `objective` within lower <= rows <= upper and 0 <= columns <= most. The entries
// of column c are entry_row[k] and entry[k], k from begin[c] to begin[c + 1] - 1.
struct LinearProgram {
    std::size_t objective = 0;
    std::vector<double> row_lower, row_upper;
    std::vector<double> column_most;
    std::vector<int> begin{0};
    std::vector<int> entry_row;
    std::vector<double> entry;
};

class LinearSolver {
public:
    LinearSolver() = default;
    LinearSolver(const LinearSolver&) = delete;
    LinearSolver& operator=(const LinearSolver&) = delete;
    virtual ~LinearSolver() = default;

    // From where the solve before ended. The largest value, or nothing if the solver does not call
    // its answer optimal.
    virtual std::optional<double> solve() = 0;
    // How much the largest value falls as the row's lower bound rises, by row.
    virtual std::vector<double> prices() = 0;

    virtual void set_lower(std::size_t row, double lower) = 0;
    virtual void set_most(std::size_t column, double most) = 0;
    virtual void set_entry(std::size_t row, std::size_t column, double value) = 0;
};

inline constexpr double unlimited = 1e30;

// Each is there only if this build found its library.
[[nodiscard]] std::unique_ptr<LinearSolver> clp_solver(const LinearProgram& program);
[[nodiscard]] std::unique_ptr<LinearSolver> highs_solver(const LinearProgram& program,
                                                         const char* method);

}  // namespace aliquot_bench
