// The kinds of processor, told apart when the program runs.
#include "aliquot/epidemic/lanes/kernels.hpp"

namespace aliquot::epidemic {

const KernelList& kernels_of_this_machine() {
    static const KernelList kernels = [] {
        KernelList found{{&plain_kernel(), nullptr, nullptr}, 1};
#if defined(ALIQUOT_X86_KERNELS)
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx2")) found.kernel[found.count++] = &avx2_kernel();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
            found.kernel[found.count++] = &avx512_kernel();
#endif
        return found;
    }();
    return kernels;
}

}  // namespace aliquot::epidemic
