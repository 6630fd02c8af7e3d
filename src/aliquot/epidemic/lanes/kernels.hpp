// Which kinds of processor the program has code for, and which this one is. No standard library
// here, for the reason given in pack.hpp.
#pragma once

#include "aliquot/epidemic/lanes/tables.hpp"

namespace aliquot::epidemic {

[[nodiscard]] const Kernel& plain_kernel();
[[nodiscard]] const Kernel& avx2_kernel();
[[nodiscard]] const Kernel& avx512_kernel();

// Those that run on this machine, the fastest last.
struct KernelList {
    const Kernel* kernel[3];
    int count;
};
[[nodiscard]] const KernelList& kernels_of_this_machine();

}  // namespace aliquot::epidemic
