// Clocks and memory of the process, on Linux.
#include "measuring.hpp"

#include <ctime>
#include <fstream>
#include <string>

#include <malloc.h>

namespace aliquot_bench {

namespace {

double read(clockid_t clock) {
    std::timespec time{};
    if (clock_gettime(clock, &time) != 0) return 0;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

Seconds now() {
    return {read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID)};
}

Seconds since(const Seconds& start) {
    const Seconds end = now();
    return {end.clock - start.clock, end.processor - start.processor};
}

void start_counting_memory() {
    static_cast<void>(malloc_trim(0));  // whether there was anything to give back
    std::ofstream{"/proc/self/clear_refs"} << "5";
}

std::uint64_t peak_memory() {
    std::ifstream status{"/proc/self/status"};
    std::string word;
    while (status >> word) {
        std::uint64_t kilobytes = 0;
        if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
    }
    return 0;
}

}  // namespace aliquot_bench
