// A build without a solver.
#include "aliquot/allocation/mip/solver.hpp"

namespace aliquot::mip::backend {

std::string name() {
    return "";
}
bool is_usable() {
    return false;
}
std::optional<std::vector<double>> solve(const Model&, int) {
    return std::nullopt;
}

}  // namespace aliquot::mip::backend
