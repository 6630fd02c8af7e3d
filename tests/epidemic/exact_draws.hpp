// The samplers' exact distribution: a draw is a falling function of one 32-bit number, so what it
// does with all 2^32 of them is found by halving, and nothing is left to chance.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic::testing {

inline constexpr double all_numbers = 4294967296.0;

inline std::int32_t drawn(std::int32_t n, float p, std::uint32_t bits) {
    std::int32_t people[lanes];
    float chance[lanes];
    std::uint32_t numbers[lanes];
    for (int lane = 0; lane < lanes; ++lane) {
        people[lane] = n;
        chance[lane] = p;
        numbers[lane] = bits;
    }
    std::int32_t result[lanes];
    plain_kernel().binomial(people, chance, numbers, result);
    return result[3];
}

// How many of all numbers give more than k.
inline double more_than(std::int32_t k, const std::function<std::int32_t(std::uint32_t)>& draw) {
    std::uint64_t below = 0;            // gives more than k, if any number does
    std::uint64_t above = 1ULL << 32U;  // does not
    while (below < above) {
        const std::uint64_t middle = (below + above) / 2;
        if (draw(static_cast<std::uint32_t>(middle)) > k)
            below = middle + 1;
        else
            above = middle;
    }
    return static_cast<double>(below) / all_numbers;
}

inline double log_choose(double n, double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

// What Stirling's formula leaves of ln n!.
inline double beyond_stirling(double n) {
    if (n < 16) return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - 0.918938533204672742;
    const double nn = n * n;
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / 1680.0 / nn) / nn) / nn) / n;
}
// x ln(x / mean) + mean - x, without losing digits where they are close.
inline double deviance(double x, double mean) {
    const double v = (x - mean) / (x + mean);
    if (std::abs(v) > 0.1) return x * std::log(x / mean) + mean - x;
    double sum = (x - mean) * v;
    double term = 2 * x * v;
    for (int j = 1; j < 60; ++j) {
        term *= v * v;
        sum += term / (2 * j + 1);
    }
    return sum;
}
// C. Loader, "Fast and accurate computation of binomial probabilities" (2000): all digits, for any
// n. Requires: 0 < p < 1.
inline double binomial_chance(double n, double p, double k) {
    if (k < 0 || k > n) return 0;
    if (k == 0) return std::exp(n * std::log1p(-p));
    if (k == n) return std::exp(n * std::log(p));
    const double log_chance = beyond_stirling(n) - beyond_stirling(k) - beyond_stirling(n - k) -
                              deviance(k, n * p) - deviance(n - k, n * (1 - p));
    return std::exp(log_chance) * std::sqrt(n / (2 * 3.14159265358979324 * k * (n - k)));
}
// That more than k come of it; or at most k.
inline double binomial_tail(double n, double p, double k, bool above) {
    double sum = 0;
    double term = 1;
    const double step = above ? 1 : -1;
    for (double j = above ? k + 1 : k; j >= 0 && j <= n; j += step) {
        term = binomial_chance(n, p, j);
        sum += term;
        if (term < 1e-12 * sum && (j - n * p) * step > 0) break;
    }
    return sum;
}

struct Distribution {
    std::int32_t from;           // the least value that counts
    std::vector<double> chance;  // of it and those after it
};

inline Distribution binomial_distribution(std::int32_t n, double p) {
    const double sd = std::sqrt(n * p * (1 - p));
    const auto from = static_cast<std::int32_t>(std::max(0.0, std::floor(n * p - 8 * sd - 8)));
    const auto to = static_cast<std::int32_t>(std::min<double>(n, std::ceil(n * p + 8 * sd + 12)));
    Distribution d{from, {}};
    for (std::int32_t k = from; k <= to; ++k) d.chance.push_back(binomial_chance(n, p, k));
    return d;
}

struct Worst {
    double distance = 0;  // between the distributions: half the sum of all differences
    double tail = 0;      // of a tail's chance, as a factor above or below 1
    double mean = 0;      // in standard deviations
    double variance = 0;  // as a share
};

inline Worst compare(const Distribution& exact,
                     const std::function<std::int32_t(std::uint32_t)>& draw, double least_tail) {
    Worst worst;
    double exact_more = 1;
    double before = 1;
    double mean = 0;
    double square = 0;
    double exact_mean = 0;
    double exact_square = 0;
    for (std::size_t j = 0; j < exact.chance.size(); ++j) {
        const std::int32_t k = exact.from + static_cast<std::int32_t>(j);
        const double more = more_than(k, draw);
        const double chance = before - more;
        before = more;
        exact_more -= exact.chance[j];
        worst.distance += std::abs(chance - exact.chance[j]) / 2;
        for (const auto& [ours, theirs] :
             {std::pair{more, exact_more}, std::pair{1 - more, 1 - exact_more}})
            if (theirs > least_tail) worst.tail = std::max(worst.tail, std::abs(ours / theirs - 1));
        const double from_start = static_cast<double>(j);
        mean += chance * from_start;
        square += chance * from_start * from_start;
        exact_mean += exact.chance[j] * from_start;
        exact_square += exact.chance[j] * from_start * from_start;
    }
    const double exact_variance = exact_square - exact_mean * exact_mean;
    worst.mean = std::abs(mean - exact_mean) / std::sqrt(exact_variance);
    worst.variance = std::abs((square - mean * mean) / exact_variance - 1);
    return worst;
}

}  // namespace aliquot::epidemic::testing
