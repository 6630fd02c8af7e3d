// Statements that cannot all be right, found in pairs and shown as sets; promises that slipped; and
// imports that are only samples. See docs/methods/evidence.md, sections 3 and 4.
#pragma once

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// Everything worth knowing about the statements that had been made by the day.
[[nodiscard]] EvidenceFindings findings_on(const StatementBook& book, Date on);

}  // namespace aliquot
