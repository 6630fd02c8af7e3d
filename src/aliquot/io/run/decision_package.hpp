// A decision package: everything needed to judge, approve or repeat one round, in one JSON file.
#pragma once

#include <string>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// Promises: the member `sha256` is the SHA-256 of the package's RFC 8785 canonical form without
// that member, so that an approval can name exactly what was approved.
[[nodiscard]] std::string decision_package_json(const Scenario& scenario, const Run& run,
                                                const Decision& decision);

}  // namespace aliquot
