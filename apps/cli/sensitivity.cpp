// `aliquot sensitivity` and `aliquot evidence severity`: what is not known about the epidemic, and
// what hangs on it.
#include "aliquot/replay/sensitivity.hpp"

#include <algorithm>

#include "commands.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/evidence/severity.hpp"
#include "aliquot/io/timeline/drawing.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string thousandths(std::int64_t number, int decimals) {
    return fmt::format("{:.{}f}", static_cast<double>(number) / 1000, decimals);
}

// Rounded, but never certain if one draw went otherwise.
std::int64_t percent_of_draws(std::int64_t thousandths) {
    return thousandths == 1000 ? 100 : std::min<std::int64_t>((thousandths + 5) / 10, 99);
}

Json doubts_json(const std::vector<Doubt>& doubts) {
    Json list = Json::array();
    for (const Doubt& each : doubts)
        list.push_back(
            {{"code", doubt_names.at(static_cast<std::size_t>(each.kind))}, {"words", each.words}});
    return list;
}

Json severity_json(const Scenario& scenario, const std::vector<Severity>& all) {
    Json list = Json::array();
    for (const Severity& each : all) {
        const Participant& who = scenario.at(each.participant);
        const auto rate = [&](Robust end) {
            return thousandths(each.rate(end, who.population), 3);
        };
        const auto factor = [&](std::size_t end) {
            return thousandths(each.factor.thousandths.at(end), 3);
        };
        list.push_back({{"rank", each.rank},
                        {"participant", who.id},
                        {"qualifies", each.qualifies},
                        {"deaths_per_million_and_week",
                         {{"lower", rate(Robust::lower)},
                          {"middle", rate(Robust::middle)},
                          {"upper", rate(Robust::upper)}}},
                        {"reported_deaths", each.reported},
                        {"reported_cases", each.cases},
                        {"reported_weeks", each.weeks},
                        {"reported_rank", each.reported_rank},
                        {"factor",
                         {{"lower", factor(0)},
                          {"middle", factor(1)},
                          {"upper", factor(2)},
                          {"basis", each.factor.basis}}},
                        {"among_the_first", thousandths(each.first_ones, 3)},
                        {"doubts", doubts_json(each.doubts)}});
    }
    return list;
}

std::string severity_text(const Scenario& scenario, const std::vector<Severity>& all,
                          const SeverityOptions& options) {
    std::string text =
        fmt::format("{:>4}  {:<36} {:>26} {:>10} {:>9} {:>9}  {}\n", "rank", "participant",
                    "deaths/million/week", "reported", "by report",
                    "first " + std::to_string(options.first), "times reported, from");
    std::size_t shown = 0;
    if (std::ranges::none_of(all, [](const Severity& each) { return each.is_known; }))
        return "nobody had reported anything by then: nothing is known\n";
    for (const Severity& each : all) {
        if (options.first_only && ++shown > options.first && !each.is_doubted()) continue;
        const Participant& who = scenario.at(each.participant);
        const auto rate = [&](Robust end) {
            return thousandths(each.rate(end, who.population), 1);
        };
        text += fmt::format("{:>4}  {:<36} {:>26} {:>10} {:>9} {:>8}%  {}, {}\n", each.rank,
                            fmt::format("{} {}", who.id, timeline::fitted(who.name, 31)),
                            fmt::format("{} ({} to {})", rate(Robust::middle), rate(Robust::lower),
                                        rate(Robust::upper)),
                            grouped(each.reported), each.reported_rank,
                            percent_of_draws(each.first_ones),
                            fmt::format("{} ({} to {})", thousandths(each.factor.thousandths[1], 1),
                                        thousandths(each.factor.thousandths[0], 1),
                                        thousandths(each.factor.thousandths[2], 1)),
                            each.factor.basis);
        for (const Doubt& doubt : each.doubts)
            text += fmt::format("      doubted, {}: {}\n",
                                doubt_names.at(static_cast<std::size_t>(doubt.kind)), doubt.words);
    }
    const auto out =
        std::ranges::find_if(all, [](const Severity& each) { return !each.qualifies; });
    if (out != all.end())
        text += fmt::format(
            "from rank {} on nobody qualifies as severely affected: no death at the {} end\n",
            out->rank,
            robust_names.at(static_cast<std::size_t>(scenario.settings.reallocation.qualify)));
    return text;
}

Json sensitivity_json(const Scenario& scenario, const Sensitivity& found) {
    Json changed = Json::array();
    for (const SensitiveAward& each : found.changed)
        changed.push_back({{"round", each.round},
                           {"date", format_date(each.date)},
                           {"source", award_source_names.at(static_cast<std::size_t>(each.source))},
                           {"from", each.from ? Json(scenario.at(*each.from).id) : Json(nullptr)},
                           {"participant", scenario.at(each.participant).id},
                           {"supply", scenario.at(each.supply).id},
                           {"doses", each.decided.value()},
                           {"all_lower", each.all_lower.value()},
                           {"all_upper", each.all_upper.value()},
                           {"doubted_lower", each.doubted_lower.value()},
                           {"doubted_upper", each.doubted_upper.value()},
                           {"hangs_on_doubts", each.hangs_on_doubts()}});
    Json doubted = Json::array();
    for (const auto& each : found.doubted)
        doubted.push_back({{"date", format_date(each.date)},
                           {"participant", scenario.at(each.participant).id},
                           {"doubts", doubts_json(each.doubts)}});
    return {{"awards", found.awards}, {"changed", changed}, {"doubted", doubted}};
}

std::string sensitivity_text(const Scenario& scenario, const Sensitivity& found) {
    std::string text;
    if (!found.changed.empty())
        text += fmt::format("{:>5}  {:<11} {:<24} {:>13} {:>13} {:>13} {:>13} {:>13}\n", "round",
                            "participant", "supply", "decided", "all lower", "all upper",
                            "doubted low", "doubted high");
    for (const SensitiveAward& each : found.changed)
        text +=
            fmt::format("{:>5}  {:<11} {:<24} {:>13} {:>13} {:>13} {:>13} {:>13}{}\n", each.round,
                        scenario.at(each.participant).id, scenario.at(each.supply).id,
                        grouped(each.decided.value()), grouped(each.all_lower.value()),
                        grouped(each.all_upper.value()), grouped(each.doubted_lower.value()),
                        grouped(each.doubted_upper.value()),
                        each.from ? "  of " + scenario.at(*each.from).id : std::string{});
    const auto count = [&](auto member) {
        return std::ranges::count_if(found.changed, [&](const SensitiveAward& each) {
            return each.decided > Doses{0} && std::invoke(member, each);
        });
    };
    const auto doubted = count(&SensitiveAward::hangs_on_doubts);
    return text + fmt::format(
                      "{} looked at: {} would be others at an end of the "
                      "intervals, {} {} on a doubted report\n",
                      found.awards == 1 ? "1 award by severity was"
                                        : grouped(found.awards) + " awards by severity were",
                      grouped(count(&SensitiveAward::hangs_on_deaths)), grouped(doubted),
                      doubted == 1 ? "hangs" : "hang");
}

}  // namespace

int severity_command(const SeverityOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const Scenario& scenario = loaded->scenario;
    const ReallocationSettings& settings = scenario.settings.reallocation;
    SeverityQuestion question{scenario.settings.end, settings.window_days, options.first,
                              settings.qualify, settings.order};
    if (!options.on.empty()) {
        const auto day = parse_date(options.on);
        if (!day)
            return report_error(
                {ErrorCode::wrong_input, fmt::format("\"{}\" is not a date", options.on), "--on",
                 "write year-month-day, such as 2021-09-01"},
                output);
        question.day = *day;
    }
    const std::vector<Severity> all = severity_of(scenario, question);
    if (output.json)
        print(severity_json(scenario, all).dump(2) + "\n");
    else if (!output.quiet)
        print(severity_text(scenario, all, options));
    return done;
}

int sensitivity_command(const SensitivityOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const auto found = sensitivity(loaded->scenario, options.round);
    if (!found) return report_error(found.error(), output);
    if (output.json)
        print(sensitivity_json(loaded->scenario, *found).dump(2) + "\n");
    else if (!output.quiet)
        print(sensitivity_text(loaded->scenario, *found));
    return done;
}

}  // namespace aliquot::cli
