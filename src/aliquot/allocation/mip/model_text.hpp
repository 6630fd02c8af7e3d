// The program as a file for any solver: LP (CPLEX's text format) or MPS.
#pragma once

#include <string>

#include "aliquot/allocation/mip/model.hpp"

namespace aliquot::mip {

[[nodiscard]] std::string lp_text(const Model& model);
[[nodiscard]] std::string mps_text(const Model& model);

}  // namespace aliquot::mip
