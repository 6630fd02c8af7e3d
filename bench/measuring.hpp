// How long something took, and how much memory, as the operating system counts them.
#pragma once

#include <cstdint>

namespace aliquot_bench {

// Seconds: on the clock, and of processor time that this process used, the kernel's work for it
// included. On a machine that does other work too, the second is the one to trust.
struct Seconds {
    double clock = 0;
    double processor = 0;
};

[[nodiscard]] Seconds now();
[[nodiscard]] Seconds since(const Seconds& start);

// Gives freed memory back and forgets the highest point so far.
void start_counting_memory();
// Bytes in memory at the highest point since then, the program's code included.
[[nodiscard]] std::uint64_t peak_memory();

}  // namespace aliquot_bench
