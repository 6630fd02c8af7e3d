// The fields of the contract in its order, then the rest of the account.
#include "aliquot/io/run/summary.hpp"

#include <numeric>

#include <nlohmann/json.hpp>

#include "aliquot/io/run/balances.hpp"
#include "aliquot/io/run/spread_figures.hpp"

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

Json spread(const Scenario& scenario, const Run& run, Measure measure) {
    const SpreadFigures figures = spread_figures(scenario, last_day(run), measure);
    return {{"lowest", figures.lowest},
            {"lowest_participant", figures.lowest_participant},
            {"median", figures.median},
            {"highest", figures.highest},
            {"highest_participant", figures.highest_participant},
            {"gini", figures.gini}};
}

void add_leading_totals(Json& summary, const Totals& totals) {
    summary["supply_doses"] = totals.supply.value();
    summary["awarded_doses"] = totals.awarded.value();
    summary["accepted_doses"] = totals.accepted.value();
    summary["declined_doses"] = totals.declined.value();
    summary["lapsed_doses"] = totals.lapsed.value();
    summary["reallocated_doses"] = totals.reallocated.value();
    summary["delivered_doses"] = totals.delivered.value();
    summary["expired_doses"] = totals.expired.value();
    summary["unallocated_doses"] = totals.unallocated.value();
    summary["buffer_doses"] = totals.buffer.value();
}

void add_closing_totals(Json& summary, const Totals& totals) {
    summary["returned_doses"] = totals.returned.value();
    summary["deferred_doses"] = totals.deferred.value();
    summary["open_offers_doses"] = totals.open_offers.value();
    summary["awaiting_dispatch_doses"] = totals.awaiting_dispatch.value();
    summary["in_transit_doses"] = totals.in_transit.value();
    summary["in_custody_doses"] = totals.in_custody.value();
}

Json certificates(const Run& run) {
    Json list = Json::array();
    for (const Decision& each : run.decisions)
        list.push_back({{"round", each.round},
                        {"rule", each.certificate.rule},
                        {"verified", each.certificate.verified},
                        {"violations", each.certificate.violations}});
    return list;
}

// What the accounts hold at the end, added up from the transfers.
Json balance(const KindBalances& held) {
    Json accounts = Json::object();
    std::int64_t sum = 0;
    for (std::size_t kind = 0; kind < held.size(); ++kind) {
        if (kind == static_cast<std::size_t>(AccountKind::supply)) continue;
        accounts[std::string{account_kind_names.at(kind)}] = held.at(kind);
        sum += held.at(kind);
    }
    accounts["sum"] = sum;
    return accounts;
}

Json exclusions(const Run& run) {
    std::array<std::int64_t, exclusion_code_names.size()> counts{};
    for (const Exclusion& each : run.exclusions) ++counts.at(static_cast<std::size_t>(each.code));
    Json by_code = Json::object();
    for (std::size_t code = 0; code < counts.size(); ++code)
        if (counts.at(code) > 0)
            by_code[std::string{exclusion_code_names.at(code)}] = counts.at(code);
    return by_code;
}

}  // namespace

std::string summary_json(const Scenario& scenario, const Run& run,
                         std::span<const std::string> overrides) {
    const Balances balances = balances_of(run.transfers);
    Json summary = Json::object();
    summary["format"] = run_format;
    summary["scenario"] = scenario.settings.title;
    summary["rule"] = run.rule;
    summary["inputs_sha256"] = scenario.inputs_sha256;
    summary["rounds"] = run.decisions.size();
    add_leading_totals(summary, run.totals);
    summary["coverage"] = spread(scenario, run, Measure::coverage);
    summary["doses_per_100"] = spread(scenario, run, Measure::doses_per_100);
    summary["conserved"] = conserved(scenario, run, balances);
    summary["certificates"] = certificates(run);
    add_closing_totals(summary, run.totals);
    summary["balance"] = balance(by_kind(balances));
    summary["notices"] = run.notices;
    summary["overrides"] = std::vector<std::string>(overrides.begin(), overrides.end());
    summary["until"] = format_date(run.until);
    summary["exclusions"] = exclusions(run);
    // An override comes from a command line and may hold bytes that are not UTF-8.
    return summary.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace aliquot
