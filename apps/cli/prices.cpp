// A table of prices for each round, and who would gain and lose.
#include "prices.hpp"

#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/io/explanation_words.hpp"
#include "aliquot/io/run/explanation_json.hpp"

namespace aliquot::cli {

namespace {

std::string change_of(Courses before, Courses after) {
    return after < before ? "-" + grouped((before - after).value())
                          : "+" + grouped((after - before).value());
}

std::string prices_text(const Scenario& scenario, const Decision& decision) {
    const std::vector<Price>& prices = decision.prices;
    std::string text = fmt::format("Round {}, {}, rule {}\n", decision.round,
                                   long_date(decision.date), decision.rule);
    if (prices.empty()) return text + "  no gate or earmark closed anything\n\n";
    const RoundFigures& now = prices.front().before;
    text += fmt::format(
        "  as decided: {} courses shared, lowest coverage {:.2f} % ({}), Gini {:.4f}\n\n",
        grouped(now.shared.value()), 100 * now.lowest, scenario.at(now.lowest_participant).id,
        now.gini);
    std::vector<std::vector<std::string>> rows{
        {"solved again", "pairs", "courses", "lowest", "", "Gini"}};
    for (const Price& each : prices)
        rows.push_back({each.change, grouped(static_cast<std::int64_t>(each.pairs)),
                        change_of(each.before.shared, each.after.shared),
                        fmt::format("{:.2f} %", 100 * each.after.lowest),
                        scenario.at(each.after.lowest_participant).id,
                        fmt::format("{:.4f}", each.after.gini)});
    text += aligned_table(rows) + "\n";
    for (const Price& each : prices) {
        if (each.gainers.empty() && each.givers.empty()) {
            text += fmt::format("{}: nobody's award changes\n", each.change);
            continue;
        }
        text += each.change;
        if (!each.gainers.empty()) text += "; gaining: " + shifts_text(scenario, each.gainers, 3);
        if (!each.givers.empty()) text += "; losing: " + shifts_text(scenario, each.givers, 3);
        text += "\n";
    }
    return text + "\n";
}

}  // namespace

int explain_prices(const Rerun& again, std::optional<int> round, const Output& output) {
    const Scenario& scenario = again.loaded.scenario;
    std::string text;
    nlohmann::ordered_json rounds = nlohmann::ordered_json::array();
    for (const Decision& decision : again.run.decisions) {
        if (round && decision.round != *round) continue;
        text += prices_text(scenario, decision);
        rounds.push_back({{"round", decision.round}, {"prices", prices_json(scenario, decision)}});
    }
    print(output.json ? nlohmann::ordered_json{{"rounds", rounds}}.dump(2) + "\n" : text);
    return done;
}

}  // namespace aliquot::cli
