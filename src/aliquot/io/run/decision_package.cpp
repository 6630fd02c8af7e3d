// The package is hashed, so it holds only whole numbers and text: shares and coverage are decimal
// text, and no two programs can disagree about how a number is written.
#include "aliquot/io/run/decision_package.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/hash.hpp"
#include "aliquot/io/run/explanation_json.hpp"
#include "aliquot/io/run/row_order.hpp"
#include "aliquot/io/run/spread_figures.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

Json rule_settings(const Scenario& scenario, const Decision& decision) {
    const RuleSettings& rule = scenario.settings.rule;
    Json json{{"name", decision.rule},
              {"counts", rule.counts == HeldCounts::all_sources ? "all_sources" : "facility_only"},
              {"measure", rule.measure == EvenedOut::courses ? "courses" : "doses"},
              {"ceiling", rule.ceiling.text()},
              {"tie", rule.tie == TieBreak::id ? "id" : "lottery"},
              {"seed", scenario.settings.seed},
              {"threshold", rule.threshold.text()},
              {"rate_doses_per_head", nullptr},
              {"rate_by_product", Json::object()}};
    if (rule.rate_doses_per_head) json["rate_doses_per_head"] = rule.rate_doses_per_head->text();
    for (const auto& [product, rate] : rule.rate_by_product)
        json["rate_by_product"][scenario.at(product).id] = rate.text();
    if (decision.rule == "proportional") json["pooled"] = rule.pooled;
    if (decision.rule == "severity_weighted") {
        const SeveritySettings& severity = rule.severity;
        json["robust"] = robust_names.at(static_cast<std::size_t>(severity.robust));
        json["severity_strength"] = severity.strength.text();
        json["severity_reference"] = severity.reference.text();
        json["severity_window_days"] =
            severity.window_days.value_or(scenario.settings.reallocation.window_days);
        json["severity_under_reporting"] = severity.under_reporting.text();
    }
    if (decision.rule == "most_deaths_averted") {
        json["floor"] = rule.lives.floor.text();
        json["lives_days"] = rule.lives.days;
        json["lives_foresight"] =
            foresight_names.at(static_cast<std::size_t>(rule.lives.foresight));
        json["lives_r0"] = rule.lives.r0.text();
    }
    return json;
}

Json parameters(const Scenario& scenario, const Decision& decision) {
    const Settings& settings = scenario.settings;
    const auto rounding = [&] {
        switch (settings.lots.rounding) {
            case Rounding::adams:
                return "adams";
            case Rounding::webster:
                return "webster";
            case Rounding::jefferson:
                return "jefferson";
        }
        return "";
    }();
    Json off = Json::array();
    for (const ExclusionCode code : settings.gates.off) off.push_back(name_of(code));
    return {{"horizon_days", settings.horizon_days},
            {"rule", rule_settings(scenario, decision)},
            {"buffer_share", settings.buffer.text()},
            {"gates",
             {{"shelf_life_on_arrival_days", settings.gates.shelf_life_on_arrival_days},
              {"offer_deadline_days", settings.gates.offer_deadline_days},
              {"answer_days", settings.gates.answer_days},
              {"required_steps", settings.gates.required_steps},
              {"off", off}}},
            {"transit_days", settings.delivery.transit_days},
            {"lots",
             {{"respect", settings.lots.respect},
              {"rounding", rounding},
              {"polish", settings.lots.polish == Polish::mip ? "mip" : "none"}}}};
}

std::string date_or_empty(std::optional<Date> date) {
    return date ? format_date(*date) : "";
}

// When the line becomes available, as it was known on the day of the round.
Date known_available(const Scenario& scenario, SupplyIndex line, Date day) {
    Date available = scenario.at(line).available;
    Date learned = Date::min();
    for (const Delay& each : scenario.delays) {
        if (each.supply != line || each.announced > day || each.announced < learned) continue;
        learned = each.announced;
        available = each.available;
    }
    return available;
}

Json supply_lines(const Scenario& scenario, const Decision& decision) {
    ALIQUOT_CHECK(decision.line_doses.size() == decision.lines.size());
    ALIQUOT_CHECK(decision.line_left.size() == decision.lines.size());
    Json list = Json::array();
    for (std::size_t i = 0; i < decision.lines.size(); ++i) {
        const SupplyLine& line = scenario.at(decision.lines[i]);
        const Product& product = scenario.at(line.product);
        Json earmark = Json::array();
        for (const ParticipantIndex each : line.earmark) earmark.push_back(scenario.at(each).id);
        list.push_back({{"supply", line.id},
                        {"product", product.id},
                        {"doses_shared", decision.line_doses[i].value()},
                        {"doses_left", decision.line_left[i].value()},
                        {"available",
                         format_date(known_available(scenario, decision.lines[i], decision.date))},
                        {"expires", date_or_empty(line.expires)},
                        {"kind", supply_kind_names.at(static_cast<std::size_t>(line.kind))},
                        {"donor", line.donor},
                        {"earmark", earmark},
                        {"doses_per_course", product.doses_per_course.value()},
                        {"lot_doses", product.lot.value()},
                        {"minimum_shipment_doses", product.minimum_shipment.value()}});
    }
    return list;
}

Json severity(const ClaimOutcome::Severity& each) {
    Json json{{"deaths_known", each.known}};
    for (std::size_t end = 0; end < robust_names.size(); ++end)
        json[std::string{robust_names.at(end)}] = {
            {"factor",
             fmt::format("{}.{:03}", each.factor.at(end) / 1000, each.factor.at(end) % 1000)},
            {"courses", each.courses.at(end).value()}};
    json["unreported_deaths_by"] = each.basis;
    if (!each.doubts.empty()) json["doubts"] = each.doubts;
    return json;
}

// Deaths with three decimals; of a course, by a million like it.
Json lives(const LivesOutcome& each) {
    const auto deaths = [](std::int64_t billionths) {
        const std::int64_t thousandths = billionths / 1'000'000;
        return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
    };
    return {{"epidemic_known", each.known},
            {"equal_share_courses", each.equal_share.value()},
            {"floor_courses", each.floor.value()},
            {"deaths_averted_exact", deaths(each.averted_exact)},
            {"deaths_averted", deaths(each.averted)},
            {"deaths_averted_by_equal_share", deaths(each.averted_by_equal_share)},
            {"next_million_courses_avert",
             fmt::format("{}.{:03}", each.next / 1000, each.next % 1000)}};
}

Json claims(const Scenario& scenario, const Decision& decision) {
    Json list = Json::array();
    for (const ClaimOutcome& each : sorted_by(decision.claims, &ClaimOutcome::participant)) {
        Json open_lines = Json::array();
        for (const SupplyIndex line : each.open_lines) open_lines.push_back(scenario.at(line).id);
        Json level = nullptr;
        if (each.level_millionths)
            level = fmt::format("{}.{:06}", *each.level_millionths / 1'000'000,
                                *each.level_millionths % 1'000'000);
        list.push_back({{"participant", scenario.at(each.participant).id},
                        {"held_courses", each.held.value()},
                        {"room_courses", each.room.value()},
                        {"room_reason", each.room_reason},
                        {"exact_courses", each.exact.value()},
                        {"awarded_courses", each.awarded.value()},
                        {"bound", each.bound},
                        {"open_lines", open_lines},
                        {"level", level},
                        {"weight", each.weight.value()},
                        {"explanation", explanation_json(scenario, each.explanation)}});
        if (each.completing) list.back()["completing_courses"] = each.completing->value();
        if (each.carried_over) list.back()["carried_over_courses"] = each.carried_over->value();
        if (each.severity) list.back()["severity"] = severity(*each.severity);
        if (each.lives) list.back()["lives"] = lives(*each.lives);
    }
    return list;
}

// Who would be awarded something else at another end of the interval of deaths.
Json depends_on_severity(const Scenario& scenario, const Decision& decision) {
    Json list = Json::array();
    for (const ClaimOutcome& each : sorted_by(decision.claims, &ClaimOutcome::participant))
        if (each.severity && each.severity->depends())
            list.push_back(scenario.at(each.participant).id);
    return list;
}

Json awards(const Scenario& scenario, const Decision& decision) {
    Json list = Json::array();
    for (const Award& each : sorted_awards(decision.awards))
        list.push_back({{"participant", scenario.at(each.participant).id},
                        {"supply", scenario.at(each.supply).id},
                        {"doses", each.doses.value()},
                        {"source", award_source_names.at(static_cast<std::size_t>(each.source))}});
    return list;
}

Json exclusions(const Scenario& scenario, const Run& run, const Decision& decision) {
    Json list = Json::array();
    for (const Exclusion& each : sorted_exclusions(run.exclusions)) {
        if (each.round != decision.round) continue;
        list.push_back({{"participant", scenario.at(each.participant).id},
                        {"product", each.product ? scenario.at(*each.product).id : ""},
                        {"supply", each.supply ? scenario.at(*each.supply).id : ""},
                        {"code", name_of(each.code)},
                        {"detail", each.detail},
                        {"would_change_it", each.would_change_it}});
    }
    return list;
}

Json spread(const Scenario& scenario, std::span<const CoverageRow> day, Measure measure) {
    const SpreadFigures figures = spread_figures(scenario, day, measure);
    const auto text = [&](double value) {
        return measure == Measure::coverage ? fmt::format("{:.6f}", value)
                                            : fmt::format("{:.4f}", value);
    };
    return {{"lowest", text(figures.lowest)},
            {"lowest_participant", figures.lowest_participant},
            {"median", text(figures.median)},
            {"highest", text(figures.highest)},
            {"highest_participant", figures.highest_participant},
            {"gini", fmt::format("{:.6f}", figures.gini)}};
}

Json statistics_of(const Scenario& scenario, std::span<const CoverageRow> day) {
    return {{"coverage", spread(scenario, day, Measure::coverage)},
            {"doses_per_100", spread(scenario, day, Measure::doses_per_100)}};
}

Json statistics(const Scenario& scenario, const Run& run, const Decision& decision) {
    std::vector<CoverageRow> day;
    for (const CoverageRow& each : run.coverage)
        if (each.date == decision.date) day.push_back(each);
    Json json{{"before", nullptr}, {"if_all_arrives", nullptr}};
    if (day.empty()) return json;  // the replay ended before this day's figures
    json["before"] = statistics_of(scenario, day);
    for (CoverageRow& row : day) {
        for (const Award& award : decision.awards) {
            if (award.participant != row.participant) continue;
            row.facility += award.doses;
            row.delivered += award.doses;
            row.held +=
                whole_courses(award.doses, scenario.product_of(award.supply).doses_per_course);
        }
    }
    json["if_all_arrives"] = statistics_of(scenario, day);
    return json;
}

Json largest_shortfall(const Scenario& scenario, const Decision& decision) {
    const auto& who = decision.largest_shortfall_participant;
    return {{"courses", decision.largest_shortfall.value()},
            {"participant", who ? scenario.at(*who).id : ""}};
}

// A part of a whole as decimal text, cut to six decimals.
std::string part_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "0.000000";
    const auto millionths = static_cast<std::int64_t>(Wide{part} * 1'000'000 / whole);
    return fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000);
}

Json lots_spread(const Scenario& scenario, const Decision& decision,
                 const LotsOutcome::Spread& spread) {
    const ClaimOutcome& lowest = decision.claims.at(spread.lowest_claim);
    return {{"lowest", part_of(spread.lowest_held.value(), spread.lowest_weight.value())},
            {"lowest_participant", scenario.at(lowest.participant).id},
            {"gini", part_of(spread.gini_millionths, 1'000'000)}};
}

// What lots, minimum shipments and product limits made of the exact answer; null where the rule
// does not even out.
Json lots_outcome(const Scenario& scenario, const Decision& decision) {
    if (!decision.lots || decision.claims.empty()) return nullptr;
    const LotsOutcome& lots = *decision.lots;
    const auto change = [&](const std::optional<LotsOutcome::Change>& each) -> Json {
        if (!each) return nullptr;
        return {{"participant", scenario.at(decision.claims.at(each->claim).participant).id},
                {"courses", each->courses.value()}};
    };
    return {{"gap_courses", lots.gap.value()},
            {"gap_of_courses", lots.gap_of.value()},
            {"gap_people", lots.gap_weight.value()},
            {"gap_people_share", part_of(lots.gap_weight.value(), lots.weight.value())},
            {"bound_courses", lots.bound().value()},
            {"exact", lots_spread(scenario, decision, lots.exact)},
            {"in_lots", lots_spread(scenario, decision, lots.in_lots)},
            {"gained_most", change(lots.gained_most)},
            {"lost_most", change(lots.lost_most)},
            {"polished_by", lots.polished_by},
            {"notice", lots.notice}};
}

// Members sorted, no spaces: with only text, whole numbers and truth values this is RFC 8785.
std::string canonical(const Json& package) {
    return nlohmann::json(package).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string decision_package_json(const Scenario& scenario, const Run& run,
                                  const Decision& decision) {
    const Certificate& certificate = decision.certificate;
    Json package{{"format", "aliquot-decision/1"},
                 {"scenario", scenario.settings.title},
                 {"inputs_sha256", scenario.inputs_sha256},
                 {"round", decision.round},
                 {"date", format_date(decision.date)},
                 {"rule", decision.rule},
                 {"parameters", parameters(scenario, decision)},
                 {"supply_lines", supply_lines(scenario, decision)},
                 {"claims", claims(scenario, decision)},
                 {"blocks", blocks_json(scenario, decision)},
                 {"awards", awards(scenario, decision)},
                 {"exclusions", exclusions(scenario, run, decision)},
                 {"certificate",
                  {{"rule", certificate.rule},
                   {"statements", certificate.statements},
                   {"verified", certificate.verified},
                   {"violations", certificate.violations}}},
                 {"guarantees", guarantees_json(decision)},
                 {"statistics", statistics(scenario, run, decision)},
                 {"largest_shortfall", largest_shortfall(scenario, decision)},
                 {"lots", lots_outcome(scenario, decision)}};
    if (decision.rule == "severity_weighted")
        package["depends_on_severity"] = depends_on_severity(scenario, decision);
    if (!decision.notices.empty()) package["notices"] = decision.notices;
    if (!decision.prices.empty()) package["prices"] = prices_json(scenario, decision);
    package["sha256"] = sha256_hex(canonical(package));
    return package.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace aliquot
