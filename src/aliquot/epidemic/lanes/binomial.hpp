// How many of n go, each with probability p: one uniform number a draw, by the inverse of the
// distribution.
//
// Below a variance of 16 the sum of probabilities is walked through from the far side, so that a
// tail keeps its digits; above, the Cornish-Fisher expansion of third order is rounded (with
// Sheppard's correction, as rounding adds 1/12 to the variance). A smaller number of bits means
// more people, in both, so that two populations with the same bits stay close.
#pragma once

#include "aliquot/epidemic/lanes/pack.hpp"

namespace aliquot::epidemic::ALIQUOT_LANES {

struct Chances {  // as Chance, for each lane
    F p;
    F log_q;
    F odds;
    M of_the_rest;
};

template <unsigned long count>
ALIQUOT_INLINE F polynomial(const float (&coefficients)[count], const F& x) {
    // Odd and even powers apart, so that one need not wait for the other.
    static_assert(count > 2);
    const F xx = x * x;
    F one = of(coefficients[0]);
    F other = of(coefficients[1]);
    unsigned long k = 2;
    for (; k + 1 < count; k += 2) {
        one = one * xx + of(coefficients[k]);
        other = other * xx + of(coefficients[k + 1]);
    }
    if (k == count) return one * x + other;
    return (one * xx + of(coefficients[k])) + other * x;
}

// ln(1 - p), to the last digits however small p is. Requires: 0 <= p <= 1/2.
ALIQUOT_INLINE F log_of_rest(const F& p) {
    // 2 artanh(p / (2 - p))
    const F s = p / (of(2.0F) - p);
    constexpr float odd[] = {1 / 17.0F, 1 / 15.0F, 1 / 13.0F, 1 / 11.0F, 1 / 9.0F,
                             1 / 7.0F,  1 / 5.0F,  1 / 3.0F,  1.0F};
    return of(-2.0F) * s * polynomial(odd, s * s);
}

// e to the power x. Requires: -80 <= x <= 0.
ALIQUOT_INLINE F power_of_e(const F& x) {
    const I half_powers = whole(x * of(1.44269504F) - of(0.5F));
    const F k = number(half_powers);
    const F rest = (x - k * of(0.693359375F)) + k * of(2.12194440e-4F);
    constexpr float series[] = {1 / 5040.0F, 1 / 720.0F, 1 / 120.0F, 1 / 24.0F,
                                1 / 6.0F,    0.5F,       1.0F,       1.0F};
    return from_bits(bits_of(polynomial(series, rest)) + shifted_up(half_powers, 23));
}

// 1 - e to the power x, to the last digits near 0. Requires: -80 <= x <= 0; `power` is that of x.
ALIQUOT_INLINE F rest_of_power(const F& x, const F& power) {
    constexpr float series[] = {1 / 362880.0F, 1 / 40320.0F, 1 / 5040.0F, 1 / 720.0F, 1 / 120.0F,
                                1 / 24.0F,     1 / 6.0F,     0.5F,        1.0F};
    return choose(x > of(-0.5F), of(-1.0F) * x * polynomial(series, x), of(1.0F) - power);
}

// The natural logarithm. Requires: a positive normal number.
ALIQUOT_INLINE F logarithm(const F& x) {
    const I bits = bits_of(x);
    const I shifted = bits - of(0x3F3504F3);  // so that what remains is from 0.707 to 1.414
    const I exponent = shifted_down(shifted, 23);
    const F m = from_bits(bits - shifted_up(exponent, 23));
    const F t = (m - of(1.0F)) / (m + of(1.0F));
    constexpr float odd[] = {1 / 9.0F, 1 / 7.0F, 1 / 5.0F, 1 / 3.0F, 1.0F};
    return number(exponent) * of(0.693147181F) + of(2.0F) * t * polynomial(odd, t * t);
}

// Strictly between 0 and 1, with all digits near 0.
ALIQUOT_INLINE F uniform(const U& bits) {
    I high;
    I low;
    for (int k = 0; k < parts; ++k) {
        high.part[k] = NativeI(bits.part[k] >> 16);
        low.part[k] = NativeI(bits.part[k] & 0xFFFFU);
    }
    const F all = number(high) * of(65536.0F) + number(low);  // rounded once
    return all * of(0x1p-32F) + of(0x1p-33F);
}

// The normal deviate that is exceeded with probability `upper`; `lower` is 1 - upper.
// M. Giles, "Approximating the erfinv function" (GPU Computing Gems, 2011), single precision.
ALIQUOT_INLINE F normal_deviate(const F& upper, const F& lower) {
    const F w = of(-1.0F) * logarithm(of(4.0F) * upper * lower);
    constexpr float middle[] = {2.81022636e-08F,  3.43273939e-07F, -3.5233877e-06F,
                                -4.39150654e-06F, 0.00021858087F,  -0.00125372503F,
                                -0.00417768164F,  0.246640727F,    1.50140941F};
    constexpr float far[] = {-0.000200214257F, 0.000100950558F, 0.00134934322F,
                             -0.00367342844F,  0.00573950773F,  -0.0076224613F,
                             0.00943887047F,   1.00167406F,     2.83297682F};
    F factor = polynomial(middle, w - of(2.5F));
    const M in_tail = w >= of(5.0F);
    if (any(in_tail)) factor = choose(in_tail, polynomial(far, square_root(w) - of(3.0F)), factor);
    return of(1.41421356F) * factor * (of(1.0F) - of(2.0F) * upper);
}

inline constexpr float least_variance = 16;  // of the rounded expansion

inline constexpr int longest_walk = 80;  // people; more have a chance below 2^-33 where it is used
struct Reciprocals {
    float of[longest_walk + 3] = {};
    constexpr Reciprocals() {
        for (int k = 1; k < longest_walk + 3; ++k) of[k] = 1.0F / static_cast<float>(k);
    }
};
inline constexpr Reciprocals reciprocals;

ALIQUOT_INLINE I by_walking(const F& n, const Chances& chance, const M& wanted, const F& u) {
    const F x = choose(wanted, n * chance.log_q, of(0.0F));
    F exactly = power_of_e(x);           // P(X = k)
    F more = rest_of_power(x, exactly);  // P(X > k)
    I people = of(0);
    // Once a lane is through, what is left of its distribution stays below its number.
    for (int k = 0; k < longest_walk; k += 2) {
        const M reached = u < more;
        if (!any(reached)) break;
        people = one_more(people, reached);
        const auto from = static_cast<float>(k);
        exactly = exactly * ((n - of(from)) * (chance.odds * of(reciprocals.of[k + 1])));
        more = more - exactly;
        people = one_more(people, u < more);
        exactly = exactly * ((n - of(from + 1)) * (chance.odds * of(reciprocals.of[k + 2])));
        more = more - exactly;
    }
    return people;
}

ALIQUOT_INLINE I by_expansion(const F& n, const Chances& chance, const F& variance, const U& bits,
                              const F& u) {
    const F z = normal_deviate(u, uniform(~bits));
    const F pq = chance.p * (of(1.0F) - chance.p);
    const F sd = square_root(variance);
    const F zz = z * z;
    const F skew = (of(1.0F) - of(2.0F) * chance.p) * (zz - of(1.0F)) * of(1 / 6.0F);
    const F third = (of(1.0F) - of(6.0F) * pq) * (zz - of(3.0F)) * of(1 / 24.0F) -
                    (of(1.0F) - of(4.0F) * pq) * (zz + zz - of(5.0F)) * of(1 / 36.0F) -
                    of(1 / 24.0F);
    const F people = n * chance.p + sd * z + skew + third * z / sd;
    return whole(larger(people + of(0.5F), of(0.0F)));
}

// Promises: 0 <= drawn <= n.
// Not inlined: thirty copies would not fit the processor's cache of instructions.
__attribute__((noinline)) static I binomial(const I& n, const Chances& chance, const U& bits) {
    const F people = number(n);
    const F variance = people * chance.p * (of(1.0F) - chance.p);
    const M large = variance >= of(least_variance);
    // Of the rest: what is small for them is large for those who go.
    const U turned = choose(chance.of_the_rest, ~bits, bits);
    const F u = uniform(turned);
    const M small = ~large & (variance > of(0.0F));
    I drawn = of(0);
    if (any(small)) drawn = by_walking(people, chance, small, u);
    if (any(large)) drawn = choose(large, by_expansion(people, chance, variance, turned, u), drawn);
    drawn = smaller(drawn, n);
    return choose(chance.of_the_rest, n - drawn, drawn);
}

ALIQUOT_INLINE Chances chances(const Chance& chance) {
    return {of(chance.p), of(chance.log_q), of(chance.odds), of(chance.of_the_rest) < of(0)};
}
// Requires: 0 <= p <= 1.
ALIQUOT_INLINE Chances chances(const F& p) {
    const M turned = p > of(0.5F);
    const F at_most_half = choose(turned, of(1.0F) - p, p);
    return {at_most_half, log_of_rest(at_most_half), at_most_half / (of(1.0F) - at_most_half),
            turned};
}

}  // namespace aliquot::epidemic::ALIQUOT_LANES
