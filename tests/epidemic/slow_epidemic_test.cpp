// The fast chains against the slow and obvious ones: means and spreads of many members.
#include "epidemic/slow_epidemic.hpp"

#include <cmath>

#include "epidemic/some_country.hpp"
#include <gtest/gtest.h>

#include "aliquot/epidemic/by_chance.hpp"

namespace aliquot::epidemic::testing {
namespace {

constexpr std::size_t slow_members = 400;
constexpr std::size_t fast_members = 1600;
constexpr double most_errors = 4;  // standard errors

struct Moments {
    double mean = 0;
    double sd = 0;
    double error_of_mean = 0;
    double error_of_sd = 0;
};

Moments moments_of(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    Moments m;
    for (const double each : values) m.mean += each / n;
    double second = 0;
    double fourth = 0;
    for (const double each : values) {
        const double square = (each - m.mean) * (each - m.mean);
        second += square / n;
        fourth += square * square / n;
    }
    m.sd = std::sqrt(second * n / (n - 1));
    m.error_of_mean = m.sd / std::sqrt(n);
    // As wide as the distribution's own fourth moment says.
    if (second > 0) m.error_of_sd = std::sqrt((fourth - second * second) / n) / (2 * m.sd);
    return m;
}

void expect_alike(const std::string& what, const std::vector<double>& fast,
                  const std::vector<double>& slow) {
    const Moments f = moments_of(fast);
    const Moments s = moments_of(slow);
    EXPECT_LE(std::abs(f.mean - s.mean), most_errors * std::hypot(f.error_of_mean, s.error_of_mean))
        << what << ", mean: " << f.mean << " and " << s.mean;
    EXPECT_LE(std::abs(f.sd - s.sd), most_errors * std::hypot(f.error_of_sd, s.error_of_sd))
        << what << ", spread: " << f.sd << " and " << s.sd;
}

void compare(const Parameters& p, const ProductPlan& plan) {
    ChanceOptions o;
    o.members = fast_members;
    o.key = random_key(5, 5);
    o.products = &plan;
    const Ensemble fast = by_chance(p, o);
    std::vector<double> infections, admissions, deaths, oldest, doses;
    for (const MemberTotals& member : fast.members) {
        infections.push_back(static_cast<double>(member.infections));
        admissions.push_back(static_cast<double>(member.admissions));
        deaths.push_back(static_cast<double>(member.deaths));
        oldest.push_back(static_cast<double>(member.deaths_by_age.back()));
        doses.push_back(static_cast<double>(member.doses));
    }
    std::vector<double> slow_infections, slow_admissions, slow_deaths, slow_oldest, slow_doses;
    for (std::size_t k = 0; k < slow_members; ++k) {
        const SlowTotals slow = SlowEpidemic{p, plan, k + 1}.run();
        slow_infections.push_back(slow.infections);
        slow_admissions.push_back(slow.admissions);
        slow_deaths.push_back(slow.deaths);
        slow_oldest.push_back(slow.deaths_of_the_oldest);
        slow_doses.push_back(slow.doses);
    }
    EXPECT_GT(moments_of(deaths).mean, 20);
    expect_alike("infections", infections, slow_infections);
    expect_alike("admissions", admissions, slow_admissions);
    expect_alike("deaths", deaths, slow_deaths);
    expect_alike("deaths of the oldest", oldest, slow_oldest);
    expect_alike("doses", doses, slow_doses);
}

// A hundredth of some country.
Parameters some_island(double r0, int days) {
    Parameters p = some_country(r0, days);
    for (double& each : p.people) each = std::round(each / 100);
    p.seeds = at_every_age(3);
    p.general_beds = 500;
    p.icu_beds = 20;
    p.durations.immune = 150;
    return p;
}

VaccineGroup two_doses(int interval, double first, double full) {
    VaccineGroup group;
    group.interval_days = interval;
    group.first = {.infection = first, .disease = first + 0.1};
    group.full = {.infection = full, .disease = 0.8};
    group.waned = {.infection = full / 3, .disease = 0.6};
    group.infectiousness = 0.7;
    return group;
}

TEST(SlowEpidemic, AgreesWithTheFastOneOnTwoProductsOfTwoDoses) {
    ProductPlan plan{
        .groups = {two_doses(21, 0.4, 0.9), two_doses(40, 0.2, 0.6)},
        .arrivals = {{{5, 8'000}, {24, 4'000}, {40, 6'000}}, {{10, 10'000}, {50, 5'000}}},
        .most_doses_a_day = 1'000'000,
        .changes = {}};
    compare(some_island(2.2, 150), plan);
}

TEST(SlowEpidemic, AgreesWithTheFastOneWhereBedsAreFew) {
    Parameters p = some_island(3, 120);
    p.general_beds = 40;
    p.icu_beds = 5;
    compare(p, {.groups = {}, .arrivals = {}, .most_doses_a_day = 0, .changes = {}});
}

}  // namespace
}  // namespace aliquot::epidemic::testing
