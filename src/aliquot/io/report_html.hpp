// The report a minister can read: one self-contained HTML file, inline SVG, no network.
#pragma once

#include <span>
#include <string>

#include "aliquot/domain/estimates.hpp"
#include "aliquot/domain/evidence.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"

namespace aliquot {

// `actual` is a run of the same scenario under the rule `recorded` (what happened), or null;
// `timelines` are of the scenario's statements, one for each participant they are about;
// `estimates` were made at the run's last round; `ensembles` are of the same runs, this one
// among them: the first is drawn.
[[nodiscard]] std::string report_html(const Scenario& scenario, const Run& run, const Run* actual,
                                      std::span<const StatementTimeline> timelines = {},
                                      const Estimates& estimates = {},
                                      std::span<const NamedEnsemble> ensembles = {});

}  // namespace aliquot
