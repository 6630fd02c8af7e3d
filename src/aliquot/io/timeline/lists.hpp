// What a drawing of statements shows, in words: the findings, the statements by number, what is
// believed and why, and what is expected.
#pragma once

#include "aliquot/domain/evidence.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot::timeline {

// In a few sentences, what a reader should know first.
[[nodiscard]] report::Html summary_of(const std::vector<Statement>& statements,
                                      const StatementTimeline& timeline);
[[nodiscard]] report::Html findings_of(const std::vector<Statement>& statements,
                                       const StatementTimeline& timeline);
[[nodiscard]] report::Html statement_list(const std::vector<Statement>& statements,
                                          const StatementTimeline& timeline);
[[nodiscard]] report::Html belief_list(const std::vector<Statement>& statements,
                                       const StatementTimeline& timeline);
[[nodiscard]] report::Html expected_table(const StatementTimeline& timeline, Belief counts);

}  // namespace aliquot::timeline
