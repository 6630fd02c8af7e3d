// The report a minister can read: one self-contained HTML file, inline SVG, no network.
#pragma once

#include <string>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// `actual` is a run of the same scenario under the rule `recorded` (what happened), or null.
[[nodiscard]] std::string report_html(const Scenario& scenario, const Run& run, const Run* actual);

}  // namespace aliquot
