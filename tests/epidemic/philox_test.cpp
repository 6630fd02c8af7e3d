// The generator against the published vectors of Random123, one number at a time and in lanes.
#include "aliquot/epidemic/philox.hpp"

#include <gtest/gtest.h>

#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {
namespace {

TEST(Philox, GivesThePublishedNumbers) {
    // kat_vectors of Random123 1.14, philox4x32 with ten rounds.
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
              (Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, InLanesGivesTheSameNumbersOnEveryKindOfProcessor) {
    const KernelList& kernels = kernels_of_this_machine();
    for (int k = 0; k < kernels.count; ++k) {
        const std::uint32_t counter[4] = {0xfffffff8, 7, 0x13198a2e, 99};
        const std::uint32_t key[2] = {0xa4093822, 0x299f31d0};
        std::uint32_t numbers[4 * lanes];
        kernels.kernel[k]->random(counter, key, numbers);
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            const Counter one =
                philox({counter[0] + lane, counter[1], counter[2], counter[3]}, {key[0], key[1]});
            for (std::size_t j = 0; j < 4; ++j)
                EXPECT_EQ(numbers[j * lanes + lane], one[j]) << kernels.kernel[k]->name;
        }
    }
}

}  // namespace
}  // namespace aliquot::epidemic
