// One function a table: sort by key, write the columns of the contract in its order.
#include "aliquot/io/run/tables.hpp"

#include <tuple>

#include <fmt/core.h>

#include "aliquot/io/run/csv_writer.hpp"
#include "aliquot/io/run/row_order.hpp"

namespace aliquot {

namespace {

std::string decimal(Coverage coverage) {
    const std::int64_t millionths = coverage.millionths();
    return fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000);
}

}  // namespace

std::string awards_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{"round,date,participant,supply,product,doses,source"};
    for (const Award& each : sorted_awards(run.awards))
        table.row(each.round, each.date, scenario.at(each.participant).id,
                  scenario.at(each.supply).id, scenario.product_of(each.supply).id, each.doses,
                  award_source_names.at(static_cast<std::size_t>(each.source)));
    return table.text();
}

std::string offers_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{
        "offer,round,participant,supply,product,doses,offered,deadline,answer,answered,"
        "accepted_doses,reason,wish,source"};
    for (const Offer& each : sorted_by(run.offers, &Offer::id))
        table.row(each.id, each.round, scenario.at(each.participant).id,
                  scenario.at(each.supply).id, scenario.product_of(each.supply).id, each.doses,
                  each.offered, each.deadline,
                  offer_state_names.at(static_cast<std::size_t>(each.state)), each.answered,
                  each.accepted, each.reason, each.wish,
                  award_source_names.at(static_cast<std::size_t>(each.source)));
    return table.text();
}

std::string exclusions_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{"round,participant,product,supply,code,detail,would_change_it"};
    for (const Exclusion& each : sorted_exclusions(run.exclusions))
        table.row(each.round, scenario.at(each.participant).id,
                  each.product ? scenario.at(*each.product).id : std::string{},
                  each.supply ? scenario.at(*each.supply).id : std::string{}, name_of(each.code),
                  each.detail, each.would_change_it);
    return table.text();
}

std::string deliveries_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{"participant,supply,product,doses,dispatched,arrived,expires,shelf_life_days"};
    const auto key = [](const Delivery& each) {
        return std::tuple{each.participant, each.supply, each.dispatched, each.arrived, each.doses};
    };
    for (const Delivery& each : sorted_by(run.deliveries, key)) {
        const std::optional<Date> expires = scenario.at(each.supply).expires;
        std::optional<std::int64_t> shelf_life;
        if (expires) shelf_life = (*expires - each.arrived).count();
        table.row(scenario.at(each.participant).id, scenario.at(each.supply).id,
                  scenario.product_of(each.supply).id, each.doses, each.dispatched, each.arrived,
                  expires, shelf_life);
    }
    return table.text();
}

std::string coverage_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{
        "date,participant,facility_doses,other_doses,held_courses,population,coverage,delivered_"
        "doses"};
    const auto key = [](const CoverageRow& each) {
        return std::tuple{each.date, each.participant};
    };
    for (const CoverageRow& each : sorted_by(run.coverage, key)) {
        const People population = scenario.at(each.participant).population;
        table.row(each.date, scenario.at(each.participant).id, each.facility, each.other, each.held,
                  population, decimal(Coverage{each.held, population}), each.delivered);
    }
    return table.text();
}

std::string reallocations_csv(const Scenario& scenario, const Run& run) {
    CsvWriter table{
        "from_participant,to_participant,round,supply,product,doses,reason,severity_rank,wish"};
    const auto key = [](const Reallocation& each) {
        return std::tuple{each.round, each.from,  each.supply, each.severity_rank,
                          each.to,    each.doses, each.reason, each.wish};
    };
    for (const Reallocation& each : sorted_by(run.reallocations, key))
        table.row(scenario.at(each.from).id, scenario.at(each.to).id, each.round,
                  scenario.at(each.supply).id, scenario.product_of(each.supply).id, each.doses,
                  each.reason, each.severity_rank, each.wish);
    return table.text();
}

}  // namespace aliquot
