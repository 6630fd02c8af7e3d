// In a few words, why a participant got no more than it did.
#pragma once

#include <string>

#include "aliquot/domain/run.hpp"

namespace aliquot::report {

// What bound it in the last round in which it had a claim; if every supply line was closed to it,
// the code that left it out most often. Empty if the run says nothing.
[[nodiscard]] std::string main_reason(const Run& run, ParticipantIndex participant);

}  // namespace aliquot::report
