// The decision document as a page: what was on the table, what was chosen and by whom.
#include <algorithm>

#include "aliquot/io/report/html.hpp"
#include "aliquot/io/report/style.hpp"
#include "aliquot/io/report/words.hpp"
#include "aliquot/live/decision.hpp"
#include "aliquot/live/decision_document.hpp"
#include "aliquot/live/decision_sections.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;
using live::DecisionView;
using report::counted;
using report::Html;

Html conclusion(const DecisionView& view) {
    const Json* decided = view.decided();
    if (decided == nullptr) {
        const Json* waits = view.shown();
        if (waits == nullptr)
            return Html::of(
                "<p class=\"lead\">Nothing has been decided: no rule was asked yet.</p>\n");
        return Html::of(
            "<p class=\"lead\">Nothing has been decided. Proposal {}, by {}, is shown here; it is "
            "no offer and no promise.</p>\n",
            waits->at("proposal").get<int>(),
            report::rule_name(waits->at("rule").get<std::string>()));
    }
    std::vector<std::string> people;
    for (const Json& each : decided->at("approvals"))
        people.push_back(each.at("by").get<std::string>());
    return Html::of(
        "<p class=\"lead\">Decided: proposal {}, by {}. {} doses were offered to {} on {}, as "
        "approved by {}.</p>\n",
        decided->at("proposal").get<int>(),
        report::rule_name(decided->at("rule").get<std::string>()),
        counted(decided->at("doses").get<std::size_t>()),
        report::several(decided->at("awards").get<std::size_t>(), "participant", "participants"),
        decided->at("offered").get<std::string>(), fmt::format("{}", fmt::join(people, " and ")));
}

std::string state_of(const Json& proposal) {
    if (!proposal.at("rejected").is_null()) return "rejected";
    if (!proposal.at("offered").is_null()) return "offered";
    return proposal.at("approvals").empty() ? "waits for review" : "approved by some";
}

Html approvals(const DecisionView& view) {
    Html out;
    out.put(
        "<section id=\"approvals\">\n<h2>Who approved what</h2>\n<p>An approval names the SHA-256 "
        "of the package that was read; whoever changes a letter of it has another one. {} needed "
        "to approve.</p>\n<div class=\"scroll\"><table class=\"wide\"><thead><tr><th "
        "scope=\"col\">Proposal</th><th scope=\"col\" class=\"words\">By</th><th scope=\"col\" "
        "class=\"words\">State</th><th scope=\"col\" class=\"words\">Said</th><th scope=\"col\" "
        "class=\"words\">SHA-256</th></tr></thead><tbody>\n",
        report::several(view.document().at("quorum").get<std::size_t>(), "person is",
                        "people are"));
    for (const Json& each : view.document().at("proposals")) {
        std::vector<std::string> said;
        for (const Json& approval : each.at("approvals"))
            said.push_back(fmt::format("approved by {} on {}", approval.at("by").get<std::string>(),
                                       approval.at("date").get<std::string>()));
        if (const Json& no = each.at("rejected"); !no.is_null())
            said.push_back(fmt::format("rejected by {} on {}: {}", no.at("by").get<std::string>(),
                                       no.at("date").get<std::string>(),
                                       no.at("reason").get<std::string>()));
        out.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td class=\"words\">{}</td>"
            "<td class=\"words\">{}</td><td class=\"words\"><code>{}</code></td></tr>\n",
            each.at("proposal").get<int>(), each.at("by").get<std::string>(), state_of(each),
            fmt::format("{}", fmt::join(said, "; ")), each.at("sha256").get<std::string>());
    }
    return out.put("</tbody></table></div>\n</section>\n");
}

Html head(const std::string& title) {
    return Html::of(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>",
        title);
}

}  // namespace

Result<std::string> decision_html(const DeskState& desk, int round) {
    auto document = live::decision_document(desk, round);
    if (!document) return tl::unexpected(document.error());
    const DecisionView view(*std::move(document));
    const std::string title = fmt::format("Round {}: {}", round, desk.world().settings.title);
    Html body;
    body.put(
        "</style>\n</head>\n<body>\n<main>\n<header><p class=\"kicker\">{}</p><h1>Round {}</h1>\n"
        "<p class=\"period\">Opened on {} by {}{}; as the log stood on "
        "{}</p></header>\n<section>\n",
        desk.world().settings.title, round, view.document().at("opened").get<std::string>(),
        view.document().at("opened_by").get<std::string>(),
        view.document().at("closed").is_null()
            ? std::string{}
            : ", closed on " + view.document().at("closed").get<std::string>(),
        view.document().at("as_of").get<std::string>());
    body += conclusion(view);
    body.put("</section>\n");
    body += live::supply_section(view);
    body += live::side_by_side_section(view);
    body += live::shares_section(view);
    body += live::left_out_section(view);
    body += live::others_section(view);
    body += approvals(view);
    body += live::answers_section(view);
    body += live::to_date_section(view);
    body.put(
        "</main>\n<footer>Made by Aliquot from a log that anyone may audit. Nothing on this page "
        "is loaded from elsewhere.</footer>\n</body>\n</html>\n");
    return head(title).bytes() + std::string{report::style()} + body.bytes();
}

}  // namespace aliquot
