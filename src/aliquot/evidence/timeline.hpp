// Who said what when about one participant, and what was believed on each day.
#pragma once

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// The day of the last statement: nothing is known of later days. Requires: there are statements.
[[nodiscard]] Date last_said(const Evidence& evidence);

// Participants that somebody spoke of, in order; "" stands for statements about everybody.
[[nodiscard]] std::vector<std::string> spoken_of(const Evidence& evidence);

// As it was known on the day.
[[nodiscard]] StatementTimeline timeline_of(const StatementBook& book,
                                            const std::string& participant, Date on);

// One for each participant that somebody had spoken of by the day.
[[nodiscard]] std::vector<StatementTimeline> timelines_on(const StatementBook& book, Date on);

}  // namespace aliquot
