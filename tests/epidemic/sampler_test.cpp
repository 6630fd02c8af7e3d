// The samplers against exact probabilities. A draw is a falling function of one 32-bit number, so
// what it does with all 2^32 of them is found by halving: nothing here is left to chance.
#include <cmath>

#include "epidemic/exact_draws.hpp"
#include <gtest/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

struct Case {
    std::int32_t n;
    float p;
};

TEST(Binomial, IsExactIntoTheTailsWhereItWalks) {
    for (const auto& [n, p] :
         {Case{1, 0.3F}, Case{2, 0.5F}, Case{5, 0.9F}, Case{10, 0.03F}, Case{39, 0.5F},
          Case{100, 0.01F}, Case{100, 0.1F}, Case{1'000, 0.0097F}, Case{1'000'000, 1e-6F},
          Case{1'000'000, 9.9e-6F}, Case{100'000'000, 1e-9F}, Case{100'000'000, 9e-8F},
          Case{40, 0.95F}, Case{3'000, 0.999F}}) {
        const Worst worst = compare(
            binomial_distribution(n, static_cast<double>(p)),
            [n = n, p = p](std::uint32_t b) { return drawn(n, p, b); }, 1e-5);
        EXPECT_LT(worst.distance, 1e-5) << n << " " << p;
        EXPECT_LT(worst.tail, 0.03) << n << " " << p;
        EXPECT_LT(worst.mean, 1e-5) << n << " " << p;
        EXPECT_LT(worst.variance, 1e-4) << n << " " << p;
    }
}

TEST(Binomial, IsCloseWhereItIsExpanded) {
    for (const auto& [n, p] :
         {Case{41, 0.5F}, Case{60, 0.3F}, Case{112, 0.1F}, Case{1'100, 0.01F}, Case{300, 0.7F},
          Case{100'000, 0.00011F}, Case{1'000'000, 2e-5F}, Case{10'000, 0.01F},
          Case{50'000'000, 1e-6F}, Case{2'000, 0.5F}, Case{100'000, 0.4F}}) {
        const Worst worst = compare(
            binomial_distribution(n, static_cast<double>(p)),
            [n = n, p = p](std::uint32_t b) { return drawn(n, p, b); }, 1e-4);
        EXPECT_LT(worst.distance, 2e-3) << n << " " << p;
        EXPECT_LT(worst.tail, 0.06) << n << " " << p;
        EXPECT_LT(worst.mean, 1e-3) << n << " " << p;
        EXPECT_LT(worst.variance, 2e-3) << n << " " << p;
    }
}

TEST(Binomial, OfVeryManyHasTheRightMeanAndSpread) {
    // Quartiles of a normal: 0.6745 standard deviations from the mean.
    for (const auto& [n, p] : {Case{126'000'000, 0.14F}, Case{126'000'000, 1e-4F},
                               Case{20'000'000, 0.43F}, Case{2'000'000'000, 0.01F}}) {
        const double mean = n * static_cast<double>(p);
        const double sd = std::sqrt(mean * (1 - static_cast<double>(p)));
        const double near = 2e-3 + 0.5 / sd;  // half a person
        EXPECT_NEAR((drawn(n, p, 1U << 30U) - mean) / sd, 0.67449, near) << n;
        EXPECT_NEAR((drawn(n, p, 3U << 30U) - mean) / sd, -0.67449, near) << n;
        EXPECT_NEAR((drawn(n, p, 1U << 31U) - mean) / sd, 0, near) << n;
    }
}

TEST(Binomial, TakesNobodyOrEverybodyAtTheEnds) {
    for (const std::uint32_t bits : {0U, 1U, 12345U, 0x80000000U, 0xffffffffU}) {
        EXPECT_EQ(drawn(0, 0.3F, bits), 0);
        EXPECT_EQ(drawn(1'000'000, 0, bits), 0);
        EXPECT_EQ(drawn(1'000'000, 1, bits), 1'000'000);
        EXPECT_LE(drawn(30, 0.999F, bits), 30);
        EXPECT_GE(drawn(2'000'000'000, 1e-9F, bits), 0);
    }
}

TEST(Binomial, AChanceTooSmallForOneLessItIsNotLost) {
    // 1 - p is 1 in single precision: in 10^8 people one in ten is still infected.
    constexpr float p = 1e-9F;
    EXPECT_NEAR(more_than(0, [](std::uint32_t b) { return drawn(100'000'000, p, b); }),
                -std::expm1(-0.1), 1e-6);
}

TEST(Binomial, GivesTheSameBitsOnEveryKindOfProcessor) {
    const KernelList& kernels = kernels_of_this_machine();
    std::uint32_t state = 1;
    const auto next = [&state] { return state = state * 1664525U + 1013904223U; };
    for (int round = 0; round < 20'000; ++round) {
        std::int32_t n[lanes];
        float p[lanes];
        std::uint32_t bits[lanes];
        for (int lane = 0; lane < lanes; ++lane) {
            n[lane] = static_cast<std::int32_t>(next() >> (1 + next() % 31));
            p[lane] = static_cast<float>(std::exp(-static_cast<double>(next() % 2000) / 100));
            if (next() % 3 == 0) p[lane] = 1 - p[lane];
            bits[lane] = next();
        }
        std::int32_t first[lanes];
        kernels.kernel[0]->binomial(n, p, bits, first);
        for (int k = 1; k < kernels.count; ++k) {
            std::int32_t here[lanes];
            kernels.kernel[k]->binomial(n, p, bits, here);
            for (int lane = 0; lane < lanes; ++lane)
                ASSERT_EQ(first[lane], here[lane])
                    << kernels.kernel[k]->name << " n " << n[lane] << " p " << p[lane];
        }
    }
}

TEST(Sampled, IsHypergeometric) {
    struct Urn {
        std::int32_t all, marked, drawn;
    };
    for (const auto& [all, marked, taken] :
         {Urn{10, 3, 4}, Urn{10, 8, 7}, Urn{50, 20, 25}, Urn{400, 3, 11}, Urn{1'000, 990, 400},
          Urn{5'000, 60, 2'600}, Urn{900, 400, 300}, Urn{20'000, 7'000, 2'604}}) {
        Distribution exact{std::max(0, taken - (all - marked)), {}};
        for (std::int32_t k = exact.from; k <= std::min(marked, taken); ++k)
            exact.chance.push_back(std::exp(log_choose(marked, k) +
                                            log_choose(all - marked, taken - k) -
                                            log_choose(all, taken)));
        const Worst worst = compare(
            exact,
            [all = all, marked = marked, taken = taken](std::uint32_t bits) {
                return plain_kernel().sampled(all, marked, taken, (bits + 0.5) / all_numbers);
            },
            1e-4);
        EXPECT_LT(worst.distance, 3e-3) << all << " " << marked << " " << taken;
        EXPECT_LT(worst.mean, 2e-3) << all << " " << marked << " " << taken;
        EXPECT_LT(worst.variance, 5e-3) << all << " " << marked << " " << taken;
    }
    EXPECT_EQ(plain_kernel().sampled(10, 0, 5, 0.5), 0);
    EXPECT_EQ(plain_kernel().sampled(10, 10, 5, 0.5), 5);
    EXPECT_EQ(plain_kernel().sampled(10, 4, 10, 0.5), 4);
    EXPECT_EQ(plain_kernel().sampled(10, 4, 0, 0.5), 0);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
