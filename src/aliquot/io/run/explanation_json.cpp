// Members are described in docs/reference/reasons.md.
#include "aliquot/io/run/explanation_json.hpp"

#include <fmt/core.h>

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

Json ids(const Scenario& scenario, const std::vector<ParticipantIndex>& participants) {
    Json list = Json::array();
    for (const ParticipantIndex each : participants) list.push_back(scenario.at(each).id);
    return list;
}

Json shifts(const Scenario& scenario, const std::vector<Shift>& moved) {
    Json list = Json::array();
    for (const Shift& each : moved)
        list.push_back({{"participant", scenario.at(each.participant).id},
                        {"courses_before", each.before.value()},
                        {"courses_after", each.after.value()}});
    return list;
}

Json figures(const Scenario& scenario, const RoundFigures& of) {
    return {{"courses_shared", of.shared.value()},
            {"lowest_coverage", fmt::format("{:.6f}", of.lowest)},
            {"lowest_participant", scenario.at(of.lowest_participant).id},
            {"gini", fmt::format("{:.6f}", of.gini)}};
}

std::string decimal(std::int64_t millionths) {
    return fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000);
}

}  // namespace

Json explanation_json(const Scenario& scenario, const Explanation& why) {
    Json json{{"reason", binding_reason_names.at(static_cast<std::size_t>(why.reason))},
              {"limit", nullptr},
              {"limit_courses", nullptr},
              {"block", nullptr}};
    if (why.limit) {
        json["limit"] = own_limit_names.at(static_cast<std::size_t>(*why.limit));
        json["limit_courses"] = why.limit_courses.value();
    }
    if (why.block) json["block"] = *why.block + 1;
    if (why.by_lots && why.rates.empty()) json["smallest_step_courses"] = why.smallest_step.value();
    if (!why.rates.empty()) {
        json["rates"] = Json::array();
        for (const ProductRate& each : why.rates)
            json["rates"].push_back({{"product", scenario.at(each.product).id},
                                     {"rate_doses", each.rate_doses},
                                     {"rate_people", each.rate_people},
                                     {"had_doses", each.had.value()},
                                     {"lot_doses", each.lot.value()},
                                     {"smallest_doses", each.smallest.value()},
                                     {"given_doses", each.given.value()}});
    }
    json["lines"] = Json::object();
    for (const LineStanding& each : why.lines)
        json["lines"][scenario.at(each.line).id] =
            each.gate ? name_of(*each.gate)
                      : line_state_names.at(static_cast<std::size_t>(each.state));
    return json;
}

Json block_json(const Scenario& scenario, const SupplyBlock& block, std::size_t number) {
    Json lines = Json::array();
    for (const SupplyIndex line : block.lines) lines.push_back(scenario.at(line).id);
    Json json{{"block", number},
              {"lines", lines},
              {"supply_courses", block.supply.value()},
              {"capped_courses", block.capped.value()},
              {"capped", ids(scenario, block.stopped)},
              {"held_courses", block.held.value()},
              {"weight", block.weight.value()},
              {"sharing", ids(scenario, block.sharing)},
              {"level", nullptr},
              {"last_course", nullptr}};
    if (const auto level = block.level_millionths()) json["level"] = decimal(*level);
    if (block.last)
        json["last_course"] = {{"participant", scenario.at(*block.last).id},
                               {"covered", block.last_covered.value()},
                               {"weight", block.last_weight.value()}};
    return json;
}

Json blocks_json(const Scenario& scenario, const Decision& decision) {
    Json list = Json::array();
    for (std::size_t k = 0; k < decision.blocks.size(); ++k)
        list.push_back(block_json(scenario, decision.blocks[k], k + 1));
    return list;
}

Json guarantees_json(const Decision& decision) {
    Json list = Json::array();
    for (const Guarantee& each : decision.guarantees)
        list.push_back({{"code", each.code}, {"holds", each.holds}, {"because", each.because}});
    return list;
}

Json counterfactual_json(const Scenario& scenario, const Counterfactual& each) {
    return {{"code", each.code},
            {"change", each.change},
            {"doses_before", each.doses_before.value()},
            {"doses_after", each.doses_after.value()},
            {"courses_before", each.courses_before.value()},
            {"courses_after", each.courses_after.value()},
            {"exact_courses_before", each.exact_before.value()},
            {"exact_courses_after", each.exact_after.value()},
            {"given_up_by", shifts(scenario, each.givers)},
            {"also_gaining", shifts(scenario, each.gainers)}};
}

Json prices_json(const Scenario& scenario, const Decision& decision) {
    Json list = Json::array();
    for (const Price& price : decision.prices)
        list.push_back({{"code", price.code},
                        {"change", price.change},
                        {"supply", price.line ? scenario.at(*price.line).id : ""},
                        {"pairs_closed", price.pairs},
                        {"before", figures(scenario, price.before)},
                        {"after", figures(scenario, price.after)},
                        {"gaining", shifts(scenario, price.gainers)},
                        {"losing", shifts(scenario, price.givers)}});
    return list;
}

}  // namespace aliquot
