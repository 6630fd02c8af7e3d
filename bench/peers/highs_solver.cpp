// HiGHS by its C interface: the first program by the method asked for, the next from the last
// basis.
#include <cmath>

#include "linear_solver.hpp"
#include <interfaces/highs_c_api.h>

namespace aliquot_bench {

namespace {

class Highs : public LinearSolver {
public:
    Highs(const LinearProgram& program, const char* method)
        : model_{Highs_create()}, objective_{static_cast<HighsInt>(program.objective)} {
        const auto columns = static_cast<HighsInt>(program.column_most.size());
        const auto rows = static_cast<HighsInt>(program.row_lower.size());
        std::vector<double> zeros(program.column_most.size(), 0.0);
        std::vector<double> goal = zeros;
        goal[program.objective] = 1.0;
        Highs_setBoolOptionValue(model_, "output_flag", 0);
        Highs_setIntOptionValue(model_, "threads", 1);
        Highs_setStringOptionValue(model_, "parallel", "off");
        Highs_setStringOptionValue(model_, "solver", method);
        Highs_passLp(model_, columns, rows, static_cast<HighsInt>(program.entry.size()),
                     kHighsMatrixFormatColwise, kHighsObjSenseMaximize, 0.0, goal.data(),
                     zeros.data(), program.column_most.data(), program.row_lower.data(),
                     program.row_upper.data(), program.begin.data(), program.entry_row.data(),
                     program.entry.data());
        value_.resize(program.column_most.size());
        reduced_.resize(program.column_most.size());
        activity_.resize(program.row_lower.size());
        price_.resize(program.row_lower.size());
    }
    Highs(const Highs&) = delete;
    Highs& operator=(const Highs&) = delete;
    ~Highs() override { Highs_destroy(model_); }

    std::optional<double> solve() override {
        Highs_run(model_);
        if (Highs_getModelStatus(model_) != kHighsModelStatusOptimal) return {};
        Highs_getSolution(model_, value_.data(), reduced_.data(), activity_.data(), price_.data());
        return value_[static_cast<std::size_t>(objective_)];
    }

    std::vector<double> prices() override {
        std::vector<double> found = price_;
        for (double& price : found) price = std::abs(price);
        return found;
    }

    void set_lower(std::size_t row, double lower) override {
        Highs_changeRowBounds(model_, static_cast<HighsInt>(row), lower, unlimited);
    }
    void set_most(std::size_t column, double most) override {
        Highs_changeColBounds(model_, static_cast<HighsInt>(column), 0.0, most);
    }
    void set_entry(std::size_t row, std::size_t column, double value) override {
        Highs_changeCoeff(model_, static_cast<HighsInt>(row), static_cast<HighsInt>(column), value);
    }

private:
    void* model_;
    HighsInt objective_;
    std::vector<double> value_, reduced_, activity_, price_;
};

}  // namespace

std::unique_ptr<LinearSolver> highs_solver(const LinearProgram& program, const char* method) {
    return std::make_unique<Highs>(program, method);
}

}  // namespace aliquot_bench
