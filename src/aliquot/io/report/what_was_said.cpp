// What was said about supply, how far it was believed by the last day, and what contradicts what.
#include <algorithm>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/timeline/drawing.hpp"
#include "aliquot/io/timeline/lists.hpp"

namespace aliquot::report {

namespace {

constexpr std::size_t drawn = 12;  // participants; the others are named

Html of_participant(const Figures& figures, const StatementTimeline& each) {
    const std::vector<Statement>& statements = figures.scenario->statements;
    Html out;
    out.put("<h3>{}</h3>\n", each.name);
    out += timeline::summary_of(statements, each);
    out.put("<figure class=\"scroll\">{}</figure>\n", timeline::drawing_element(statements, each));
    out += timeline::findings_of(statements, each);
    out += timeline::expected_table(each, figures.scenario->settings.evidence.counts);
    out.put("<details><summary>Why it is believed, or not</summary>\n{}</details>\n",
            timeline::belief_list(statements, each));
    out.put("<details><summary>Every statement, with its source</summary>\n{}</details>\n",
            timeline::statement_list(statements, each));
    return out;
}

}  // namespace

Html what_was_said(const Figures& figures) {
    if (figures.timelines.empty()) return {};
    Html out;
    out.put("<section id=\"said\">\n<h2>What was said, and what was believed</h2>\n");
    const std::size_t shown = std::min(drawn, figures.timelines.size());
    for (const StatementTimeline& each : figures.timelines.first(shown))
        out += of_participant(figures, each);
    if (shown < figures.timelines.size()) {
        out.put("<p>There are statements about others too:");
        for (const StatementTimeline& each : figures.timelines.subspan(shown))
            out.put(" {};", each.name);
        out.put(" each has a timeline of its own.</p>\n");
    }
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
