// Sixteen numbers at once, one for each member of a block, in as many registers as the processor
// needs for them.
//
// This folder is compiled once for each kind of processor, in a namespace of its own
// (ALIQUOT_LANES), with registers of ALIQUOT_LANE_BYTES. Only operations that IEEE 754 rounds in
// one way are used, and none are fused, so that every kind gives the same bits.
// Nothing of the standard library is used here: a function compiled for one kind must not be what
// the rest of the program links with.
#pragma once

#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "aliquot/epidemic/lanes/tables.hpp"

#define ALIQUOT_INLINE inline __attribute__((always_inline))

namespace aliquot::epidemic::ALIQUOT_LANES {

inline constexpr int parts = 64 / ALIQUOT_LANE_BYTES;

using NativeF = float __attribute__((vector_size(ALIQUOT_LANE_BYTES)));
using NativeI = std::int32_t __attribute__((vector_size(ALIQUOT_LANE_BYTES)));
using NativeU = std::uint32_t __attribute__((vector_size(ALIQUOT_LANE_BYTES)));

template <class Native>
struct alignas(64) Pack {
    Native part[parts];
};
using F = Pack<NativeF>;  // numbers
using I = Pack<NativeI>;  // people
using U = Pack<NativeU>;  // random bits

// For which members something holds.
struct M {
#if defined(__AVX512F__)
    __mmask16 bits;
#else
    NativeI part[parts];  // all ones or 0
#endif
};

#define ALIQUOT_BINARY(op)                                                   \
    template <class N>                                                       \
    ALIQUOT_INLINE Pack<N> operator op(const Pack<N>& a, const Pack<N>& b) { \
        Pack<N> r;                                                           \
        for (int k = 0; k < parts; ++k) r.part[k] = a.part[k] op b.part[k];  \
        return r;                                                            \
    }
ALIQUOT_BINARY(+)
ALIQUOT_BINARY(-)
ALIQUOT_BINARY(*)
ALIQUOT_BINARY(/)
ALIQUOT_BINARY(&)
ALIQUOT_BINARY(|)
ALIQUOT_BINARY(^)
#undef ALIQUOT_BINARY

#if defined(__AVX512F__)
template <class To, class From>
ALIQUOT_INLINE To same_bits(const From& from) {
    To to;
    static_assert(sizeof to == sizeof from);
    __builtin_memcpy(&to, &from, sizeof to);
    return to;
}
#define ALIQUOT_COMPARE(op, numbers, whole_numbers)                                              \
    ALIQUOT_INLINE M operator op(const F& a, const F& b) {                                       \
        return {_mm512_cmp_ps_mask(same_bits<__m512>(a), same_bits<__m512>(b), numbers)};        \
    }                                                                                            \
    ALIQUOT_INLINE M operator op(const I& a, const I& b) {                                       \
        return {                                                                                 \
            _mm512_cmp_epi32_mask(same_bits<__m512i>(a), same_bits<__m512i>(b), whole_numbers)}; \
    }
ALIQUOT_COMPARE(<, _CMP_LT_OQ, _MM_CMPINT_LT)
ALIQUOT_COMPARE(>, _CMP_GT_OQ, _MM_CMPINT_NLE)
ALIQUOT_COMPARE(>=, _CMP_GE_OQ, _MM_CMPINT_NLT)
#undef ALIQUOT_COMPARE
ALIQUOT_INLINE M operator&(const M& a, const M& b) {
    return {static_cast<__mmask16>(a.bits & b.bits)};
}
ALIQUOT_INLINE M operator|(const M& a, const M& b) {
    return {static_cast<__mmask16>(a.bits | b.bits)};
}
ALIQUOT_INLINE M operator~(const M& a) {
    return {static_cast<__mmask16>(~a.bits)};
}
template <class N>
ALIQUOT_INLINE Pack<N> choose(const M& mask, const Pack<N>& yes, const Pack<N>& no) {
    return same_bits<Pack<N>>(
        _mm512_mask_blend_epi32(mask.bits, same_bits<__m512i>(no), same_bits<__m512i>(yes)));
}
ALIQUOT_INLINE I one_more(const I& people, const M& where) {
    const __m512i p = same_bits<__m512i>(people);
    return same_bits<I>(_mm512_mask_add_epi32(p, where.bits, p, _mm512_set1_epi32(1)));
}
ALIQUOT_INLINE bool any(const M& mask) {
    return mask.bits != 0;
}
ALIQUOT_INLINE M nobody_yet() {
    return {0};
}
#else
#define ALIQUOT_COMPARE(op)                                                          \
    template <class N>                                                               \
    ALIQUOT_INLINE M operator op(const Pack<N>& a, const Pack<N>& b) {               \
        M r;                                                                         \
        for (int k = 0; k < parts; ++k) r.part[k] = NativeI(a.part[k] op b.part[k]); \
        return r;                                                                    \
    }
ALIQUOT_COMPARE(<)
ALIQUOT_COMPARE(>)
ALIQUOT_COMPARE(>=)
#undef ALIQUOT_COMPARE
ALIQUOT_INLINE M operator&(const M& a, const M& b) {
    M r;
    for (int k = 0; k < parts; ++k) r.part[k] = a.part[k] & b.part[k];
    return r;
}
ALIQUOT_INLINE M operator|(const M& a, const M& b) {
    M r;
    for (int k = 0; k < parts; ++k) r.part[k] = a.part[k] | b.part[k];
    return r;
}
ALIQUOT_INLINE M operator~(const M& a) {
    M r;
    for (int k = 0; k < parts; ++k) r.part[k] = ~a.part[k];
    return r;
}
template <class N>
ALIQUOT_INLINE Pack<N> choose(const M& mask, const Pack<N>& yes, const Pack<N>& no) {
    Pack<N> r;
    for (int k = 0; k < parts; ++k) r.part[k] = mask.part[k] ? yes.part[k] : no.part[k];
    return r;
}
ALIQUOT_INLINE I one_more(const I& people, const M& where) {
    I r;
    for (int k = 0; k < parts; ++k) r.part[k] = people.part[k] - where.part[k];
    return r;
}
ALIQUOT_INLINE bool any(const M& mask) {
    NativeI all = mask.part[0];
    for (int k = 1; k < parts; ++k) all |= mask.part[k];
#if defined(__AVX2__)
    return _mm256_movemask_ps(__m256(all)) != 0;
#else
    std::int32_t one = 0;
    for (unsigned k = 0; k < sizeof(NativeI) / 4; ++k) one |= all[k];
    return one != 0;
#endif
}
ALIQUOT_INLINE M nobody_yet() {
    return {};
}
#endif

template <class N>
ALIQUOT_INLINE Pack<N> operator~(const Pack<N>& a) {
    Pack<N> r;
    for (int k = 0; k < parts; ++k) r.part[k] = ~a.part[k];
    return r;
}
ALIQUOT_INLINE F of(float value) {
    F r;
    for (int k = 0; k < parts; ++k) r.part[k] = value - NativeF{};
    return r;
}
ALIQUOT_INLINE I of(std::int32_t value) {
    I r;
    for (int k = 0; k < parts; ++k) r.part[k] = value - NativeI{};
    return r;
}
ALIQUOT_INLINE U of(std::uint32_t value) {
    U r;
    for (int k = 0; k < parts; ++k) r.part[k] = value - NativeU{};
    return r;
}
template <class N>
ALIQUOT_INLINE Pack<N> smaller(const Pack<N>& a, const Pack<N>& b) {
    return choose(a < b, a, b);
}
template <class N>
ALIQUOT_INLINE Pack<N> larger(const Pack<N>& a, const Pack<N>& b) {
    return choose(a > b, a, b);
}

ALIQUOT_INLINE F number(const I& people) {
    F r;
    for (int k = 0; k < parts; ++k) r.part[k] = __builtin_convertvector(people.part[k], NativeF);
    return r;
}
// Towards 0. Requires: below 2^31 in size, where it matters.
ALIQUOT_INLINE I whole(const F& value) {
    I r;
    for (int k = 0; k < parts; ++k) r.part[k] = __builtin_convertvector(value.part[k], NativeI);
    return r;
}
ALIQUOT_INLINE I bits_of(const F& value) {
    I r;
    for (int k = 0; k < parts; ++k) r.part[k] = NativeI(value.part[k]);
    return r;
}
ALIQUOT_INLINE F from_bits(const I& bits) {
    F r;
    for (int k = 0; k < parts; ++k) r.part[k] = NativeF(bits.part[k]);
    return r;
}
template <class N>
ALIQUOT_INLINE Pack<N> shifted_down(const Pack<N>& a, int by) {
    Pack<N> r;
    for (int k = 0; k < parts; ++k) r.part[k] = a.part[k] >> by;
    return r;
}
template <class N>
ALIQUOT_INLINE Pack<N> shifted_up(const Pack<N>& a, int by) {
    Pack<N> r;
    for (int k = 0; k < parts; ++k) r.part[k] = a.part[k] << by;
    return r;
}

template <class N, class Element>
ALIQUOT_INLINE Pack<N> load_from(const Element* from) {
    Pack<N> r;
    __builtin_memcpy(&r, from, 64);
    return r;
}
ALIQUOT_INLINE I load(const std::int32_t* from) {
    return load_from<NativeI>(from);
}
ALIQUOT_INLINE F load(const float* from) {
    return load_from<NativeF>(from);
}
template <class N, class Element>
ALIQUOT_INLINE void store(Element* to, const Pack<N>& value) {
    __builtin_memcpy(to, &value, 64);
}

// Whether there is anybody in any member. Requires: none below 0.
ALIQUOT_INLINE bool anybody(const I& people) {
#if defined(__AVX512F__)
    const __m512i m = same_bits<__m512i>(people);
    return _mm512_test_epi32_mask(m, m) != 0;
#else
    NativeI all = people.part[0];
    for (int k = 1; k < parts; ++k) all |= people.part[k];
#if defined(__AVX2__)
    return _mm256_testz_si256(__m256i(all), __m256i(all)) == 0;
#else
    std::int32_t one = 0;
    for (unsigned k = 0; k < sizeof(NativeI) / 4; ++k) one |= all[k];
    return one != 0;
#endif
#endif
}

ALIQUOT_INLINE F square_root(const F& value) {
    F r;
#if defined(__AVX512F__)
    r = same_bits<F>(_mm512_sqrt_ps(same_bits<__m512>(value)));
#else
    for (int k = 0; k < parts; ++k) {
#if defined(__AVX2__)
        r.part[k] = NativeF(_mm256_sqrt_ps(__m256(value.part[k])));
#else
        for (unsigned j = 0; j < sizeof(NativeF) / 4; ++j)
            r.part[k][j] = __builtin_sqrtf(value.part[k][j]);
#endif
    }
#endif
    return r;
}

// The upper and the lower half of each product.
ALIQUOT_INLINE void multiply(const U& a, std::uint32_t by, U& high, U& low) {
    high = low = a;
#if defined(__AVX512F__)
    const __m512i m = same_bits<__m512i>(a);
    const __m512i factor = _mm512_set1_epi64(static_cast<long long>(by));
    const __m512i even = _mm512_mul_epu32(m, factor);
    const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(m, 32), factor);
    const __m512i up = _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
    const __m512i down = _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32));
    high = same_bits<U>(up);
    low = same_bits<U>(down);
#elif defined(__AVX2__)
    const __m256i factor = _mm256_set1_epi64x(static_cast<long long>(by));
    for (int k = 0; k < parts; ++k) {
        const __m256i m = __m256i(a.part[k]);
        const __m256i even = _mm256_mul_epu32(m, factor);
        const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(m, 32), factor);
        high.part[k] = NativeU(_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA));
        low.part[k] = NativeU(_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA));
    }
#else
    for (int k = 0; k < parts; ++k)
        for (unsigned j = 0; j < sizeof(NativeU) / 4; ++j) {
            const std::uint64_t product = std::uint64_t{a.part[k][j]} * by;
            high.part[k][j] = static_cast<std::uint32_t>(product >> 32U);
            low.part[k][j] = static_cast<std::uint32_t>(product);
        }
#endif
}

}  // namespace aliquot::epidemic::ALIQUOT_LANES
