// In a few words, why a participant got no more than it did.
#pragma once

#include <string>

#include "aliquot/domain/run.hpp"

namespace aliquot::report {

// What bound it in the last round in which it had a claim; if every supply line was closed to it
// then, the code that left it out most often, or else (no line was shared in that round) what bound
// it in the round before. Empty if the run says nothing.
[[nodiscard]] std::string main_reason(const Run& run, ParticipantIndex participant);

}  // namespace aliquot::report
