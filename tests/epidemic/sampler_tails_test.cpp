// The binomial sampler far into its tails, up to the most people that it takes, against exact
// probabilities: for all 2^32 numbers, not a sample of them.
#include <cmath>

#include "epidemic/exact_draws.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

constexpr std::int32_t most_people = 2'147'483'647;

struct Case {
    std::int32_t n;
    float p;
};

// At so many standard deviations from the mean: how far the chance of being beyond is off.
double tail_off(const Case& each, double z) {
    const double n = each.n;
    const double p = each.p;
    const double k = std::floor(n * p + z * std::sqrt(n * p * (1 - p)));
    const bool above = z >= 0;
    const double more = more_than(static_cast<std::int32_t>(k),
                                  [&](std::uint32_t bits) { return drawn(each.n, each.p, bits); });
    return std::abs((above ? more : 1 - more) / binomial_tail(n, p, k, above) - 1);
}

TEST(BinomialTails, TheExactChancesAreExact) {
    EXPECT_NEAR(binomial_chance(10, 0.5, 5), 252.0 / 1024, 1e-15);
    EXPECT_NEAR(binomial_chance(3, 0.25, 1), 27.0 / 64, 1e-15);
    EXPECT_NEAR(binomial_tail(20, 0.3, 5, true) + binomial_tail(20, 0.3, 5, false), 1, 1e-13);
    // Half of an even split, and as many above as below.
    EXPECT_NEAR(binomial_tail(most_people, 0.5, 1'073'741'823, true), 0.5, 1e-8);
}

TEST(BinomialTails, OfTheMostPeopleAreRightToOneInAMillion) {
    // Above 2^24 people are counted in multiples of up to 128, of which a spread has hundreds.
    for (const float p : {1e-6F, 1e-4F, 0.01F, 0.3F, 0.5F, 0.9F})
        for (const double z : {-4.75, -4.0, -3.0, -1.0, 0.0, 1.0, 3.0, 4.0, 4.75})
            EXPECT_LT(tail_off({most_people, p}, z), 0.015) << p << " at " << z;
}

TEST(BinomialTails, WhereItWalksAreRightToOneInAMillionOfAFewAmongMany) {
    // One in a billion of two billion: 2.1 people, whose chance is walked through from one side.
    const auto two = [](std::uint32_t bits) { return drawn(most_people, 1e-9F, bits); };
    const Worst worst =
        compare(binomial_distribution(most_people, static_cast<double>(1e-9F)), two, 1e-6);
    EXPECT_LT(worst.distance, 1e-6);
    EXPECT_LT(worst.mean, 1e-6);
    EXPECT_LT(worst.variance, 1e-6);
    EXPECT_LT(worst.tail, 0.02);
    // Near the largest variance that is walked through, sums of single precision show: below 1e-5.
    const Worst even = compare(
        binomial_distribution(63, 0.5), [](std::uint32_t bits) { return drawn(63, 0.5F, bits); },
        1e-5);
    EXPECT_LT(even.tail, 0.06);
    for (const Case& each : {Case{most_people, 7.4e-9F}, Case{16, 0.5F}, Case{160, 0.9F}}) {
        const Worst here = compare(
            binomial_distribution(each.n, static_cast<double>(each.p)),
            [&](std::uint32_t bits) { return drawn(each.n, each.p, bits); }, 1e-6);
        EXPECT_LT(here.tail, 0.1) << each.n << " " << each.p;
        EXPECT_LT(here.variance, 1e-5) << each.n << " " << each.p;
    }
}

TEST(BinomialTails, WhereItIsExpandedGrowRightAsTheSpreadGrows) {
    struct Limit {
        Case of;
        double tail;      // of chances down to 1e-6
        double variance;  // as a share
    };
    // A lower tail of a few people is the worst: at a variance of 16, 3e-4 is 3e-4 x 1.07 and 1e-6
    // is 1.6e-6.
    for (const Limit& limit :
         {Limit{{1'000'000, 1.61e-5F}, 0.65, 3e-5}, Limit{{65, 0.5F}, 0.03, 3e-5},
          Limit{{1'000'000, 3e-5F}, 0.15, 1e-5}, Limit{{1'000'000, 1e-4F}, 0.02, 2e-6},
          Limit{{most_people, 1e-7F}, 0.006, 1e-6}, Limit{{20'000'000, 1e-3F}, 0.001, 1e-5}}) {
        const Case& each = limit.of;
        const Worst worst = compare(
            binomial_distribution(each.n, static_cast<double>(each.p)),
            [&](std::uint32_t bits) { return drawn(each.n, each.p, bits); }, 1e-6);
        EXPECT_LT(worst.tail, limit.tail) << each.n << " " << each.p;
        EXPECT_LT(worst.variance, limit.variance) << each.n << " " << each.p;
        EXPECT_LT(worst.mean, 1e-5) << each.n << " " << each.p;
        EXPECT_LT(worst.distance, 1e-3) << each.n << " " << each.p;
    }
}

}  // namespace
}  // namespace aliquot::epidemic::testing
