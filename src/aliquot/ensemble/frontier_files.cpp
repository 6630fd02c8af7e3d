// The curve as tables, as text and as a page.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/ensemble/frontier.hpp"
#include "aliquot/io/epidemic/over_members_json.hpp"
#include "aliquot/io/epidemic/verdicts.hpp"
#include "aliquot/io/report/html.hpp"
#include "aliquot/io/report/style.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;
using report::Html;

std::string percent(double share) {
    return fmt::format("{:.1f} %", 100 * share);
}

std::string view_of(const FrontierChoice& choice) {
    return choice.foresight
               ? std::string{foresight_names.at(static_cast<std::size_t>(*choice.foresight))}
               : "";
}

std::string apart(const FrontierPoint& point) {
    if (!point.averted_against_last) return "";
    return point.told_apart_from_last() ? "yes" : "no";
}

std::vector<std::string> names_of(const std::vector<FrontierPoint>& points) {
    std::vector<std::string> names;
    for (const FrontierPoint& each : points) names.push_back(each.choice.name);
    return names;
}

std::string frontier_csv(const std::vector<FrontierPoint>& points) {
    std::string csv =
        "choice,rule,floor,foresight,coverage_gini,coverage_lowest,least_covered,coverage_median,"
        "deaths_mean,deaths_q05,deaths_q95,averted_mean,averted_q05,averted_q95,averted_low_95,"
        "averted_high_95,told_apart_from_last,life_years_gained_mean,life_years_gained_q05,"
        "life_years_gained_q95\n";
    for (const FrontierPoint& p : points)
        csv += fmt::format(
            "\"{}\",{},{},{},{:.4f},{:.4f},{},{:.4f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f},"
            "{:.1f},{:.1f},{},{:.1f},{:.1f},{:.1f}\n",
            p.choice.name, p.choice.rule, p.choice.floor ? p.choice.floor->text() : "",
            view_of(p.choice), p.coverage.gini, p.coverage.lowest, p.least_covered,
            p.coverage.median, p.deaths.mean, p.deaths.low, p.deaths.high, p.averted.mean,
            p.averted.low, p.averted.high, p.averted.mean_low(), p.averted.mean_high(), apart(p),
            p.life_years_gained.mean, p.life_years_gained.low, p.life_years_gained.high);
    return csv;
}

std::string frontier_json(const std::string& title, const std::vector<FrontierPoint>& points,
                          const ComparedRuns& compared) {
    Json list = Json::array();
    for (const FrontierPoint& p : points) {
        Json json{
            {"choice", p.choice.name},
            {"rule", p.choice.rule},
            {"floor", p.choice.floor ? Json(p.choice.floor->text()) : Json(nullptr)},
            {"foresight", p.choice.foresight ? Json(view_of(p.choice)) : Json(nullptr)},
            {"coverage",
             {{"gini", p.coverage.gini},
              {"lowest", p.coverage.lowest},
              {"least_covered", p.least_covered},
              {"median", p.coverage.median}}},
            {"deaths", spread_json(p.deaths)},
            {"averted_against_equal_coverage", difference_json(p.averted)},
            {"life_years_gained_against_equal_coverage", difference_json(p.life_years_gained)}};
        if (p.averted_against_last) {
            json["averted_against_last"] = difference_json(*p.averted_against_last);
            json["told_apart_from_last"] = p.told_apart_from_last();
        }
        list.push_back(std::move(json));
    }
    Json left_out = Json::array();
    for (const LeftOut& each : compared.head.left_out) left_out.push_back(each.id);
    const Json json{{"format", "aliquot-frontier/1"},
                    {"scenario", title},
                    {"members", compared.head.members},
                    {"seed", compared.head.seed},
                    {"participants", compared.head.participants.size()},
                    {"left_out", left_out},
                    {"points", list}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string frontier_html(const std::string& title, const std::vector<FrontierPoint>& points,
                          const ComparedRuns& compared) {
    Html page;
    page.put(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>Fairness and lives: {}</title>\n<style>",
        title);
    std::string html = page.bytes() + std::string{report::style()} + "</style>\n</head>\n<body>\n";
    Html body;
    body.put(
        "<main>\n<h1>Fairness and lives</h1>\n<p>{}. Every point is the whole time lived "
        "through with another way of sharing the same doses, then {} courses of the epidemics "
        "of {} participants. Further right is more even, further up are fewer deaths than "
        "under equal coverage.</p>\n",
        title, compared.head.members, compared.head.participants.size());
    html += body.bytes() + frontier_picture(points);
    Html table;
    table.put(
        "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th "
        "scope=\"col\">Sharing</th><th>Gini of coverage</th>"
        "<th>Lowest coverage</th><th>Median</th><th>Deaths</th><th>Averted against equal "
        "coverage</th><th>5 % to 95 %</th><th>Life years gained</th><th>Told apart from the line "
        "above</th></tr>"
        "</thead><tbody>\n");
    for (const FrontierPoint& p : points)
        table.put(
            "<tr><th "
            "scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} "
            "to {}</td><td>{}</td><td>{}</td></tr>\n",
            p.choice.name, fmt::format("{:.3f}", p.coverage.gini),
            percent(p.coverage.lowest) + " " + p.least_covered, percent(p.coverage.median),
            in_groups(p.deaths.mean), in_groups(p.averted.mean), in_groups(p.averted.low),
            in_groups(p.averted.high), in_groups(p.life_years_gained.mean), apart(p));
    table.put(
        "</tbody></table></div>\n{}<p>Ranges are those of the model's chance alone. What is "
        "not known of severity, efficacy, behaviour and the fits is not in them; the pages on "
        "the method say what is. With foresight \"perfect\" whoever decides knows the course "
        "of every epidemic, as nobody did: it is what there was to win by knowing.</p>\n"
        "</main>\n</body>\n</html>\n",
        verdicts_html(verdicts(compared), names_of(points)));
    return html + table.bytes();
}

}  // namespace

std::string frontier_text(const std::vector<FrontierPoint>& points, const ComparedRuns& compared) {
    std::string text = fmt::format(
        "{} members, {} participants ({} left out)\n\n{:<24} {:>6} {:>13} {:>8} {:>12} {:>32}  "
        "{}\n",
        compared.head.members, compared.head.participants.size(), compared.head.left_out.size(),
        "sharing", "Gini", "lowest", "median", "deaths", "averted against equal (5 to 95 %)",
        "told apart from the line above");
    for (const FrontierPoint& p : points)
        text += fmt::format("{:<24} {:>6.3f} {:>13} {:>8} {:>12} {:>32}  {}\n", p.choice.name,
                            p.coverage.gini, percent(p.coverage.lowest) + " " + p.least_covered,
                            percent(p.coverage.median), in_groups(p.deaths.mean),
                            with_range(p.averted), p.averted_against_last ? apart(p) : "-");
    const std::string undecided = undecided_text(verdicts(compared), names_of(points));
    if (!undecided.empty()) text += "\n" + undecided;
    return text;
}

Folder frontier_files(const std::string& title, const std::vector<FrontierPoint>& points,
                      const ComparedRuns& compared) {
    return {"the frontier",
            {{"frontier.csv", frontier_csv(points)},
             {"frontier.json", frontier_json(title, points, compared)},
             {"pairs.csv", pairs_csv(compared, names_of(points))},
             {"frontier.svg", frontier_picture(points)},
             {"frontier.html", frontier_html(title, points, compared)}}};
}

}  // namespace aliquot
