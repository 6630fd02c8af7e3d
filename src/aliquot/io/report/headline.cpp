// The head of the page: what was shared by which rule, and the figures to remember.
#include <array>
#include <string>

#include "aliquot/core/date.hpp"
#include "aliquot/io/report/reason.hpp"
#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

// One figure: its name, its value, whose value it is, and what it was in fact.
Html card(std::string_view name, std::string_view value, std::string_view note,
          std::string_view happened) {
    Html card;
    card.put(R"(<div class="card"><dt>{}</dt><dd class="big">{}</dd>)", name, value);
    if (!note.empty()) card.put(R"(<dd class="note">{}</dd>)", note);
    if (!happened.empty())
        card.put(R"(<dd class="happened"><span>What happened</span> {}</dd>)", happened);
    card.put("</div>\n");
    return card;
}

std::string of_100(double per_100) {
    return decimal(per_100, 1) + " per 100";
}

std::string lower_first(std::string words) {
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z')
        words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

Html spread_cards(const Figures& figures) {
    const RunFigures& shared = figures.shared;
    const auto& actual = figures.actual;
    const auto happened = [&](auto text) {
        return actual && !actual->days.empty() ? text(*actual) : std::string{};
    };
    Html cards;
    if (shared.days.empty()) return cards;
    const ParticipantIndex least = shared.coverage.lowest_participant;
    const std::string reason = main_reason(*shared.run, least);
    cards += card("Lowest coverage", percent(shared.coverage.lowest),
                  fmt::format("{}{}; fewest doses: {}", figures.name(least),
                              reason.empty() ? "" : " (" + lower_first(reason) + ")",
                              of_100(shared.per_100.lowest)),
                  happened([&](const RunFigures& run) {
                      return percent(run.coverage.lowest) + ", " + of_100(run.per_100.lowest);
                  }));
    cards += card("Median coverage", percent(shared.coverage.median),
                  "doses: " + of_100(shared.per_100.median), happened([&](const RunFigures& run) {
                      return percent(run.coverage.median) + ", " + of_100(run.per_100.median);
                  }));
    cards += card("Highest coverage", percent(shared.coverage.highest),
                  figures.name(shared.coverage.highest_participant) +
                      "; most doses: " + of_100(shared.per_100.highest),
                  happened([&](const RunFigures& run) {
                      return percent(run.coverage.highest) + ", " + of_100(run.per_100.highest);
                  }));
    cards += card("Inequality (Gini)", decimal(shared.coverage.gini, 3),
                  "of coverage, by population: 0 is all alike",
                  happened([](const RunFigures& run) { return decimal(run.coverage.gini, 3); }));
    return cards;
}

Doses kept(const Totals& totals) {
    return totals.accepted > totals.returned ? totals.accepted - totals.returned : Doses{0};
}

struct DoseRow {
    std::string_view name;
    Doses Totals::* doses;
    std::string_view meaning;
};

constexpr std::array<DoseRow, 11> dose_rows{{
    {"Supply", &Totals::supply, "confirmed in the period"},
    {"Awarded", &Totals::awarded, "in a round or by reallocation; doses awarded twice count twice"},
    {"Accepted", &Totals::accepted,
     "by participants; doses handed back and accepted again count twice"},
    {"Delivered", &Totals::delivered, "arrived, counted alike"},
    {"Declined", &Totals::declined, "refused in answer to an offer, in full or in part"},
    {"Deferred", &Totals::deferred, "put off: the claim stands, the doses go to others"},
    {"Lapsed", &Totals::lapsed, "no answer by the deadline"},
    {"Returned", &Totals::returned, "handed back after acceptance"},
    {"Reallocated", &Totals::reallocated, "offered to others after one did not take them"},
    {"Expired", &Totals::expired, "past the last day of use"},
    {"Not allocated", &Totals::unallocated, "in the pool at the end"},
}};

Html dose_table(const Figures& figures) {
    const Totals& shared = figures.shared.run->totals;
    Html table;
    table.put(
        "<div class=\"scroll\"><table class=\"brief\"><thead><tr><th scope=\"col\">Doses</th>"
        "<th scope=\"col\">{}</th>",
        figures.actual ? "This run" : "In all");
    if (figures.actual) table.put("<th scope=\"col\" class=\"was\">What happened</th>");
    table.put("<th scope=\"col\" class=\"words\">Meaning</th></tr></thead><tbody>\n");
    for (const DoseRow& row : dose_rows) {
        table.put("<tr><th scope=\"row\">{}</th><td>{}</td>", row.name, counted(shared.*row.doses));
        if (figures.actual)
            table.put("<td class=\"was\">{}</td>", counted(figures.actual->run->totals.*row.doses));
        table.put("<td class=\"words\">{}</td></tr>\n", row.meaning);
    }
    table.put("</tbody></table></div>\n");
    return table;
}

// "3 of 92 participants have less than 20% coverage, and half have 39.2% or more"
std::string state(const RunFigures& run) {
    constexpr double little = 0.2;
    std::size_t all = 0;
    std::size_t below = 0;
    for (const auto& standing : run.days.back().standings) {
        if (!standing) continue;
        ++all;
        if (standing->coverage < little) ++below;
    }
    return fmt::format("{} of {} had less than 20% coverage and half had {} or more",
                       counted(below), several(all, "participant", "participants"),
                       percent(run.coverage.median));
}

Html lead(const Figures& figures) {
    const RunFigures& shared = figures.shared;
    Html lead;
    if (shared.days.empty()) return lead;
    lead.put(R"(<p class="lead">Of {} doses, participants accepted and kept {}. At the end, {}.)",
             counted(shared.run->totals.supply), counted(kept(shared.run->totals)), state(shared));
    if (figures.actual && !figures.actual->days.empty())
        lead.put(" In what happened, {}.", state(*figures.actual));
    lead.put("</p>\n");
    return lead;
}

}  // namespace

Html headline(const Figures& figures) {
    const Settings& settings = figures.scenario->settings;
    const RunFigures& shared = figures.shared;
    Html out;
    out.put("<header>\n<p class=\"kicker\">How the doses were shared, and why</p>\n<h1>{}</h1>\n",
            settings.title);
    out.put("<p class=\"period\">{} to {} · {} · {}</p>\n", long_date(settings.start),
            long_date(shared.run->until),
            several(figures.scenario->participants.size(), "participant", "participants"),
            several(shared.run->decisions.size(), "round", "rounds"));
    out.put("<p class=\"rule\"><b>The rule, {}.</b> {}</p>\n", rule_name(shared.run->rule),
            rule_sentence(shared.run->rule));
    out += lead(figures);
    out.put("</header>\n<section aria-label=\"Key figures\">\n<dl class=\"cards\">\n");
    out += card("Doses accepted and kept", counted(kept(shared.run->totals)),
                "of " + counted(shared.run->totals.supply) + " supplied",
                figures.actual ? counted(kept(figures.actual->run->totals)) : std::string{});
    out += card(
        "Participants served", counted(shared.served),
        "of " + counted(figures.scenario->participants.size()) + " accepted doses of the facility",
        figures.actual ? counted(figures.actual->served) : std::string{});
    out += spread_cards(figures);
    out.put("</dl>\n");
    out += dose_table(figures);
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
