// The page and the drawing that stand alone.
#include "aliquot/io/timeline/timeline_page.hpp"

#include "aliquot/io/report/style.hpp"
#include "aliquot/io/timeline/drawing.hpp"
#include "aliquot/io/timeline/lists.hpp"
#include "aliquot/io/timeline/statement_words.hpp"

namespace aliquot {

namespace {

using report::Html;

Html title_of(const StatementTimeline& timeline) {
    return Html::of("{}: what was said, and what was believed",
                    timeline.name.empty() ? std::string{"Everybody"} : timeline.name);
}

}  // namespace

std::string timeline_html(const Evidence& evidence, const StatementTimeline& timeline) {
    Html page;
    page.put(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>",
        title_of(timeline));
    std::string text = page.bytes();
    text += report::style();
    Html body;
    body.put(
        "</style>\n</head>\n<body>\n<main>\n<header><h1>{}</h1>\n<p class=\"period\">As known "
        "on {}</p></header>\n<section id=\"drawing\">\n",
        title_of(timeline), long_date(timeline.on));
    body += timeline::summary_of(evidence.statements, timeline);
    body.put("<figure class=\"scroll\">{}</figure>\n</section>\n",
             timeline::drawing_element(evidence.statements, timeline));
    const Html findings = timeline::findings_of(evidence.statements, timeline);
    if (!findings.empty())
        body.put("<section id=\"findings\">\n<h2>Read against each other</h2>\n{}</section>\n",
                 findings);
    body.put("<section id=\"expected\">\n{}</section>\n",
             timeline::expected_table(timeline, evidence.counts));
    body.put("<section id=\"beliefs\">\n<h2>Why it is believed, or not</h2>\n{}</section>\n",
             timeline::belief_list(evidence.statements, timeline));
    body.put("<section id=\"statements\">\n<h2>Every statement</h2>\n{}</section>\n",
             timeline::statement_list(evidence.statements, timeline));
    body.put(
        "</main>\n<footer>Made by Aliquot. Nothing on this page is loaded from elsewhere."
        "</footer>\n</body>\n</html>\n");
    return text + body.bytes();
}

std::string timeline_svg(const Evidence& evidence, const StatementTimeline& timeline) {
    Html list;
    double y = 0;
    for (const StatementIndex i : timeline.statements) {
        const Statement& said = evidence.statements.at(i.value);
        y += 18;
        list.put(
            "<text x=\"0\" y=\"{:.0f}\" font-size=\"12.5\" style=\"fill:#1f2328\">{}  {}, {} ({}): "
            "{}</text>\n",
            y, timeline::number_of(timeline, i), format_date(said.said_on), said.source,
            grade_of(said), timeline::fitted(said.about, 110));
    }
    const auto [drawing, height] = timeline::drawing_of(evidence.statements, timeline);
    return Html::
        of("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-20 -50 1100 {:.0f}\" "
           "font-family=\"system-ui,'Segoe UI',Roboto,Arial,sans-serif\">\n<rect x=\"-20\" "
           "y=\"-50\" width=\"1100\" height=\"{:.0f}\" fill=\"#ffffff\"/>\n<text x=\"0\" "
           "y=\"-22\" font-size=\"22\" font-weight=\"600\" style=\"fill:#1f2328\">{}</text>\n<text "
           "x=\"0\" y=\"-4\" font-size=\"13\" style=\"fill:#57606a\">As known on "
           "{}</text>\n<g>{}</g>"
           "\n<g transform=\"translate(0 {:.0f})\">{}</g>\n</svg>\n",
           height + y + 90, height + y + 90, title_of(timeline), long_date(timeline.on), drawing,
           height + 10, list)
            .bytes();
}

}  // namespace aliquot
