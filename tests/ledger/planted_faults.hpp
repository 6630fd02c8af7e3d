// Faults on demand, in the two places where a store can fail: between the steps of our own code
// (aliquot/ledger/log/fault_point.hpp), and under SQLite, in every operation that changes a file.
#pragma once

#include <cstdint>

namespace aliquot::ledger::testing {

enum class Fault {
    none,
    error,       // the step, or the operation on the file, fails
    disk_full,   // of files: there is no room
    kill,        // the program dies before it
    torn_write,  // of files: half of it is written, then the program dies
    power_cut,   // of files: the program dies, and whatever was not synced is lost
    power_torn,  // of files: the same, but of what was not synced every other write is kept
};

inline constexpr int killed = 99;  // exit code of a program that died of a fault

// The fault happens at the `at`-th step from now, counted from 1, and only once.
void plant_in_steps(Fault fault, std::int64_t at);
void plant_in_files(Fault fault, std::int64_t at);
[[nodiscard]] std::int64_t steps_passed();
[[nodiscard]] std::int64_t file_changes();

// Puts ourselves between SQLite and the files. Harmless while nothing is planted.
void watch_files();

}  // namespace aliquot::ledger::testing
