// `aliquot evidence forecast`: what may come in the next months, and how often that was right.

#include "forecast.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/core/wide.hpp"
#include "aliquot/replay/replay.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

Json forecasts_json(const Scenario& scenario, const MonthlyDoses& known,
                    const std::vector<SupplyForecast>& all,
                    const std::vector<TotalForecast>& totals) {
    Json list = Json::array();
    for (const SupplyForecast& each : all)
        list.push_back(
            {{"participant", scenario.at(each.participant).id},
             {"channel", known.channels()[each.channel]},
             {"month", month_text(each.month)},
             {"months_ahead", each.ahead},
             {"doses", each.from == ComparedWith::nothing ? Json(nullptr) : range_json(each.range)},
             {"compared_with", compared_with_names.at(static_cast<std::size_t>(each.from))},
             {"compared", each.compared}});
    Json sums = Json::array();
    for (const TotalForecast& each : totals)
        sums.push_back({{"channel", each.channel},
                        {"month", month_text(each.month)},
                        {"months_ahead", each.ahead},
                        {"doses", range_json(each.range)}});
    return {{"forecasts", list}, {"all_participants", sums}};
}

std::string source_words(const SupplyForecast& each) {
    constexpr std::array<std::string_view, 4> words{"of late, of its channel", "of its channel",
                                                    "of all channels", ""};
    return fmt::format("{} months like it {}", grouped(static_cast<std::int64_t>(each.compared)),
                       words.at(static_cast<std::size_t>(each.from)));
}

std::string forecasts_text(const Scenario& scenario, const MonthlyDoses& known,
                           const std::vector<SupplyForecast>& all) {
    if (all.empty()) return "nothing had come by then: there is nothing to compare with\n";
    std::string text = fmt::format("{:<11} {:<14} {:<8} {:>13} {:>13} {:>13}  {}\n", "participant",
                                   "channel", "month", "lower", "middle", "upper", "taken from");
    std::int64_t unknown = 0;
    std::int64_t zero = 0;
    for (const SupplyForecast& each : all) {
        if (each.from == ComparedWith::nothing) {
            ++unknown;
            continue;
        }
        if (each.range.upper() == Doses{0}) {
            ++zero;
            continue;
        }
        text += fmt::format("{:<11} {:<14} {:<8} {}  {}\n", scenario.at(each.participant).id,
                            known.channels()[each.channel], month_text(each.month),
                            range_cells(each.range), source_words(each));
    }
    if (zero > 0)
        text += fmt::format("not shown: {} ranges from nothing to nothing\n", grouped(zero));
    if (unknown > 0)
        text += fmt::format("{} ranges cannot be given: fewer than ten earlier months to compare\n",
                            grouped(unknown));
    return text;
}

std::string totals_text(const std::vector<TotalForecast>& totals) {
    if (totals.empty()) return {};
    std::string text = fmt::format("\n{:<26} {:<8} {:>13} {:>13} {:>13}\n", "all together", "month",
                                   "lower", "middle", "upper");
    for (const TotalForecast& each : totals)
        text += fmt::format("{:<26} {:<8} {}\n", each.channel, month_text(each.month),
                            range_cells(each.range));
    return text;
}

int measure(const Scenario& scenario, const MonthlyDoses& known, int months, const Output& output) {
    const std::vector<HeldOut> rows = held_out(scenario, known, months);
    const std::vector<HeldOut> totals = held_out_totals(known, months);
    if (output.json)
        print(
            Json{{"participants", measured_json(rows)}, {"all_participants", measured_json(totals)}}
                .dump(2) +
            "\n");
    else if (!output.quiet)
        print(measured_text(rows, "each participant") + "\n" +
              measured_text(totals, "all together"));
    return done;
}

}  // namespace

Result<KnownArrivals> known_arrivals(const Scenario& scenario, const std::string& written) {
    const auto day = written.empty() ? scenario.settings.end : parse_date(written);
    if (!day)
        return tl::unexpected(Error{ErrorCode::wrong_input,
                                    fmt::format("\"{}\" is not a date", written), "--on",
                                    "write year-month-day, such as 2021-09-01"});
    // Months without a row are months in which nothing came: after the end that would be made up.
    if (*day > scenario.settings.end)
        return tl::unexpected(Error{
            ErrorCode::wrong_input, fmt::format("{} is after the scenario's end", written), "--on",
            fmt::format("choose a day up to {}", format_date(scenario.settings.end))});
    if (!scenario.recorded.empty())
        return KnownArrivals{*day, recorded_arrivals(scenario), "what is on record"};
    ReplayOptions until;
    until.until = *day;
    const auto replayed = replay(scenario, until);
    if (!replayed) return tl::unexpected(replayed.error());
    return KnownArrivals{*day, arrivals_of(scenario, replayed->run),
                         fmt::format("as the rule {} shares", scenario.settings.rule.name)};
}

Result<std::optional<ParticipantIndex>> participant_of(const Scenario& scenario,
                                                       const std::string& id) {
    if (id.empty()) return std::nullopt;
    std::vector<std::string> ids;
    for (std::size_t p = 0; p < scenario.participants.size(); ++p) {
        if (scenario.participants[p].id == id) return ParticipantIndex{p};
        ids.push_back(scenario.participants[p].id);
    }
    const std::string nearest = nearest_word(id, ids);
    return tl::unexpected(Error{ErrorCode::not_found,
                                fmt::format("there is no participant \"{}\"", id), "--participant",
                                nearest.empty() ? "participants.csv names them"
                                                : fmt::format("did you mean \"{}\"?", nearest)});
}

std::string month_text(Month month) {
    return fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()});
}

Json range_json(const DosesRange& range) {
    return {{"lower", range.lower().value()},
            {"lower_half", range.lower_half().value()},
            {"middle", range.middle().value()},
            {"upper_half", range.upper_half().value()},
            {"upper", range.upper().value()}};
}

std::string range_cells(const DosesRange& range) {
    return fmt::format("{:>13} {:>13} {:>13}", grouped(range.lower().value()),
                       grouped(range.middle().value()), grouped(range.upper().value()));
}

std::string percent(std::int64_t part, std::int64_t whole, int decimals) {
    if (whole == 0) return "-";
    // Rounded to the nearest in whole numbers, a half upwards.
    const std::int64_t ten = decimals == 0 ? 1 : 10;
    const auto parts =
        static_cast<std::int64_t>((Wide{part} * 200 * ten + whole) / (Wide{whole} * 2));
    return decimals == 0 ? fmt::format("{}%", parts)
                         : fmt::format("{}.{}%", parts / 10, parts % 10);
}

Json measured_json(const std::vector<HeldOut>& rows) {
    Json list = Json::array();
    for (const HeldOut& each : rows)
        list.push_back({{"channel", each.channel},
                        {"months_ahead", each.ahead},
                        {"asked", each.asked},
                        {"held_80", each.held},
                        {"held_50", each.half_held},
                        {"asked_with_doses", each.doses_asked},
                        {"held_80_with_doses", each.doses_held},
                        {"width_doses", each.width},
                        {"people", each.people},
                        {"unknown", each.unknown}});
    return list;
}

std::string measured_text(const std::vector<HeldOut>& rows, const std::string& title) {
    std::string text = fmt::format(
        "{:<16} {:>6} {:>7} {:>7} {:>8} {:>8} {:>11} {:>8} {:>15} {:>8}\n", title, "ahead", "asked",
        "held", "of 80 %", "of 50 %", "with doses", "of 80 %", "mean width", "unknown");
    for (const HeldOut& each : rows) {
        const std::string width =
            each.asked == 0 ? "-"
            : each.people > 0
                ? fmt::format("{:.1f} per 100", static_cast<double>(each.width) * 100 /
                                                    static_cast<double>(each.people))
                : grouped(each.width / each.asked);
        text += fmt::format("{:<16} {:>6} {:>7} {:>7} {:>8} {:>8} {:>11} {:>8} {:>15} {:>8}\n",
                            each.channel, each.ahead, grouped(each.asked), grouped(each.held),
                            percent(each.held, each.asked), percent(each.half_held, each.asked),
                            grouped(each.doses_asked), percent(each.doses_held, each.doses_asked),
                            width, grouped(each.unknown));
    }
    return text;
}

int forecast_command(const ForecastOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const Scenario& scenario = loaded->scenario;
    const auto participant = participant_of(scenario, options.participant);
    if (!participant) return report_error(participant.error(), output);
    const auto arrivals = known_arrivals(scenario, options.on);
    if (!arrivals) return report_error(arrivals.error(), output);
    const MonthlyDoses known{scenario, arrivals->all, arrivals->day};
    if (options.measure) return measure(scenario, known, options.months, output);
    std::vector<SupplyForecast> all = supply_forecasts(scenario, known, options.months);
    std::vector<TotalForecast> totals;
    if (*participant)
        std::erase_if(
            all, [&](const SupplyForecast& each) { return each.participant != **participant; });
    else
        totals = total_forecasts(known, options.months);
    if (output.json)
        print(forecasts_json(scenario, known, all, totals).dump(2) + "\n");
    else if (!output.quiet)
        print(fmt::format("known on {}: months up to {}; from the facility: {}\n",
                          format_date(arrivals->day), month_text(last_whole_month(arrivals->day)),
                          arrivals->facility) +
              forecasts_text(scenario, known, all) + totals_text(totals));
    return done;
}

}  // namespace aliquot::cli
