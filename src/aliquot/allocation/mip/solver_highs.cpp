// HiGHS through its C interface.
#include <memory>

#include <interfaces/highs_c_api.h>

#include "aliquot/allocation/mip/matrix.hpp"
#include "aliquot/allocation/mip/solver.hpp"

namespace aliquot::mip::backend {

std::string name() {
    return std::string{"solver HiGHS version "} + Highs_version();
}

// 1.14.0 calls wrong answers of integer programs optimal (ERGO-Code/HiGHS issue 2961).
bool is_usable() {
    const int major = Highs_versionMajor();
    const int minor = Highs_versionMinor();
    const bool new_enough = major > 1 || (major == 1 && minor >= 10);
    return new_enough && !(major == 1 && minor == 14 && Highs_versionPatch() == 0);
}

std::optional<std::vector<double>> solve(const Model& model, int most_nodes) {
    struct Delete {
        void operator()(void* highs) const { Highs_destroy(highs); }
    };
    const std::unique_ptr<void, Delete> highs{Highs_create()};
    Highs_setBoolOptionValue(highs.get(), "output_flag", 0);
    Highs_setIntOptionValue(highs.get(), "threads", 1);
    Highs_setStringOptionValue(highs.get(), "parallel", "off");
    Highs_setIntOptionValue(highs.get(), "random_seed", 0);
    Highs_setIntOptionValue(highs.get(), "mip_max_nodes", most_nodes);
    const Matrix matrix{model};
    std::vector<HighsInt> integrality;
    for (const Column& column : model.columns) integrality.push_back(column.integer ? 1 : 0);
    const auto columns = static_cast<HighsInt>(model.columns.size());
    const auto rows = static_cast<HighsInt>(model.rows.size());
    if (Highs_passMip(highs.get(), columns, rows, static_cast<HighsInt>(matrix.rows.size()),
                      kHighsMatrixFormatColwise, kHighsObjSenseMinimize, 0, matrix.cost.data(),
                      matrix.column_lower.data(), matrix.column_upper.data(),
                      matrix.row_lower.data(), matrix.row_upper.data(), matrix.starts.data(),
                      matrix.rows.data(), matrix.factors.data(),
                      integrality.data()) == kHighsStatusError)
        return std::nullopt;
    if (Highs_run(highs.get()) == kHighsStatusError) return std::nullopt;
    HighsInt status = 0;
    Highs_getIntInfoValue(highs.get(), "primal_solution_status", &status);
    if (status != 2) return std::nullopt;  // no solution within the bounds
    std::vector<double> values(model.columns.size());
    std::vector<double> unused_columns(model.columns.size());
    std::vector<double> unused_rows(model.rows.size());
    std::vector<double> also_unused(model.rows.size());
    Highs_getSolution(highs.get(), values.data(), unused_columns.data(), unused_rows.data(),
                      also_unused.data());
    return values;
}

}  // namespace aliquot::mip::backend
