// The fault points of our own code.
#include "ledger/planted_faults.hpp"

#include <atomic>

#include <unistd.h>

#include "aliquot/ledger/log/fault_point.hpp"

namespace aliquot::ledger {

namespace {

std::atomic<std::int64_t> passed = 0;
std::atomic<std::int64_t> planted_at = 0;
std::atomic<testing::Fault> planted = testing::Fault::none;

}  // namespace

bool fails_at(const char* /*point*/) {
    if (++passed != planted_at) return false;
    if (planted == testing::Fault::kill) ::_exit(testing::killed);
    return planted == testing::Fault::error;
}

namespace testing {

void plant_in_steps(Fault fault, std::int64_t at) {
    planted = fault;
    planted_at = passed + at;
}

std::int64_t steps_passed() {
    return passed;
}

}  // namespace testing
}  // namespace aliquot::ledger
