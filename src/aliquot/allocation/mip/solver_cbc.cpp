// CBC through its C interface.
#include <memory>

#include <Cbc_C_Interface.h>

#include "aliquot/allocation/mip/matrix.hpp"
#include "aliquot/allocation/mip/solver.hpp"

namespace aliquot::mip::backend {

std::string name() {
    return std::string{"solver CBC version "} + Cbc_getVersion();
}

bool is_usable() {
    return true;
}

std::optional<std::vector<double>> solve(const Model& model, int most_nodes) {
    struct Delete {
        void operator()(Cbc_Model* cbc) const { Cbc_deleteModel(cbc); }
    };
    const std::unique_ptr<Cbc_Model, Delete> cbc{Cbc_newModel()};
    const Matrix matrix{model};
    Cbc_loadProblem(cbc.get(), static_cast<int>(model.columns.size()),
                    static_cast<int>(model.rows.size()), matrix.starts.data(), matrix.rows.data(),
                    matrix.factors.data(), matrix.column_lower.data(), matrix.column_upper.data(),
                    matrix.cost.data(), matrix.row_lower.data(), matrix.row_upper.data());
    for (std::size_t c = 0; c < model.columns.size(); ++c)
        if (model.columns[c].integer) Cbc_setInteger(cbc.get(), static_cast<int>(c));
    Cbc_setObjSense(cbc.get(), 1);
    Cbc_setLogLevel(cbc.get(), 0);
    Cbc_setParameter(cbc.get(), "log", "0");
    Cbc_setParameter(cbc.get(), "threads", "0");
    Cbc_setParameter(cbc.get(), "randomSeed", "1");
    Cbc_setParameter(cbc.get(), "randomCbcSeed", "1");
    Cbc_setParameter(cbc.get(), "maxNodes", std::to_string(most_nodes).c_str());
    Cbc_solve(cbc.get());
    if (Cbc_isProvenInfeasible(cbc.get()) != 0) return std::nullopt;
    const double* values = Cbc_bestSolution(cbc.get());
    if (values == nullptr) return std::nullopt;
    return std::vector<double>(values, values + model.columns.size());
}

}  // namespace aliquot::mip::backend
