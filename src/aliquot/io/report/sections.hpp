// The parts of a report, in the order in which they stand on the page.
#pragma once

#include "aliquot/io/report/figures.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot::report {

[[nodiscard]] Html headline(const Figures& figures);
[[nodiscard]] Html maps(const Figures& figures);
[[nodiscard]] Html spread_over_time(const Figures& figures);
[[nodiscard]] Html every_participant(const Figures& figures);  // the dot plot
[[nodiscard]] Html not_taken(const Figures& figures);          // declined, lapsed, returned ...
[[nodiscard]] Html not_delivered(const Figures& figures);      // waiting, and notices; may be empty
[[nodiscard]] Html pipeline(const Figures& figures);           // a fan; may be empty
[[nodiscard]] Html severity_ranks(const Figures& figures);     // as intervals; may be empty
[[nodiscard]] Html lives(const Figures& figures);              // empty without an ensemble
[[nodiscard]] Html what_was_said(const Figures& figures);      // empty if nobody said anything
[[nodiscard]] Html participants_table(const Figures& figures);
[[nodiscard]] Html left_out(const Figures& figures);  // exclusions by reason
[[nodiscard]] Html rounds(const Figures& figures);
[[nodiscard]] Html totals(const Figures& figures);
[[nodiscard]] Html plans(const Figures& figures);  // forecasts; empty if there are none
[[nodiscard]] Html sources(const Figures& figures);

}  // namespace aliquot::report
