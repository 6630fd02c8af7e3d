// Runs the epidemics that the strategies need, and adds up what they avert.
#include "epidemic/hogan_strategies.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "aliquot/epidemic/mean_field.hpp"

namespace aliquot::epidemic::testing {

using Json = nlohmann::json;

namespace {

constexpr std::size_t first_middle_aged = 3;  // 15-19
constexpr std::size_t first_old = 13;         // 65-69
constexpr double full_coverage = 0.8;
constexpr double most_of_the_world = 0.95;
constexpr double million = 1e6;

ByAge population_of(const Json& settings, const std::string& group) {
    return settings.at("groups").at(group).at("population").get<ByAge>();
}

Year2021 year_with(const Json& settings, const std::string& group, const ByAge& coverage,
                   int steps) {
    return year_2021(settings, mean_field(hogan_parameters(settings, group, coverage), steps));
}

ByAge coverage_of_thirds(const TextRow& row) {
    ByAge coverage{};
    for (std::size_t i = 0; i < ages; ++i)
        coverage[i] = std::stod(row.at(i < first_middle_aged ? "coverage_children_0_14"
                                       : i < first_old       ? "coverage_middle_15_64"
                                                             : "coverage_old_65plus"));
    return coverage;
}

std::map<std::string, double> people_of_groups() {
    std::map<std::string, double> people;
    for (const TextRow& row : hogan_table("hogan2021_income_groups.csv"))
        people[row.at("income_group")] = std::stod(row.at("population_2019"));
    return people;
}

}  // namespace

std::vector<StrategyRow> fixed_strategies(const Json& settings, int steps) {
    const auto people = people_of_groups();
    std::map<std::pair<std::string, ByAge>, Year2021> known;
    const auto year = [&](const std::string& group, const ByAge& coverage) {
        const auto [at, is_new] = known.try_emplace({group, coverage});
        if (is_new) at->second = year_with(settings, group, coverage, steps);
        return at->second;
    };
    std::map<std::string, double> published;
    const auto name_of = [](const TextRow& row) {
        return row.at("strategy") + row.at("coverage_variant") + row.at("income_group");
    };
    for (const TextRow& row : hogan_table("hogan2021_fixed_strategies.csv"))
        published[name_of(row)] = std::stod(row.at("deaths_averted_per_million"));
    std::vector<StrategyRow> rows;
    for (const TextRow& row : hogan_table("hogan2021_fixed_strategy_inputs.csv")) {
        const std::string& group = row.at("income_group");
        const ByAge coverage = coverage_of_thirds(row);
        const Year2021 with = year(group, coverage);
        const double averted = year(group, {}).deaths - with.deaths;
        // The courses go as far as they go, each averting as much as in a country that has enough.
        const double per_head = row.at("coverage_variant") == "cov1"
                                    ? averted / with.vaccinated *
                                          std::stod(row.at("doses_available_fvp")) /
                                          people.at(group)
                                    : averted / hogan_people;
        rows.push_back({row.at("strategy"), row.at("coverage_variant"), group,
                        published.at(name_of(row)), per_head * million, people.at(group)});
    }
    return rows;
}

std::map<std::pair<std::string, std::string>, StrategyTotal> totals_of(
    const std::vector<StrategyRow>& rows) {
    std::map<std::pair<std::string, std::string>, StrategyTotal> totals;
    double world = 0;
    for (const auto& [group, people] : people_of_groups()) world += people;
    for (const StrategyRow& row : rows)
        totals[{row.variant, row.strategy}].ours += row.ours * row.people / world;
    for (const TextRow& row : hogan_table("hogan2021_fixed_strategies.csv"))
        totals[{row.at("coverage_variant"), row.at("strategy")}].published =
            std::stod(row.at("total_deaths_averted_per_million"));
    return totals;
}

std::vector<std::string> all_targets() {
    std::vector<std::string> targets{std::string(ages, '0')};
    const auto fill = [](std::string& target, std::size_t from, std::size_t until) {
        for (std::size_t i = from; i < until; ++i) target[i] = '1';
    };
    for (std::size_t a = 0; a < ages; ++a)
        for (std::size_t b = a + 1; b <= ages; ++b) {
            const std::string none(ages, '0');
            fill(targets.emplace_back(none), a, b);
            for (std::size_t c = b + 1; c < ages; ++c)
                for (std::size_t d = c + 1; d <= ages; ++d) {
                    if (a != 0 && d != ages) continue;
                    fill(targets.emplace_back(none), a, b);
                    fill(targets.back(), c, d);
                }
        }
    return targets;
}

DeathsByTarget deaths_by_target(const Json& settings, int steps, int threads) {
    const std::vector<std::string> targets = all_targets();
    DeathsByTarget deaths;
    std::vector<std::string> groups;
    for (const auto& [group, own] : settings.at("groups").items()) {
        groups.push_back(group);
        deaths[group].resize(targets.size());
    }
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t k = next++; k < groups.size() * targets.size(); k = next++) {
            const std::string& group = groups[k / targets.size()];
            const std::size_t target = k % targets.size();
            deaths.at(group)[target] =
                year_with(settings, group, coverage_of(targets[target]), steps).deaths;
        }
    };
    std::vector<std::thread> more;
    for (int k = 1; k < threads; ++k) more.emplace_back(work);
    work();
    for (std::thread& each : more) each.join();
    return deaths;
}

std::vector<CountryShare> large_countries() {
    std::vector<CountryShare> all;
    std::int64_t world = 0;
    for (const TextRow& row : hogan_table("hogan2021_countries.csv")) {
        all.push_back(
            {row.at("iso3"), row.at("income_group"), std::stoll(row.at("population_2019"))});
        world += all.back().people;
    }
    std::ranges::sort(all, [](const CountryShare& a, const CountryShare& b) {
        return a.people != b.people ? a.people > b.people : a.iso3 < b.iso3;
    });
    std::int64_t together = 0;
    std::size_t count = 0;
    while (count < all.size() && static_cast<double>(together + all[count].people) <=
                                     most_of_the_world * static_cast<double>(world))
        together += all[count++].people;
    all.resize(count);
    return all;
}

std::vector<std::vector<Option>> options_of(const Json& settings,
                                            const std::vector<CountryShare>& countries,
                                            const DeathsByTarget& deaths) {
    const std::vector<std::string> targets = all_targets();
    std::vector<std::vector<Option>> options;
    for (const CountryShare& country : countries) {
        const ByAge population = population_of(settings, country.group);
        const std::vector<double>& of_group = deaths.at(country.group);
        const auto people = static_cast<double>(country.people);
        auto& own = options.emplace_back();
        for (std::size_t k = 0; k < targets.size(); ++k) {
            double share = 0;
            for (std::size_t i = 0; i < ages; ++i)
                if (targets[k][i] == '1') share += population[i] / sum(population);
            const double averted = (of_group[0] - of_group[k]) / hogan_people;
            own.push_back(
                {std::llround(people * share * full_coverage), std::llround(averted * people)});
        }
    }
    return options;
}

}  // namespace aliquot::epidemic::testing
