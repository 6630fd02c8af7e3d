// The counting loops, compiled for several kinds of processor.
#include "aliquot/sharing/counting.hpp"

#include <algorithm>

// One binary serves all: the loader picks the version for the processor it finds. Sanitizers and
// other systems do without.
#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && (defined(__GNUC__) && !defined(__clang__))
#define ALIQUOT_FOR_EACH_PROCESSOR \
    __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define ALIQUOT_FOR_EACH_PROCESSOR
#endif

namespace aliquot {

namespace {

using Amount = Narrow::Amount;

ALIQUOT_FOR_EACH_PROCESSOR
void count_narrow(const Amount* weight, const Amount* held, const Amount* room, std::size_t size,
                  std::uint32_t level, std::int64_t* courses, std::int64_t* growing) {
    std::int64_t sum = 0;
    std::int64_t slope = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t reached = (std::uint64_t{weight[i]} * level) >> Narrow::bits;
        const std::int64_t wanted =
            static_cast<std::int64_t>(reached) + 1 - static_cast<std::int64_t>(held[i]);
        const std::int64_t most = room[i];
        const std::int64_t some = wanted > 0 ? wanted : 0;
        sum += some < most ? some : most;
        slope += (wanted > 0 && wanted < most) ? std::int64_t{weight[i]} : 0;
    }
    *courses = sum;
    *growing = slope;
}

ALIQUOT_FOR_EACH_PROCESSOR
void give_narrow(const Amount* weight, const Amount* held, const Amount* room, std::size_t size,
                 std::uint32_t level, Amount* given) {
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t reached = (std::uint64_t{weight[i]} * level) >> Narrow::bits;
        const std::int64_t wanted =
            static_cast<std::int64_t>(reached) + 1 - static_cast<std::int64_t>(held[i]);
        const std::int64_t most = room[i];
        const std::int64_t some = wanted > 0 ? wanted : 0;
        given[i] = static_cast<Amount>(some < most ? some : most);
    }
}

std::int64_t given_at(std::int64_t weight, std::int64_t held, std::int64_t room, Wide level) {
    if (level < 0) return 0;
    constexpr Wide part = (Wide{1} << Ample::bits) - 1;
    // In two halves, so that no product passes 128 bits.
    const Wide reached =
        (level >> Ample::bits) * weight + (((level & part) * weight) >> Ample::bits);
    return static_cast<std::int64_t>(std::clamp<Wide>(reached + 1 - held, 0, room));
}

}  // namespace

CountedTo<std::int64_t> Narrow::count(std::span<const Amount> weight, std::span<const Amount> held,
                                      std::span<const Amount> room, Level level) {
    CountedTo<Sum> counted;
    if (level >= 0)
        count_narrow(weight.data(), held.data(), room.data(), weight.size(),
                     static_cast<std::uint32_t>(level), &counted.courses, &counted.growing);
    return counted;
}

void Narrow::give(std::span<const Amount> weight, std::span<const Amount> held,
                  std::span<const Amount> room, Level level, std::span<Amount> given) {
    if (level >= 0)
        give_narrow(weight.data(), held.data(), room.data(), weight.size(),
                    static_cast<std::uint32_t>(level), given.data());
    else
        std::ranges::fill(given, Amount{0});
}

CountedTo<Wide> Ample::count(std::span<const Amount> weight, std::span<const Amount> held,
                             std::span<const Amount> room, Level level) {
    CountedTo<Sum> counted;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        const std::int64_t given = given_at(weight[i], held[i], room[i], level);
        counted.courses += given;
        if (given > 0 && given < room[i]) counted.growing += weight[i];
    }
    return counted;
}

void Ample::give(std::span<const Amount> weight, std::span<const Amount> held,
                 std::span<const Amount> room, Level level, std::span<Amount> given) {
    for (std::size_t i = 0; i < weight.size(); ++i)
        given[i] = given_at(weight[i], held[i], room[i], level);
}

}  // namespace aliquot
