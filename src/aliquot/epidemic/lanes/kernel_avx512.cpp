// The steps of a block for processors with AVX-512.
#define ALIQUOT_LANES avx512
#define ALIQUOT_LANE_BYTES 64
#include "aliquot/epidemic/lanes/kernel.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

const Kernel& avx512_kernel() {
    static constexpr Kernel kernel = avx512::kernel_named("avx512");
    return kernel;
}

}  // namespace aliquot::epidemic
