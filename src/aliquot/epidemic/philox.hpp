// Random numbers by counting: the same counter and key give the same four numbers on any machine,
// in any order and by any number of threads.
//
// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
// (SC 2011).
#pragma once

#include <array>
#include <cstdint>

namespace aliquot::epidemic {

using Counter = std::array<std::uint32_t, 4>;
struct RandomKey {
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    friend bool operator==(RandomKey, RandomKey) = default;
};

[[nodiscard]] constexpr Counter philox(Counter counter, RandomKey key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t second = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(second >> 32U) ^ counter[1] ^ key.first,
                   static_cast<std::uint32_t>(second),
                   static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ key.second,
                   static_cast<std::uint32_t>(first)};
        key.first += 0x9E3779B9;
        key.second += 0xBB67AE85;
    }
    return counter;
}

}  // namespace aliquot::epidemic
