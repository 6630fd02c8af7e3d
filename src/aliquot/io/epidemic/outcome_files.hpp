// What an epidemic came to, as the files of docs/reference/epidemic.md.
#pragma once

#include "aliquot/epidemic/by_chance.hpp"
#include "aliquot/epidemic/outcome.hpp"
#include "aliquot/io/epidemic/parameters_file.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

// totals.csv, by_age.csv and summary.json.
[[nodiscard]] Folder epidemic_files(const EpidemicFile& file, const epidemic::Outcome& outcome);

// replicates.csv, daily_quantiles.csv, by_age.csv and summary.json.
// Requires: the days of each member were kept.
[[nodiscard]] Folder epidemic_files(const EpidemicFile& file, const epidemic::Ensemble& ensemble);

}  // namespace aliquot
