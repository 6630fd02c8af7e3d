// The steps of a block for processors with AVX2.
#define ALIQUOT_LANES avx2
#define ALIQUOT_LANE_BYTES 32
#include "aliquot/epidemic/lanes/kernel.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

const Kernel& avx2_kernel() {
    static constexpr Kernel kernel = avx2::kernel_named("avx2");
    return kernel;
}

}  // namespace aliquot::epidemic
