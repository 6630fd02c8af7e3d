// Sixty-four bytes at a time where the machine can, one at a time at the end and elsewhere.
#include "aliquot/io/recipients/special_bytes.hpp"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace aliquot::reading {

namespace {

bool is_special(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7F || c == ',' || c == '"';
}

#if defined(__SSE2__)

// One bit a byte. As signed numbers, control characters and bytes above 0x7F are below 0x20.
std::uint64_t special_of_16(const char* bytes) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i low = _mm_cmplt_epi8(x, _mm_set1_epi8(0x20));
    const __m128i comma = _mm_cmpeq_epi8(x, _mm_set1_epi8(','));
    const __m128i quote = _mm_cmpeq_epi8(x, _mm_set1_epi8('"'));
    const __m128i del = _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F));
    const __m128i any = _mm_or_si128(_mm_or_si128(low, comma), _mm_or_si128(quote, del));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(any));
}

#endif

}  // namespace

std::size_t find_special(const char* bytes, std::size_t count,
                         std::vector<std::uint32_t>& offsets) {
    // Room for every byte, so that nothing has to be asked while writing.
    if (offsets.size() < count) offsets.resize(count);
    std::uint32_t* out = offsets.data();
    std::size_t i = 0;
#if defined(__SSE2__)
    for (; i + 64 <= count; i += 64) {
        std::uint64_t found = special_of_16(bytes + i) | special_of_16(bytes + i + 16) << 16U |
                              special_of_16(bytes + i + 32) << 32U |
                              special_of_16(bytes + i + 48) << 48U;
        for (; found != 0; found &= found - 1)
            *out++ =
                static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(std::countr_zero(found));
    }
#endif
    for (; i < count; ++i)
        if (is_special(bytes[i])) *out++ = static_cast<std::uint32_t>(i);
    return static_cast<std::size_t>(out - offsets.data());
}

}  // namespace aliquot::reading
