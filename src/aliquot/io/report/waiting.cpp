// Doses that were accepted and had not left by the last day, and what holds them up.
#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

Html not_delivered(const Figures& figures) {
    const Scenario& scenario = *figures.scenario;
    const Run& run = *figures.shared.run;
    if (run.waiting.empty() && run.notices.empty()) return {};
    Html out;
    out.put("<section id=\"waiting\">\n<h2>Accepted, and not delivered</h2>\n");
    if (!run.waiting.empty()) {
        out.put(
            "<p>These doses belong to their participant and had not left by {}. They count as "
            "promised, not as received.</p>\n<div class=\"scroll\"><table "
            "class=\"wide\"><thead><tr>"
            "<th scope=\"col\" class=\"words\">Participant</th><th scope=\"col\">Doses</th>"
            "<th scope=\"col\" class=\"words\">Supply line</th>"
            "<th scope=\"col\" class=\"words\">Accepted</th>"
            "<th scope=\"col\" class=\"words\">Held up by</th></tr></thead><tbody>\n",
            long_date(run.until));
        for (const Waiting& each : run.waiting)
            out.put(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"words\">{}</td>"
                "<td class=\"words\">{}</td><td class=\"words\">{}</td></tr>\n",
                scenario.at(each.participant).name, counted(each.doses),
                scenario.at(each.supply).id, long_date(each.accepted), each.why);
        out.put("</tbody></table></div>\n");
    }
    if (!run.notices.empty()) {
        out.put("<p>What the scenario asked for and did not come about:</p>\n<ul>\n");
        for (const std::string& words : run.notices) out.put("<li>{}</li>\n", words);
        out.put("</ul>\n");
    }
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
