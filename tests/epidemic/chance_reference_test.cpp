// By chance against squire 0.7.1's own replicates: a small island, where many epidemics do not
// start, and a large country.
#include <cmath>

#include "epidemic/reference.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/by_chance.hpp"

namespace aliquot::epidemic::testing {
namespace {

struct Spread {
    double mean = 0;
    double sd = 0;
    double error = 0;  // of the mean
};

Spread spread_of(const std::vector<double>& values) {
    Spread s;
    const auto count = static_cast<double>(values.size());
    for (const double each : values) s.mean += each / count;
    for (const double each : values) s.sd += (each - s.mean) * (each - s.mean) / (count - 1);
    s.sd = std::sqrt(s.sd);
    s.error = s.sd / std::sqrt(count);
    return s;
}

void expect_alike(const std::vector<double>& ours, const std::vector<double>& theirs,
                  std::string_view what) {
    const Spread a = spread_of(ours);
    const Spread b = spread_of(theirs);
    EXPECT_LT(std::abs(a.mean - b.mean), 4 * std::hypot(a.error, b.error))
        << what << ": " << a.mean << " and " << b.mean;
    EXPECT_NEAR(a.sd / b.sd, 1, 0.15) << what << ": " << a.sd << " and " << b.sd;
}

void compare(const std::string& id, std::size_t members) {
    if (!has_reference()) GTEST_SKIP() << "the reference is not beside this checkout";
    const EpidemicFile file = reference_parameters(id);
    ASSERT_TRUE(file.by_chance);
    ChanceOptions o;
    o.members = members;
    o.key = random_key(2021, 0);
    o.form = file.by_chance->form;
    const Ensemble ensemble = by_chance(file.parameters, o);
    std::vector<double> infections;
    std::vector<double> need;
    std::vector<double> deaths;
    for (const MemberTotals& member : ensemble.members) {
        infections.push_back(static_cast<double>(member.fallen_ill));
        need.push_back(static_cast<double>(member.need));
        deaths.push_back(static_cast<double>(member.deaths));
    }
    const Columns theirs = columns_of(file_text(reference_folder() / (id + "_replicates.csv")));
    expect_alike(infections, theirs.at("infections"), "infections");
    expect_alike(need, theirs.at("hospital_demand"), "in need of a hospital");
    expect_alike(deaths, theirs.at("deaths"), "deaths");
}

TEST(ChanceReference, ALargeCountryHasSquiresMeansAndSpread) {
    compare("T03", 400);
}

TEST(ChanceReference, AnIslandHasSquiresMeansAndSpread) {
    compare("T01", 1000);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
