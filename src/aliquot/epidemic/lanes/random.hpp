// Philox (see philox.hpp) for sixteen members at once.
#pragma once

#include "aliquot/epidemic/lanes/pack.hpp"

namespace aliquot::epidemic::ALIQUOT_LANES {

ALIQUOT_INLINE U member_numbers(std::uint32_t first, std::uint32_t to_next = 1) {
    U r;
    std::uint32_t all[lanes];
    for (std::uint32_t k = 0; k < lanes; ++k) all[k] = first + k * to_next;
    __builtin_memcpy(&r, all, sizeof all);
    return r;
}

struct Numbers {
    U number[4];
};

ALIQUOT_INLINE Numbers philox(const U& first, const std::uint32_t (&rest)[3], std::uint32_t key0,
                              std::uint32_t key1) {
    U c0 = first;
    U c1 = of(rest[0]);
    U c2 = of(rest[1]);
    U c3 = of(rest[2]);
    for (int round = 0; round < 10; ++round) {
        U high0;
        U low0;
        U high2;
        U low2;
        multiply(c0, 0xD2511F53, high0, low0);
        multiply(c2, 0xCD9E8D57, high2, low2);
        c0 = high2 ^ c1 ^ of(key0);
        c1 = low2;
        c2 = high0 ^ c3 ^ of(key1);
        c3 = low0;
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    return {{c0, c1, c2, c3}};
}

}  // namespace aliquot::epidemic::ALIQUOT_LANES
