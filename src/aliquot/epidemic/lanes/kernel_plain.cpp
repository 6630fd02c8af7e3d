// The steps of a block for any processor.
#define ALIQUOT_LANES plain
#define ALIQUOT_LANE_BYTES 16
#include "aliquot/epidemic/lanes/kernel.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

const Kernel& plain_kernel() {
    static constexpr Kernel kernel = plain::kernel_named("plain");
    return kernel;
}

}  // namespace aliquot::epidemic
