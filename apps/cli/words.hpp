// Runs and rounds in words and tables for the terminal.
#pragma once

#include <string>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::cli {

// Columns as wide as their widest cell; the first is flush left, the others flush right.
[[nodiscard]] std::string aligned_table(const std::vector<std::vector<std::string>>& rows);

// One row for each participant of a run: what it was offered, took, received, and holds.
[[nodiscard]] std::string participants_csv(const Scenario& scenario, const Run& run);

// What whole lots, minimum shipments and product limits made of the exact answer, in lines; empty
// where they made nothing of it.
[[nodiscard]] std::string lots_text(const Scenario& scenario, const Decision& decision);

[[nodiscard]] std::string percent_of(std::int64_t courses, People people);

}  // namespace aliquot::cli
