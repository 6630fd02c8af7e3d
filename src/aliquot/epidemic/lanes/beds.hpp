// Fewer beds than patients: who gets one, by the multivariate hypergeometric distribution over
// ages, one member at a time.
//
// Rare and short, so it is plain double arithmetic of our own: the logarithm of the C library may
// differ in its last digit from machine to machine.
#pragma once

#include "aliquot/epidemic/lanes/pack.hpp"

namespace aliquot::epidemic::ALIQUOT_LANES {

inline double natural_logarithm(double x) {
    std::int64_t bits = 0;
    __builtin_memcpy(&bits, &x, 8);
    const std::int64_t exponent = (bits - 0x3FE6A09E667F3BCD) >> 52;
    bits -= exponent << 52;
    __builtin_memcpy(&x, &bits, 8);
    const double t = (x - 1) / (x + 1);
    const double tt = t * t;
    constexpr double odd[] = {1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11,
                              1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3,  1.0};
    double sum = 1.0 / 21;
    for (const double each : odd) sum = sum * tt + each;
    return static_cast<double>(exponent) * 0.69314718055994531 + 2 * t * sum;
}

// ln(x!) by Stirling's series; below eight, from a list.
inline double log_factorial(double x) {
    if (x < 8) {
        constexpr double small[] = {0,
                                    0,
                                    0.69314718055994531,
                                    1.79175946922805500,
                                    3.17805383034794562,
                                    4.78749174278204599,
                                    6.57925121201010100,
                                    8.52516136106541430};
        return small[static_cast<int>(x)];
    }
    const double y = x + 1;
    const double yy = 1 / (y * y);
    return (y - 0.5) * natural_logarithm(y) - y + 0.91893853320467274 +
           (1.0 / 12 - yy * (1.0 / 360 - yy * (1.0 / 1260 - yy / 1680))) / y;
}

inline double plain_root(double x) {
    return __builtin_sqrt(x);
}

// e to the power x, for x from -700 to 0.
inline double plain_power_of_e(double x) {
    const auto k = static_cast<std::int64_t>(x * 1.4426950408889634 - 0.5);
    const double rest = (x - static_cast<double>(k) * 0.693147180369123816490) -
                        static_cast<double>(k) * 1.90821492927058770002e-10;
    constexpr double series[] = {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
                                 1.0 / 720,     1.0 / 120,    1.0 / 24,    1.0 / 6,
                                 0.5,           1.0,          1.0};
    double sum = 1.0 / 39916800;
    for (const double each : series) sum = sum * rest + each;
    std::int64_t bits = 0;
    __builtin_memcpy(&bits, &sum, 8);
    bits += k << 52;
    __builtin_memcpy(&sum, &bits, 8);
    return sum;
}

// By Acklam's rational approximation (relative error below 1.2e-9).
inline double plain_normal_deviate(double upper) {
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00};
    const bool high = upper < 0.5;
    const double tail = high ? upper : 1 - upper;
    double z = 0;
    if (tail < 0.02425) {
        const double q = plain_root(-2 * natural_logarithm(tail));
        z = -(((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
            ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    } else {
        const double q = 0.5 - tail;
        const double r = q * q;
        z = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
            (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
    }
    return high ? z : -z;
}

// How many of `marked` among `all` are in a sample of `drawn`.
// Requires: marked <= all / 2, drawn <= all / 2, 0 < upper < 1.
inline double sampled_small(double all, double marked, double drawn, double upper) {
    const double mean = drawn * marked / all;
    const double variance = all > 1 ? mean * (1 - marked / all) * (all - drawn) / (all - 1) : 0;
    if (variance >= 10) {
        const double skew = (all - 2 * marked) * (all - 2 * drawn) / ((all - 2) * all);
        const double z = plain_normal_deviate(upper);
        return static_cast<double>(static_cast<std::int64_t>(
            mean + plain_root(variance - 1.0 / 12) * z + skew * (z * z - 1) / 6 + 0.5));
    }
    double exactly =
        plain_power_of_e(log_factorial(all - marked) - log_factorial(all - marked - drawn) +
                         log_factorial(all - drawn) - log_factorial(all));
    double more = 1 - exactly;
    double k = 0;
    while (upper < more && k < marked && k < drawn) {
        exactly *= (marked - k) * (drawn - k) / ((k + 1) * (all - marked - drawn + k + 1));
        more -= exactly;
        ++k;
    }
    return k;
}

inline std::int32_t sampled(std::int32_t all, std::int32_t marked, std::int32_t drawn,
                            double upper) {
    if (marked == 0 || drawn == 0) return 0;
    if (drawn >= all) return marked;
    if (marked >= all) return drawn;
    // Turn it round until both are the smaller half.
    const bool few_left = drawn > all / 2;
    const std::int32_t sample = few_left ? all - drawn : drawn;
    const bool most_marked = marked > all / 2;
    const std::int32_t kind = most_marked ? all - marked : marked;
    const double u = few_left != most_marked ? 1 - upper : upper;
    auto found = static_cast<std::int32_t>(sampled_small(
        static_cast<double>(all), static_cast<double>(kind), static_cast<double>(sample), u));
    if (most_marked) found = sample - found;
    if (few_left) found = marked - found;
    const std::int32_t most = marked < drawn ? marked : drawn;
    const std::int32_t least = drawn - (all - marked) > 0 ? drawn - (all - marked) : 0;
    return found < least ? least : found > most ? most : found;
}

}  // namespace aliquot::epidemic::ALIQUOT_LANES
