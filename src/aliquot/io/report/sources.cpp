// What the page rests on, how to make it again, and the words it uses.
#include <string>

#include "aliquot/io/report/sections.hpp"
#include "aliquot/io/report/words.hpp"

namespace aliquot::report {

namespace {

Html setting(std::string_view name, std::string_view value) {
    return Html::of("<tr><th scope=\"row\">{}</th><td class=\"words\">{}</td></tr>\n", name, value);
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all.empty() ? "none" : all;
}

std::string gates_off(const GateSettings& gates) {
    std::vector<std::string> names;
    for (const ExclusionCode code : gates.off) names.emplace_back(name_of(code));
    return joined(names);
}

std::string days(std::int64_t count) {
    return several(static_cast<std::size_t>(count), "day", "days");
}

std::string rounding(const LotSettings& lots) {
    if (!lots.respect) return "lots not respected: whole courses";
    constexpr std::array<std::string_view, 3> names{"adams", "webster", "jefferson"};
    return fmt::format("whole lots, rounded by {}",
                       names.at(static_cast<std::size_t>(lots.rounding)));
}

std::string share(Share value) {
    return percent(static_cast<double>(value.in_billionths()) / static_cast<double>(Share::one));
}

Html settings_table(const Figures& figures) {
    const Settings& settings = figures.scenario->settings;
    const RuleSettings& rule = settings.rule;
    Html table;
    table.put("<div class=\"scroll\"><table class=\"settings\"><tbody>\n");
    table += setting("Rule", figures.shared.run->rule);
    table += setting("Counts as held", rule.counts == HeldCounts::all_sources
                                           ? "doses from all sources"
                                           : "doses from the facility only");
    table += setting("Ceiling", share(rule.ceiling) + " of the population");
    if (figures.shared.run->rule == "least_covered")
        table += setting("Threshold", share(rule.threshold) + " coverage");
    if (figures.shared.run->rule == "proportional" && rule.pooled)
        table += setting("Pooled", "one rate of courses per head over all products");
    if (figures.shared.run->rule == "severity_weighted") {
        const SeveritySettings& severity = rule.severity;
        table +=
            setting("Deaths believed", robust_names.at(static_cast<std::size_t>(severity.robust)));
        table += setting("Severity",
                         fmt::format("{} times more is owed at {} deaths per million and week",
                                     severity.strength.text(), severity.reference.text()));
    }
    if (figures.shared.run->rule == "most_deaths_averted") {
        table += setting("Floor", share(rule.lives.floor) + " of everybody's equal share");
        table += setting("Deaths counted", "over " + days(rule.lives.days) + " from each round");
        table += setting("Foresight",
                         foresight_names.at(static_cast<std::size_t>(rule.lives.foresight)));
    }
    table += setting("Ties", rule.tie == TieBreak::id ? "by the participant's id" : "by lottery");
    table += setting("Seed", std::to_string(settings.seed));
    table += setting("Lots", rounding(settings.lots));
    table += setting("Buffer", share(settings.buffer) + " of each supply line");
    table += setting("Supply of a round", "available within " + days(settings.horizon_days));
    table += setting("Shelf life on arrival",
                     "at least " + days(settings.gates.shelf_life_on_arrival_days));
    table += setting("Time to answer an offer", days(settings.gates.offer_deadline_days));
    table += setting("Steps before an offer", joined(settings.gates.required_steps));
    table += setting("Steps before dispatch", joined(settings.delivery.required_steps));
    table += setting("Time in transit", days(settings.delivery.transit_days));
    table += setting("Gates not applied", gates_off(settings.gates));
    table += setting(
        "Reallocation",
        fmt::format("{}, {} at a time; severity over {}", rule_name(settings.reallocation.rule),
                    settings.reallocation.recipients, days(settings.reallocation.window_days)));
    table.put("<tr><th scope=\"row\">Inputs, SHA-256</th><td class=\"words hash\">{}</td></tr>\n",
              figures.scenario->inputs_sha256);
    table.put("</tbody></table></div>\n");
    return table;
}

Html glossary() {
    Html out;
    out.put(
        "<h3>Five words</h3>\n<dl class=\"words\">\n"
        "<dt>Dose</dt><dd>What a manufacturer ships: one injection.</dd>\n"
        "<dt>Course</dt><dd>The doses that fully protect one person: one, two or three, "
        "depending on the product. Doses and courses are never added.</dd>\n"
        "<dt>Coverage</dt><dd>The people that the courses held can protect, as a share of the "
        "population. With boosters it can exceed 100%.</dd>\n"
        "<dt>Offer</dt><dd>Doses put to a participant, with a last day to answer. Only what is "
        "accepted becomes its own.</dd>\n"
        "<dt>Severity</dt><dd>How hard the epidemic hits a participant, ranked from reports "
        "that were known on the day. Not reported is not zero.</dd>\n</dl>\n");
    return out;
}

}  // namespace

Html sources(const Figures& figures) {
    const Settings& settings = figures.scenario->settings;
    Html out;
    out.put(
        "<section id=\"sources\">\n<h2>What this rests on</h2>\n<p>The same inputs give the "
        "same page, byte for byte. They lie in the folder <code>inputs</code> beside it. A "
        "decision uses only what was known on its day. To run it again, with the overrides that "
        "<code>summary.json</code> lists, if any:</p>\n"
        "<pre><code>aliquot run inputs --rule {} --seed {} --until {} --out again</code></pre>"
        "\n",
        figures.shared.run->rule, settings.seed, format_date(figures.shared.run->until));
    out += settings_table(figures);
    out += glossary();
    out.put("</section>\n");
    return out;
}

}  // namespace aliquot::report
