// Ways of sharing 850 million courses among the world's income groups, as Hogan et al. 2021 have
// them, worked out from our own epidemics: six fixed ones, and the best choice of ages by country.
#pragma once

#include <map>

#include "epidemic/hogan.hpp"
#include "epidemic/one_option_each.hpp"

namespace aliquot::epidemic::testing {

// One income group under one fixed strategy: deaths averted in 2021 per million of its people.
struct StrategyRow {
    std::string strategy;
    std::string
        variant;  // cov1: some people at the ages' coverage; cov2: everybody at a part of it
    std::string group;
    double published = 0;
    double ours = 0;
    double people = 0;  // of the group
};
[[nodiscard]] std::vector<StrategyRow> fixed_strategies(const nlohmann::json& settings, int steps);

// All groups of a strategy together, per million people of the world.
struct StrategyTotal {
    double published = 0;
    double ours = 0;
};
[[nodiscard]] std::map<std::pair<std::string, std::string>, StrategyTotal> totals_of(
    const std::vector<StrategyRow>& rows);

// Nobody, one run of ages, or two of which one begins with the youngest or ends with the oldest.
[[nodiscard]] std::vector<std::string> all_targets();

// Deaths of 2021 in fifty million by group and target, in the order of all_targets().
using DeathsByTarget = std::map<std::string, std::vector<double>>;
[[nodiscard]] DeathsByTarget deaths_by_target(const nlohmann::json& settings, int steps,
                                              int threads);

struct CountryShare {
    std::string iso3;
    std::string group;
    std::int64_t people = 0;
};
// The largest, up to 95 % of the world's people.
[[nodiscard]] std::vector<CountryShare> large_countries();

// Each country's targets as options: courses, and deaths averted.
[[nodiscard]] std::vector<std::vector<Option>> options_of(
    const nlohmann::json& settings, const std::vector<CountryShare>& countries,
    const DeathsByTarget& deaths);

}  // namespace aliquot::epidemic::testing
