// The timeline of statements as one drawing: what was believed of each event, day by day; who said
// what, in a lane for each source; and how promised times moved.
#pragma once

#include <string>
#include <vector>

#include "aliquot/domain/evidence.hpp"
#include "aliquot/io/report/axis.hpp"
#include "aliquot/io/report/html.hpp"

namespace aliquot::timeline {

// The days of the drawing from left to right, and the places of everything on it.
struct Canvas {
    static constexpr double width = 1060;
    static constexpr double left = 318;  // labels stand left of it
    static constexpr double right = 1036;
    Date first;
    Date last;

    [[nodiscard]] double x(Date day) const;
    [[nodiscard]] double x(const std::optional<Date>& day, double otherwise) const;
};

// Names cut between characters so that they fit their place.
[[nodiscard]] std::string fitted(const std::string& text, std::size_t most);

// The numbers under which statements stand in the drawing and in the lists beside it, from 1.
[[nodiscard]] int number_of(const StatementTimeline& timeline, StatementIndex statement);

// The name of a contradiction in the drawing and in the lists: A, B ... Z, then a, b ... z.
[[nodiscard]] char letter_of(std::size_t contradiction);

// Blocks of the drawing, each from `top` downwards; they answer where the next one begins.
double draw_beliefs(const Canvas& canvas, const StatementTimeline& timeline, double top,
                    report::Html& out);
double draw_lanes(const Canvas& canvas, const std::vector<Statement>& statements,
                  const StatementTimeline& timeline, double top, report::Html& out);
double draw_slips(const Canvas& canvas, const std::vector<Statement>& statements,
                  const StatementTimeline& timeline, double top, report::Html& out);

struct Drawing {
    report::Html marks;  // SVG, from the top left corner
    double height = 0;   // its width is Canvas::width
};
[[nodiscard]] Drawing drawing_of(const std::vector<Statement>& statements,
                                 const StatementTimeline& timeline);

// As an element of a page.
[[nodiscard]] report::Html drawing_element(const std::vector<Statement>& statements,
                                           const StatementTimeline& timeline);

}  // namespace aliquot::timeline
