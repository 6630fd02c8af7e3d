// Six ways of sharing 850 million courses, as Hogan et al. 2021 worked them out (Tables 2 and S3).
// The best way of all needs 5,576 epidemics: hogan_strategies --optimum 1.
#include "epidemic/hogan_strategies.hpp"

#include <algorithm>
#include <set>

#include "epidemic/reference.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

constexpr int steps = 2;  // a day

class HoganStrategies : public ::testing::Test {
protected:
    void SetUp() override {
        if (!has_reference()) GTEST_SKIP() << "the reference is not beside this checkout";
    }
};

TEST_F(HoganStrategies, AvertAsManyDeathsAsPublishedInEveryIncomeGroup) {
    const std::vector<StrategyRow> rows = fixed_strategies(hogan_settings(), steps);
    ASSERT_EQ(rows.size(), 43U);
    // Published in whole deaths per million.
    for (const StrategyRow& row : rows)
        EXPECT_NEAR(row.ours, row.published, 0.6)
            << row.variant << " " << row.strategy << " " << row.group;
    const auto totals = totals_of(rows);
    ASSERT_EQ(totals.size(), 12U);
    for (const auto& [name, total] : totals)
        EXPECT_NEAR(total.ours, total.published, 0.6) << name.first << " " << name.second;
}

TEST_F(HoganStrategies, TargetsAreThoseOfThePublishedRuns) {
    const std::vector<std::string> ours = all_targets();
    std::set<std::string> published;
    for (const PublishedRun& run : published_runs()) published.insert(run.targeted);
    EXPECT_EQ((std::set<std::string>{ours.begin(), ours.end()}), published);
    EXPECT_EQ(ours.size(), published.size());
}

TEST_F(HoganStrategies, EightyFiveCountriesHaveMostOfTheWorldsPeople) {
    const std::vector<CountryShare> countries = large_countries();
    EXPECT_EQ(countries.size(), 85U);
    EXPECT_EQ(countries.front().iso3, "CHN");
}

TEST_F(HoganStrategies, ACountryCanTakeNothingAndAvertsMoreWithMore) {
    DeathsByTarget deaths;
    const nlohmann::json settings = hogan_settings();
    const std::vector<std::string> targets = all_targets();
    for (const auto& [group, own] : settings.at("groups").items())
        for (const std::string& target : targets)
            deaths[group].push_back(1e5 -
                                    1e3 * static_cast<double>(std::ranges::count(target, '1')));
    const auto options = options_of(settings, large_countries(), deaths);
    for (const auto& each : options) {
        ASSERT_EQ(each.size(), targets.size());
        EXPECT_EQ(each.front().cost, 0);
        EXPECT_EQ(each.front().value, 0);
        for (const Option& option : each) EXPECT_GE(option.value, 0);
    }
    const Choice choice = one_option_each(options, 850'000'000);
    EXPECT_LE(choice.cost, 850'000'000);
    EXPECT_LE(static_cast<double>(choice.value), choice.bound);
    // The price of a course makes hardly any difference between the best and its bound.
    EXPECT_GT(static_cast<double>(choice.value), 0.9999 * choice.bound);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
