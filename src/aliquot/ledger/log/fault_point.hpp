// Places where a test may let the store fail or the program die. In ordinary builds they are
// nothing.
#pragma once

namespace aliquot::ledger {

#ifdef ALIQUOT_FAULTS
// Whether to fail here; or does not return. The tests say which: tests/ledger/planted_faults.hpp.
[[nodiscard]] bool fails_at(const char* point);
#else
[[nodiscard]] constexpr bool fails_at(const char* /*point*/) {
    return false;
}
#endif

}  // namespace aliquot::ledger
