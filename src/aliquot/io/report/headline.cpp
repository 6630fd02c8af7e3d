// The head of the page: what was shared by which rule, and the figures to remember.
#include "aliquot/core/date.hpp"
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

Html spread_cards(const Figures& figures) {
    const RunFigures& shared = figures.shared;
    const auto& actual = figures.actual;
    const auto happened = [&](auto text) {
        return actual && !actual->days.empty() ? text(*actual) : std::string{};
    };
    Html cards;
    if (shared.days.empty()) return cards;
    cards += card("Lowest coverage", percent(shared.coverage.lowest),
                  figures.name(shared.coverage.lowest_participant) +
                      "; fewest doses: " + of_100(shared.per_100.lowest),
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

Html small_figure(std::string_view name, Doses shared, const Doses* happened) {
    Html figure;
    figure.put("<tr><th scope=\"row\">{}</th><td>{}</td>", name, counted(shared));
    if (happened != nullptr) figure.put("<td class=\"was\">{}</td>", counted(*happened));
    figure.put("</tr>\n");
    return figure;
}

Html dose_table(const Figures& figures) {
    const Totals& shared = figures.shared.run->totals;
    const Totals* actual = figures.actual ? &figures.actual->run->totals : nullptr;
    const auto row = [&](std::string_view name, Doses Totals::* member) {
        return small_figure(name, shared.*member, actual != nullptr ? &(actual->*member) : nullptr);
    };
    Html table;
    table.put(
        "<table class=\"brief\"><caption class=\"hidden\">Doses in brief</caption><thead><tr>"
        "<th scope=\"col\">Doses</th><th scope=\"col\">{}</th>",
        actual != nullptr ? "This run" : "In all");
    if (actual != nullptr) table.put("<th scope=\"col\">What happened</th>");
    table.put("</tr></thead><tbody>\n");
    table += row("Supply", &Totals::supply);
    table += row("Awarded", &Totals::awarded);
    table += row("Accepted", &Totals::accepted);
    table += row("Delivered", &Totals::delivered);
    table += row("Declined", &Totals::declined);
    table += row("Lapsed without an answer", &Totals::lapsed);
    table += row("Returned", &Totals::returned);
    table += row("Reallocated to others", &Totals::reallocated);
    table += row("Expired", &Totals::expired);
    table += row("Not allocated at the end", &Totals::unallocated);
    table.put("</tbody></table>\n");
    return table;
}

Html lead(const Figures& figures) {
    const RunFigures& shared = figures.shared;
    Html lead;
    if (shared.days.empty()) return lead;
    lead.put(R"(<p class="lead">Of {} doses, participants accepted {}. The least covered of them, )"
             R"({}, ends with enough for {} of its people; the median is {}.)",
             counted(shared.run->totals.supply), counted(shared.run->totals.accepted),
             figures.name(shared.coverage.lowest_participant), percent(shared.coverage.lowest),
             percent(shared.coverage.median));
    if (figures.actual && !figures.actual->days.empty())
        lead.put(" In what happened, the least covered was {} with {}, and the median was {}.",
                 figures.name(figures.actual->coverage.lowest_participant),
                 percent(figures.actual->coverage.lowest),
                 percent(figures.actual->coverage.median));
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
    out += card("Doses accepted", counted(shared.run->totals.accepted),
                "of " + counted(shared.run->totals.supply) + " supplied",
                figures.actual ? counted(figures.actual->run->totals.accepted) : std::string{});
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
