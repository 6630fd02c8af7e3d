// Findings and timelines as text for the terminal.
#pragma once

#include <string>

#include "aliquot/domain/evidence.hpp"

namespace aliquot::cli {

[[nodiscard]] std::string findings_text(const Evidence& evidence, const EvidenceFindings& findings);
[[nodiscard]] std::string timeline_text(const Evidence& evidence,
                                        const StatementTimeline& timeline);

}  // namespace aliquot::cli
