// The weeks of an ensemble as tables: docs/reference/ensemble.md.
#pragma once

#include <string>

#include "aliquot/io/epidemic/comparison_files.hpp"

namespace aliquot {

// A row for each run and week: figures over members, and deaths averted against the first run, in
// the week and until its end.
[[nodiscard]] std::string weeks_csv(const ComparedRuns& compared);

// A row for each run, member and week: what weeks_csv is made of, in whole numbers.
[[nodiscard]] std::string member_weeks_csv(const ComparedRuns& compared);

}  // namespace aliquot
