// `aliquot evidence slippage`: how late announced doses came, and what is still to come of them.
#include "aliquot/evidence/slippage.hpp"

#include <algorithm>

#include "forecast.hpp"
#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

Json rows_json(const std::vector<SlippageRow>& rows) {
    Json list = Json::array();
    for (const SlippageRow& row : rows) {
        Json after = Json::array();
        for (const SlippageRow::After& each : row.after)
            after.push_back({{"announcements", each.announcements},
                             {"announced", each.announced},
                             {"came", each.came},
                             {"pooled", each.is_pooled}});
        list.push_back({{"supplier", row.supplier},
                        {"product", row.product},
                        {"announcements", row.announcements},
                        {"announced", row.announced},
                        {"months_after_due", after}});
    }
    return list;
}

Json overdue_json(const Scenario& scenario, const std::vector<Announced>& announced,
                  const std::vector<OverdueForecast>& overdue) {
    Json list = Json::array();
    for (const OverdueForecast& each : overdue) {
        const Forecast& plan = scenario.forecasts[announced[each.announced].forecast];
        list.push_back({{"participant", scenario.at(plan.participant).id},
                        {"product", plan.product},
                        {"supplier", plan.supplier},
                        {"announced", format_date(plan.announced)},
                        {"due", format_date(*plan.due)},
                        {"doses", plan.doses.value()},
                        {"still_to_come", each.open},
                        {"months_ahead", each.ahead},
                        {"comes", each.compared == 0 ? Json(nullptr) : range_json(each.range)},
                        {"compared", each.compared}});
    }
    return list;
}

std::string rows_text(const std::vector<SlippageRow>& rows) {
    if (rows.empty()) return "nothing was announced with a due date by then\n";
    std::string text =
        "of announced doses, come by the end of the month they were due in, and so "
        "many months later:\n";
    text += fmt::format("{:<26} {:<11} {:>5} {:>12}", "supplier", "product", "times", "announced");
    for (std::size_t after = 0; after < rows.front().after.size(); ++after)
        text += fmt::format(" {:>6}", after == 0 ? "due" : "+" + std::to_string(after));
    text += "\n";
    bool is_pooled = false;
    for (const SlippageRow& row : rows) {
        text += fmt::format("{:<26} {:<11} {:>5} {:>12}",
                            row.supplier.empty() && row.product.empty() ? "all" : row.supplier,
                            row.product, row.announcements, grouped(row.announced));
        for (const SlippageRow::After& each : row.after) {
            // Of all suppliers, too few still say nothing.
            const bool enough = each.announcements >= fewest_for_a_supplier;
            const bool mark = each.is_pooled && enough;
            is_pooled = is_pooled || mark;
            text += fmt::format(
                " {:>6}", enough ? percent(each.came, each.announced, 0) + (mark ? "*" : "") : "-");
        }
        text += "\n";
    }
    if (is_pooled)
        text += "* of all suppliers: it has fewer than five that have been due so long\n";
    return text;
}

std::string overdue_text(const Scenario& scenario, const std::vector<Announced>& announced,
                         const std::vector<OverdueForecast>& overdue, int months) {
    if (overdue.empty()) return {};
    std::string text = fmt::format(
        "\n{:<11} {:<11} {:<10} {:>12} {:>13}   {}\n", "participant", "product", "due", "announced",
        "still to come", fmt::format("of it within {} months: lower, middle, upper", months));
    for (const OverdueForecast& each : overdue) {
        if (each.ahead != months) continue;
        const Forecast& plan = scenario.forecasts[announced[each.announced].forecast];
        text += fmt::format("{:<11} {:<11} {:<10} {:>12} {:>13}   {}\n",
                            scenario.at(plan.participant).id, plan.product, format_date(*plan.due),
                            grouped(plan.doses.value()), grouped(each.open),
                            each.compared == 0 ? "nobody can say: too few to compare with"
                                               : range_cells(each.range));
    }
    return text;
}

}  // namespace

int slippage_command(const ForecastOptions& options, const Output& output) {
    const auto loaded = load_scenario(options.scenario);
    if (!loaded) return report_errors(loaded.error(), output);
    const Scenario& scenario = loaded->scenario;
    const auto participant = participant_of(scenario, options.participant);
    if (!participant) return report_error(participant.error(), output);
    const auto arrivals = known_arrivals(scenario, options.on);
    if (!arrivals) return report_error(arrivals.error(), output);
    if (options.measure) {
        const auto rows = held_out_overdue(scenario, arrivals->all, arrivals->day, options.months);
        if (output.json)
            print(measured_json(rows).dump(2) + "\n");
        else if (!output.quiet)
            print(measured_text(rows, "announced and"));
        return done;
    }
    const auto announced = announced_on(scenario, arrivals->all, arrivals->day);
    const auto rows = slippage_on(scenario, announced, arrivals->day);
    auto overdue = overdue_on(scenario, announced, arrivals->day, options.months);
    if (*participant)
        std::erase_if(overdue, [&](const OverdueForecast& each) {
            return scenario.forecasts[announced[each.announced].forecast].participant !=
                   **participant;
        });
    if (output.json)
        print(Json{{"slippage", rows_json(rows)},
                   {"overdue", overdue_json(scenario, announced, overdue)}}
                  .dump(2) +
              "\n");
    else if (!output.quiet)
        print(rows_text(rows) + overdue_text(scenario, announced, overdue, options.months));
    return done;
}

}  // namespace aliquot::cli
