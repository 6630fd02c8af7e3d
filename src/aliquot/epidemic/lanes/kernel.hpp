// The functions of one kind of processor, by the name ALIQUOT_LANES.
#pragma once

#include "aliquot/epidemic/lanes/chains.hpp"

namespace aliquot::epidemic::ALIQUOT_LANES {

namespace {

void one_step(const StepTables& tables, Block& block, std::uint32_t number) {
    Step{tables, block, number}.run();
}
void move_all(const StepTables& tables, Block& block, std::uint32_t number) {
    Step{tables, block, number}.move_classes();
}
void draw(const std::int32_t* n, const float* p, const std::uint32_t* bits, std::int32_t* drawn) {
    store(drawn, binomial(load(n), chances(load(p)), load_from<NativeU>(bits)));
}
void four_numbers(const std::uint32_t counter[4], const std::uint32_t key[2],
                  std::uint32_t* numbers) {
    const Numbers drawn =
        philox(member_numbers(counter[0]), {counter[1], counter[2], counter[3]}, key[0], key[1]);
    for (int k = 0; k < 4; ++k) store(numbers + k * lanes, drawn.number[k]);
}

std::int32_t draw_marked(std::int32_t all, std::int32_t marked, std::int32_t drawn, double upper) {
    return sampled(all, marked, drawn, upper);
}

constexpr Kernel kernel_named(const char* name) {
    return {name, &one_step, &move_all, &draw, &four_numbers, &draw_marked};
}

}  // namespace

}  // namespace aliquot::epidemic::ALIQUOT_LANES
