// A timeline of statements for people: a page or a drawing that stands alone, and the block of a
// report. Nothing on them is loaded from elsewhere.
#pragma once

#include <string>

#include "aliquot/domain/evidence.hpp"

namespace aliquot {

[[nodiscard]] std::string timeline_html(const Evidence& evidence,
                                        const StatementTimeline& timeline);
// The drawing, with the statements as a list below it.
[[nodiscard]] std::string timeline_svg(const Evidence& evidence, const StatementTimeline& timeline);

}  // namespace aliquot
