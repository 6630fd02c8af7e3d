// The page as a whole: its head, its parts in order, its style and script.
#include "aliquot/io/report_html.hpp"

#include <array>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/style.hpp"

namespace aliquot {

namespace {

using report::Figures;
using report::Html;

// `headline` and `sources` make up the rest.
struct Part {
    std::string_view id;
    std::string_view link;  // in the line of links; empty: none
    Html (*part)(const Figures&);
};

constexpr std::array<Part, 14> parts{{{"map", "Map", report::maps},
                                      {"spread", "Spread", report::spread_over_time},
                                      {"each", "Every participant", report::every_participant},
                                      {"lives", "Lives", report::lives},
                                      {"declined", "Not taken", report::not_taken},
                                      {"waiting", "Not delivered", report::not_delivered},
                                      {"pipeline", "Pipeline", report::pipeline},
                                      {"severity", "Severity", report::severity_ranks},
                                      {"said", "Said", report::what_was_said},
                                      {"participants", "Table", report::participants_table},
                                      {"left-out", "Left out", report::left_out},
                                      {"rounds", "Rounds", report::rounds},
                                      {"totals", "Totals", report::totals},
                                      {"plans", "Plans", report::plans}}};

Html head(const Scenario& scenario) {
    Html head;
    head.put(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>{}</title>\n<style>",
        scenario.settings.title);
    return head;
}

}  // namespace

std::string report_html(const Scenario& scenario, const Run& run, const Run* actual,
                        std::span<const StatementTimeline> timelines, const Estimates& estimates,
                        std::span<const NamedEnsemble> ensembles) {
    // Where no award is on record, replaying the record shows nothing rather than what happened.
    const Run* happened = scenario.recorded.empty() ? nullptr : actual;
    Figures figures = report::figures_of(scenario, run, happened);
    figures.timelines = timelines;
    figures.estimates = &estimates;
    figures.ensembles = ensembles;
    Html links;
    Html body;
    for (const Part& each : parts) {
        const Html piece = each.part(figures);
        if (piece.empty()) continue;
        links.put("<a href=\"#{}\">{}</a>\n", each.id, each.link);
        body += piece;
    }
    links.put("<a href=\"#sources\">Sources and words</a>\n");
    std::string page = head(scenario).bytes();
    page += report::style();
    page += "</style>\n</head>\n<body>\n<main>\n";
    page += report::headline(figures).bytes();
    page += "<nav aria-label=\"Parts of this page\">\n" + links.bytes() + "</nav>\n";
    page += body.bytes();
    page += report::sources(figures).bytes();
    page +=
        "</main>\n<footer>Made by Aliquot. Nothing on this page is loaded from elsewhere."
        "</footer>\n<script>";
    page += report::script();
    page += "</script>\n</body>\n</html>\n";
    return page;
}

}  // namespace aliquot
