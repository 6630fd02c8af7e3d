// The report a minister can read: one self-contained HTML file, inline SVG, no network.
#pragma once

#include <span>
#include <string>

#include "aliquot/domain/estimates.hpp"
#include "aliquot/domain/evidence.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// `actual` is a run of the same scenario under the rule `recorded` (what happened), or null;
// `timelines` are of the scenario's statements, one for each participant they are about;
// `estimates` were made at the run's last round.
[[nodiscard]] std::string report_html(const Scenario& scenario, const Run& run, const Run* actual,
                                      std::span<const StatementTimeline> timelines = {},
                                      const Estimates& estimates = {});

}  // namespace aliquot
