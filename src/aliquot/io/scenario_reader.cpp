// From the files of a scenario folder to a Scenario, or to everything that is wrong with them.
#include "aliquot/io/scenario_reader.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/io/csv.hpp"
#include "aliquot/io/epidemic/lives_model.hpp"
#include "aliquot/io/scenario_files.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot {

namespace {

using namespace reading;

bool is_prose(std::string_view file) {
    return file.ends_with(".md");
}

void check_files(const Folder& folder, Findings& findings) {
    const std::vector<std::string> known(scenario_files.begin(), scenario_files.end());
    for (const auto& [file, bytes] : folder.files) {
        if (is_prose(file) || rank_of(file) < scenario_files.size()) continue;
        findings.add(
            Spot{file, {}, 0, ""},
            {ErrorCode::wrong_input, fmt::format("unknown file {}", shown(file)), folder.name,
             did_you_mean(file, known, "a scenario folder holds its tables and *.md only")});
    }
    for (const std::string_view file : std::span{scenario_files}.first(4)) {
        if (folder.files.contains(std::string{file})) continue;
        findings.add(Spot{std::string{file}, {}, 0, ""},
                     {ErrorCode::wrong_input, fmt::format("{} is missing", file), folder.name,
                      "`aliquot scenario new DIR` writes a scenario to start from"});
    }
}

// Every later sum stays within a count, so that no input can break a promise.
void check_totals(Reading& reading) {
    Wide doses = 0;
    for (const SupplyLine& line : reading.scenario.supply) doses += line.doses.value();
    for (const OtherSupply& other : reading.scenario.other_supply) doses += other.doses.value();
    if (doses > most_doses)
        reading.findings.add(Spot{"supply.csv", {}, 0, ""},
                             "supply, with what comes from elsewhere, is more than 10^15 doses",
                             "check the unit: doses, not thousands of doses");
    Wide weight = 0;
    for (const Participant& one : reading.scenario.participants)
        weight += Wide{one.weight} * one.target_population.value();
    // Severity multiplies weights by up to 11, in thousandths.
    const bool severe = reading.settings.settings.rule.name == "severity_weighted";
    const int bits = severe ? 46 : 60;
    if (weight > Wide{1} << bits)
        reading.findings.add(
            Spot{"participants.csv", {}, 0, ""},
            fmt::format("weights times target populations add up to more than 2^{}", bits),
            "check the unit: people, not thousands of people");
}

void check_lives_are_known(Reading& reading) {
    if (reading.settings.settings.rule.name != "most_deaths_averted" ||
        !reading.scenario.transmissibility.empty())
        return;
    reading.findings.add(Spot{"transmissibility.csv", {}, 0, ""},
                         "the rule most_deaths_averted needs epidemics, and no transmissibility is "
                         "known of any participant",
                         "`aliquot epidemic fit SCENARIO` makes transmissibility.csv from deaths");
}

void resolve_rates(Reading& reading) {
    std::vector<std::string> ids;
    for (const auto& [id, place] : reading.products.places) ids.push_back(id);
    for (const auto& [mention, rate] : reading.settings.rates) {
        const auto product = reading.products.places.find(mention.id);
        if (product == reading.products.places.end()) {
            if (!reading.products.complete) continue;
            reading.findings.add(
                mention.order,
                {ErrorCode::wrong_input, fmt::format("unknown product {}", shown(mention.id)),
                 mention.where, did_you_mean(mention.id, ids, "products.csv does not list it")});
        } else if (product->second != Known::unsound) {
            reading.settings.settings.rule.rate_by_product.emplace(ProductIndex{product->second},
                                                                   rate);
        }
    }
}

// A table's bytes with its rows in order, so that equal tables have equal names.
std::string in_canonical_order(std::string_view bytes) {
    std::string header;
    std::vector<std::string> rows;
    CsvReader reader{bytes};
    while (reader.next()) {
        std::string row;
        for (const std::string_view cell : reader.cells())
            row.append(std::to_string(cell.size())).append(":").append(cell);
        if (header.empty())
            header = std::move(row);
        else
            rows.push_back(std::move(row));
    }
    std::ranges::sort(rows);
    for (const std::string& row : rows) header.append("\n").append(row);
    return header;
}

std::string inputs_hash(const Folder& folder, std::span<const std::string> overrides) {
    std::string inputs;
    const auto append = [&](std::string_view name, std::string_view bytes) {
        inputs.append(name).push_back('\0');
        inputs.append(std::to_string(bytes.size())).push_back('\0');
        inputs.append(bytes);
    };
    for (const auto& [file, bytes] : folder.files)
        if (!is_prose(file))
            append(file, file.ends_with(".csv") ? in_canonical_order(bytes) : bytes);
    for (const std::string& text : overrides) append("override", text);
    return sha256_hex(inputs);
}

void read_tables(Reading& reading) {
    read_participants(reading);
    read_products(reading);
    read_supply(reading);
    read_other_supply(reading);
    read_readiness(reading);
    read_preferences(reading);
    read_capacity(reading);
    read_limits(reading);
    read_responses(reading);
    read_offers(reading);
    read_returns(reading);
    read_delays(reading);
    read_severity(reading);
    read_excess(reading);
    read_transmissibility(reading);
    read_started(reading);
    read_borders(reading);
    read_recorded(reading);
    read_forecasts(reading);
    read_statements(reading);
    read_judgements(reading);
}

}  // namespace

Checked<Scenario> read_scenario(const Folder& folder, std::span<const std::string> overrides) {
    Findings findings;
    check_files(folder, findings);
    Reading reading{folder, findings, read_settings(folder, overrides, findings)};
    read_tables(reading);
    resolve_rates(reading);
    check_totals(reading);
    check_lives_are_known(reading);
    if (!findings.empty()) return tl::make_unexpected(findings.take());
    reading.scenario.settings = std::move(reading.settings.settings);
    reading.scenario.inputs_sha256 = inputs_hash(folder, overrides);
    if (!reading.scenario.transmissibility.empty())
        reading.scenario.lives = lives_model(reading.scenario);
    return std::move(reading.scenario);
}

}  // namespace aliquot
