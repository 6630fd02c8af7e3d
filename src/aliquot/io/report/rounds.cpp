// Round by round: what there was to share, what was shared, and how the result was checked.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aliquot/io/explanation_words.hpp"
#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

Doses sum(const std::vector<Doses>& parts) {
    Doses all;
    for (const Doses part : parts) all += part;
    return all;
}

Doses awarded(const Decision& decision) {
    Doses all;
    for (const Award& award : decision.awards) all += award.doses;
    return all;
}

// Word and sign, so that it does not rest on colour.
Html verdict(const Certificate& certificate) {
    if (certificate.verified) return Html::of("<span class=\"good\">✓ verified</span>");
    return Html::of("<span class=\"bad\">✗ not verified</span>");
}

Html summary(const Run& run) {
    Html table;
    table.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th scope=\"col\">Round</th>"
        "<th scope=\"col\" class=\"words\">Date</th><th scope=\"col\">Supply lines</th>"
        "<th scope=\"col\">Doses free to share</th><th scope=\"col\">Awarded</th>"
        "<th scope=\"col\">Left</th>"
        "<th scope=\"col\" class=\"words\">Certificate</th></tr></thead><tbody>\n");
    for (const Decision& decision : run.decisions)
        table.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td><td class=\"words\">{}</td></tr>\n",
            decision.round, long_date(decision.date), counted(decision.lines.size()),
            counted(sum(decision.line_doses)), counted(awarded(decision)),
            counted(sum(decision.line_left)), verdict(decision.certificate));
    table.put("</tbody></table></div>\n");
    return table;
}

Html lines_of(const Scenario& scenario, const Decision& decision) {
    Html table;
    table.put(
        "<div class=\"scroll\"><table><thead><tr>"
        "<th scope=\"col\" class=\"words\">Supply line</th>"
        "<th scope=\"col\">Free to share</th><th scope=\"col\">Left</th></tr></thead>"
        "<tbody>\n");
    for (std::size_t i = 0; i < decision.lines.size(); ++i)
        table.put("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                  scenario.at(decision.lines[i]).id,
                  i < decision.line_doses.size() ? counted(decision.line_doses[i]) : "–",
                  i < decision.line_left.size() ? counted(decision.line_left[i]) : "–");
    table.put("</tbody></table></div>\n");
    return table;
}

// The promises kept, then those that the same things break together.
Html guarantees(const Decision& decision) {
    Html out;
    if (decision.guarantees.empty()) return out;
    std::map<std::vector<std::string>, std::vector<std::string_view>> by_cause;
    for (const Guarantee& each : decision.guarantees)
        by_cause[each.because].push_back(guarantee_sentence(each.code));
    out.put("<h4>What can be relied on</h4>\n<ul class=\"promises\">\n");
    for (const auto& [because, sentences] : by_cause) {
        if (because.empty()) {
            for (const std::string_view sentence : sentences)
                out.put("<li><span class=\"good\">✓</span> {}</li>\n", sentence);
            continue;
        }
        out.put("<li><span class=\"bad\">✗ not promised</span>, because {}:\n<ul>\n",
                fmt::format("{}", fmt::join(because, "; ")));
        for (const std::string_view sentence : sentences) out.put("<li>{}</li>\n", sentence);
        out.put("</ul></li>\n");
    }
    return out.put("</ul>\n");
}

Html shift_cell(const Figures& figures, const std::vector<Shift>& shifts) {
    if (shifts.empty()) return Html::of("–");
    const Shift& most = shifts.front();
    Html cell = Html::of(
        "{} {}{}", figures.name(most.participant), most.after > most.before ? "+" : "−",
        counted(most.after > most.before ? most.after - most.before : most.before - most.after));
    if (shifts.size() > 1)
        cell.put(" <small>and {}</small>", several(shifts.size() - 1, "other", "others"));
    return cell;
}

// Under the heading "Without": a gate in words, or the earmark that is named.
Html taken_away(const Price& price) {
    const auto code = std::ranges::find(exclusion_code_names, price.code);
    if (code == exclusion_code_names.end())
        return Html::of("{}", price.change.substr(std::string_view{"without "}.size()));
    return Html::of(
        "{} <small>{}</small>",
        words_of(static_cast<ExclusionCode>(code - exclusion_code_names.begin())).short_form,
        price.code);
}

// What each gate and earmark cost everybody; nothing where it was not asked for.
Html prices(const Figures& figures, const Decision& decision) {
    Html out;
    if (decision.prices.empty()) return out;
    const RoundFigures& now = decision.prices.front().before;
    out.put(
        "<h4>What gates and earmarks cost</h4>\n<p>The round solved again, each time without one "
        "of them. As decided: lowest coverage {} ({}), Gini {}.</p>\n"
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\" class=\"words\">Without</th><th scope=\"col\">Pairs closed</th>"
        "<th scope=\"col\">Courses shared</th><th scope=\"col\">Lowest coverage</th>"
        "<th scope=\"col\">Gini</th><th scope=\"col\" class=\"words\">Gains most</th>"
        "<th scope=\"col\" class=\"words\">Loses most</th></tr></thead><tbody>\n",
        percent(now.lowest), figures.name(now.lowest_participant), decimal(now.gini, 4));
    for (const Price& each : decision.prices)
        out.put(
            "<tr><th scope=\"row\" class=\"words\">{}</th><td>{}</td><td>{}</td>"
            "<td>{}</td><td>{}</td><td class=\"words\">{}</td><td class=\"words\">{}</td></tr>\n",
            taken_away(each), counted(each.pairs), counted(each.after.shared),
            percent(each.after.lowest), decimal(each.after.gini, 4),
            shift_cell(figures, each.gainers), shift_cell(figures, each.givers));
    return out.put("</tbody></table></div>\n");
}

// How many participants each reason bound, the most frequent first.
Html reasons(const Decision& decision) {
    std::map<std::string, std::size_t> times;
    for (const ClaimOutcome& claim : decision.claims) ++times[claim.bound];
    std::vector<std::pair<std::string, std::size_t>> order(times.begin(), times.end());
    std::ranges::stable_sort(order, std::greater{}, [](const auto& each) { return each.second; });
    Html out;
    out.put("<h4>What bound participants</h4>\n<p>");
    for (std::size_t k = 0; k < order.size(); ++k)
        out.put("{}{}: {}", k == 0 ? "" : "; ", reason_words(order[k].first),
                counted(order[k].second));
    return out.put(".</p>\n");
}

Html detail(const Figures& figures, const Decision& decision) {
    const Certificate& certificate = decision.certificate;
    Html out;
    out.put("<details><summary>Round {}, {}: {}</summary>\n", decision.round,
            long_date(decision.date),
            certificate.verified ? "what was checked" : "what was checked, and what failed");
    if (!certificate.violations.empty()) {
        out.put("<ul class=\"bad\">\n");
        for (const std::string& each : certificate.violations) out.put("<li>{}</li>\n", each);
        out.put("</ul>\n");
    }
    out.put("<ul>\n");
    for (const std::string& each : certificate.statements) out.put("<li>{}</li>\n", each);
    if (certificate.statements.empty())
        out.put(
            "<li>Nothing was checked in this round: the certificate makes no statement.</li>\n");
    if (decision.largest_shortfall_participant && decision.largest_shortfall > Courses{0})
        out.put(
            "<li>Whole lots and minimum shipments cost {} the most: {} against the exact "
            "answer.</li>\n",
            figures.name(*decision.largest_shortfall_participant),
            several(static_cast<std::size_t>(decision.largest_shortfall.value()), "course",
                    "courses"));
    if (decision.lots && decision.lots->gap > Courses{0})
        out.put(
            "<li>The worst-covered {} of people have {} less than in the exact answer; no plan in "
            "lots could give any such group more than {} more.</li>\n",
            percent(static_cast<double>(decision.lots->gap_weight.value()) /
                    static_cast<double>(decision.lots->weight.value())),
            several(static_cast<std::size_t>(decision.lots->gap.value()), "course", "courses"),
            several(static_cast<std::size_t>(decision.lots->bound().value()), "course", "courses"));
    out.put("</ul>\n");
    if (!decision.claims.empty()) out += reasons(decision);
    out += guarantees(decision);
    out += prices(figures, decision);
    if (!decision.lines.empty()) out += lines_of(*figures.scenario, decision);
    out.put("</details>\n");
    return out;
}

}  // namespace

Html rounds(const Figures& figures) {
    const Run& run = *figures.shared.run;
    Html out;
    out.put("<section id=\"rounds\">\n<h2>Round by round</h2>\n");
    if (run.decisions.empty()) return out.put("<p>No round was held.</p>\n</section>\n");
    out.put(
        "<p>A certificate is a check made afterwards, apart from the rule that shared the "
        "doses: that the result is possible and that, by its rule, nobody could fairly have "
        "been given more.</p>\n");
    out += summary(run);
    for (const Decision& decision : run.decisions) out += detail(figures, decision);
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
