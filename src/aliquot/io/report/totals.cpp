// Where every dose is at the end: an equation that adds up, and plans that are never added.
#include <array>
#include <set>
#include <string>
#include <utility>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

struct Term {
    std::string_view name;
    Doses Totals::* doses;
    std::string_view meaning;
};

// In the order of a dose's way back from use to the pool.
constexpr std::array<Term, 7> terms{{
    {"received", &Totals::in_custody, "arrived and held by participants"},
    {"on the way", &Totals::in_transit, "dispatched, not yet arrived"},
    {"waiting to be sent", &Totals::awaiting_dispatch, "accepted, not yet dispatched"},
    {"open offers", &Totals::open_offers, "offered, the answer still to come"},
    {"not allocated", &Totals::unallocated, "confirmed, in the pool, given to nobody"},
    {"buffer", &Totals::buffer, "held back on purpose"},
    {"expired", &Totals::expired, "past the last day of use"},
}};

// Nothing if every term fits; else what is missing or too much.
std::string difference(const Totals& totals) {
    Doses sum;
    for (const Term& term : terms) sum += totals.*term.doses;
    if (sum == totals.supply) return {};
    return sum < totals.supply ? counted(totals.supply - sum) + " doses are not accounted for"
                               : counted(sum - totals.supply) + " doses are counted twice";
}

Html equation(const Totals& totals) {
    Html out;
    out.put("<p class=\"equation\"><b>{}</b> supplied", counted(totals.supply));
    bool first = true;
    for (const Term& term : terms) {
        out.put(" {} <span><b>{}</b> {}</span>", first ? "=" : "+", counted(totals.*term.doses),
                term.name);
        first = false;
    }
    const std::string wrong = difference(totals);
    if (wrong.empty()) return out.put(" <span class=\"good\">✓ adds up</span></p>\n");
    return out.put(" <span class=\"bad\">✗ does not add up: {}</span></p>\n", wrong);
}

Html bar(const Totals& totals, std::string_view title) {
    constexpr double width = 1000;
    const auto all = static_cast<double>(totals.supply.value());
    Html out;
    out.put(
        "<figure class=\"stack\"><figcaption>{}</figcaption><svg viewBox=\"0 0 {:.0f} 34\" "
        "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Where the doses are, {}: the "
        "numbers are in the table below\">\n",
        title, width, title);
    double x = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Doses doses = totals.*terms.at(i).doses;
        const double part = all > 0 ? width * static_cast<double>(doses.value()) / all : 0;
        if (doses > Doses{0})
            out.put(
                "<rect class=\"t{}\" x=\"{:.2f}\" y=\"0\" width=\"{:.2f}\" height=\"34\">"
                "<title>{}: {}</title></rect>\n",
                i, x, part, terms.at(i).name, counted(doses));
        x += part;
    }
    out.put("</svg></figure>\n");
    return out;
}

Html table(const Figures& figures) {
    const Totals& shared = figures.shared.run->totals;
    const Totals* actual = figures.actual ? &figures.actual->run->totals : nullptr;
    const auto part = [](Doses doses, Doses all) {
        return all > Doses{0}
                   ? percent(static_cast<double>(doses.value()) / static_cast<double>(all.value()))
                   : std::string{"–"};
    };
    Html out;
    out.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr>"
        "<th scope=\"col\" class=\"words\">Where</th><th scope=\"col\">Doses</th>"
        "<th scope=\"col\">Of supply</th>");
    if (actual != nullptr) out.put("<th scope=\"col\" class=\"was\">What happened</th>");
    out.put("<th scope=\"col\" class=\"words\">Meaning</th></tr></thead><tbody>\n");
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term& term = terms.at(i);
        out.put(
            "<tr><th scope=\"row\"><span class=\"swatch t{}\"></span>{}</th><td>{}</td>"
            "<td>{}</td>",
            i, term.name, counted(shared.*term.doses), part(shared.*term.doses, shared.supply));
        if (actual != nullptr) out.put("<td class=\"was\">{}</td>", counted(actual->*term.doses));
        out.put("<td class=\"words\">{}</td></tr>\n", term.meaning);
    }
    out.put("<tr class=\"sum\"><th scope=\"row\">Supply</th><td>{}</td><td>{}</td>",
            counted(shared.supply), part(shared.supply, shared.supply));
    if (actual != nullptr) out.put("<td class=\"was\">{}</td>", counted(actual->supply));
    out.put("<td class=\"words\">confirmed by the end</td></tr>\n</tbody></table></div>\n");
    return out;
}

}  // namespace

Html totals(const Figures& figures) {
    Html out;
    out.put(
        "<section id=\"totals\">\n<h2>Totals that add up</h2>\n<p>At the end every dose of the "
        "supply is in exactly one place.</p>\n");
    out += equation(figures.shared.run->totals);
    out += bar(figures.shared.run->totals, "This run");
    if (figures.actual) out += bar(figures.actual->run->totals, "What happened");
    out += table(figures);
    out.put("</section>\n");
    return out;
}

Html plans(const Figures& figures) {
    const Scenario& scenario = *figures.scenario;
    if (scenario.forecasts.empty()) return {};
    constexpr std::size_t unfolded = 20;
    std::multiset<std::tuple<Date, std::string, std::string, Doses, std::string, std::string>> rows;
    for (const Forecast& plan : scenario.forecasts)
        rows.insert({plan.announced, scenario.at(plan.participant).name, plan.product, plan.doses,
                     plan.due ? long_date(*plan.due) : std::string{"–"}, plan.note});
    const bool is_long = rows.size() > unfolded;
    Html out;
    out.put(
        "<section id=\"plans\">\n<h2>Plans that were published</h2>\n<p>These figures were "
        "announced, not given. They are in no sum on this page.</p>\n");
    if (is_long)
        out.put("<details><summary>All {}</summary>\n",
                several(rows.size(), "announcement", "announcements"));
    out.put(
        "<div class=\"scroll\"><table class=\"wide plan\"><thead><tr><th scope=\"col\" "
        "class=\"words\">Participant</th><th scope=\"col\" class=\"words\">Announced</th>"
        "<th scope=\"col\" class=\"words\">Product</th><th scope=\"col\">Planned doses</th>"
        "<th scope=\"col\" class=\"words\">Due by</th>"
        "<th scope=\"col\" class=\"words\">Note</th></tr></thead><tbody>\n");
    for (const auto& [announced, name, product, doses, due, note] : rows)
        out.put(
            "<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td><td class=\"words\">{}</td>"
            "<td>{}</td><td class=\"words\">{}</td><td class=\"words\">{}</td></tr>\n",
            name, long_date(announced), product, counted(doses), due, note);
    out.put("</tbody></table></div>\n{}</section>\n", is_long ? Html::of("</details>\n") : Html{});
    return out;
}

}  // namespace aliquot::report
