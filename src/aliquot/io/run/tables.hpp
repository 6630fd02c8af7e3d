// The tables of a run, as CSV: who was awarded, offered, sent and left without what.
//
// Rows are sorted by their key here, so that the bytes do not depend on the order in which a
// replay happened to record them. Columns are listed in docs/reference/run-files.md.
#pragma once

#include <string>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

[[nodiscard]] std::string awards_csv(const Scenario& scenario, const Run& run);
[[nodiscard]] std::string offers_csv(const Scenario& scenario, const Run& run);
[[nodiscard]] std::string exclusions_csv(const Scenario& scenario, const Run& run);
[[nodiscard]] std::string deliveries_csv(const Scenario& scenario, const Run& run);
[[nodiscard]] std::string coverage_csv(const Scenario& scenario, const Run& run);
[[nodiscard]] std::string reallocations_csv(const Scenario& scenario, const Run& run);

}  // namespace aliquot
