// What an ensemble says, drawn: deaths averted in all, week by week and by
// participant, each with its range.
#pragma once

#include <string>

#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/io/epidemic/verdicts.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot {

// So many participants are drawn: those whose deaths differ most, by the mean, under any run.
inline constexpr std::size_t most_drawn = 20;

// One drawing that stands alone. Requires: two runs or more.
[[nodiscard]] std::string comparison_picture(const ComparedRuns& compared);

// The figures of the runs, for a page; of two or more with the drawing and which of them averts
// more deaths.
[[nodiscard]] report::Html comparison_figure(const ComparedRuns& compared);

// The same of the first ensemble; which averts more deaths is said by all of them.
// Requires: one at least, of the same runs and participants.
[[nodiscard]] report::Html comparison_figure(std::span<const NamedEnsemble> ensembles);

// A page of its own, which loads nothing. Requires: two runs or more.
[[nodiscard]] std::string comparison_page(const ComparedRuns& compared);

}  // namespace aliquot
