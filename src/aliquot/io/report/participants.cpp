// The table of all participants: what each has, and what bound it.
#include <string>

#include "aliquot/io/report/reason.hpp"
#include "aliquot/io/report/sections.hpp"

namespace aliquot::report {

namespace {

Html head(bool with_actual) {
    Html head;
    head.put(
        "<thead><tr><th scope=\"col\" class=\"words\">Participant</th>"
        "<th scope=\"col\">Population</th>"
        "<th scope=\"col\">Facility doses accepted</th><th scope=\"col\">Delivered</th>"
        "<th scope=\"col\">Other doses</th><th scope=\"col\">Doses per 100</th>"
        "<th scope=\"col\">Coverage</th>");
    if (with_actual) head.put("<th scope=\"col\" class=\"was\">What happened: doses per 100</th>");
    head.put("<th scope=\"col\" class=\"words\">What bound it last</th></tr></thead>\n");
    return head;
}

Html row(const Figures& figures, std::size_t i) {
    const Participant& participant = figures.scenario->participants[i];
    const Standing* standing = figures.shared.last(i);
    Html row;
    row.put("<tr><th scope=\"row\">{} <small>{}</small></th><td>{}</td><td>{}</td><td>{}</td>",
            participant.name, participant.id, counted(participant.population),
            counted(figures.shared.accepted[i]), counted(figures.shared.delivered[i]));
    if (standing != nullptr)
        row.put("<td>{}</td><td>{}</td><td>{}</td>", counted(standing->other),
                decimal(standing->per_100, 1), percent(standing->coverage));
    else
        row.put("<td>–</td><td>–</td><td>–</td>");
    if (figures.actual) {
        const Standing* happened = figures.actual->last(i);
        row.put("<td class=\"was\">{}</td>",
                happened != nullptr ? decimal(happened->per_100, 1) : "–");
    }
    const std::string reason = main_reason(*figures.shared.run, ParticipantIndex{i});
    row.put("<td class=\"words\">{}</td></tr>\n", reason.empty() ? "–" : reason);
    return row;
}

}  // namespace

Html participants_table(const Figures& figures) {
    const std::size_t count = figures.scenario->participants.size();
    Html out;
    out.put(
        "<section id=\"participants\">\n<h2>All participants</h2>\n<p>Accepted doses are "
        "owned; delivered doses have arrived. Doses per 100 people count what has arrived, from "
        "the facility and from elsewhere, less what was handed back; coverage counts what is "
        "owned, "
        "arrived or not."
        "</p>\n<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"Table of all participants\"><table class=\"wide sortable\">\n");
    out += head(figures.actual.has_value());
    out.put("<tbody>\n");
    for (std::size_t i = 0; i < count; ++i) out += row(figures, i);
    out.put("</tbody></table></div>\n</section>\n");
    return out;
}

}  // namespace aliquot::report
