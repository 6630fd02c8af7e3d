// The solver of this build, asked only after it has shown that it can do a small sum.
#include "aliquot/allocation/mip/solver.hpp"

#include <cmath>

namespace aliquot::mip {

bool answers_the_canary() {
    if (!backend::is_usable()) return false;
    // The least 2 x + 3 z with x + z >= 4.5, z whole, both from 0 to 10.
    Model canary;
    canary.columns = {{"x", 0, 10, false, 2}, {"z", 0, 10, true, 3}};
    canary.rows = {{"enough", 4.5, infinity, {{0, 1}, {1, 1}}}};
    const auto values = backend::solve(canary, 100);
    return values && values->size() == 2 &&
           std::abs(2 * values->at(0) + 3 * values->at(1) - 9) < 1e-6;
}

std::string solver_name() {
    static const bool trusted = answers_the_canary();
    return trusted ? backend::name() : "";
}

std::optional<std::vector<double>> solve(const Model& model, int most_nodes) {
    if (solver_name().empty()) return std::nullopt;
    return backend::solve(model, most_nodes);
}

}  // namespace aliquot::mip
