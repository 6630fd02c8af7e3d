// Findings and timelines as JSON, for programs. See docs/reference/evidence.md.
#pragma once

#include <string>

#include "aliquot/domain/evidence.hpp"

namespace aliquot {

[[nodiscard]] std::string findings_json(const Evidence& evidence, const EvidenceFindings& findings);
[[nodiscard]] std::string timeline_json(const Evidence& evidence,
                                        const StatementTimeline& timeline);

}  // namespace aliquot
