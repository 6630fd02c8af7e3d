// Clp, COIN-OR's simplex code: the first program from scratch, the next ones from the last basis.
#include <cmath>

#include "linear_solver.hpp"
#include <coin/ClpSimplex.hpp>

namespace aliquot_bench {

namespace {

class Clp : public LinearSolver {
public:
    explicit Clp(const LinearProgram& program) : objective_{static_cast<int>(program.objective)} {
        const auto columns = static_cast<int>(program.column_most.size());
        const auto rows = static_cast<int>(program.row_lower.size());
        std::vector<double> zeros(program.column_most.size(), 0.0);
        std::vector<double> goal = zeros;
        goal[program.objective] = 1.0;
        model_.setLogLevel(0);
        model_.loadProblem(columns, rows, program.begin.data(), program.entry_row.data(),
                           program.entry.data(), zeros.data(), program.column_most.data(),
                           goal.data(), program.row_lower.data(), program.row_upper.data());
        model_.setOptimizationDirection(-1);
    }

    std::optional<double> solve() override {
        model_.dual();
        if (!model_.isProvenOptimal()) model_.primal();
        if (!model_.isProvenOptimal()) {  // from scratch
            model_.allSlackBasis(true);
            model_.primal();
        }
        if (!model_.isProvenOptimal()) return {};
        return model_.primalColumnSolution()[objective_];
    }

    std::vector<double> prices() override {
        const double* duals = model_.dualRowSolution();
        std::vector<double> found(duals, duals + model_.numberRows());
        for (double& price : found) price = std::abs(price);
        return found;
    }

    void set_lower(std::size_t row, double lower) override {
        model_.setRowLower(static_cast<int>(row), lower);
    }
    void set_most(std::size_t column, double most) override {
        model_.setColumnUpper(static_cast<int>(column), most);
    }
    void set_entry(std::size_t row, std::size_t column, double value) override {
        model_.modifyCoefficient(static_cast<int>(row), static_cast<int>(column), value, true);
    }

private:
    int objective_;
    ClpSimplex model_;
};

}  // namespace

std::unique_ptr<LinearSolver> clp_solver(const LinearProgram& program) {
    return std::make_unique<Clp>(program);
}

}  // namespace aliquot_bench
