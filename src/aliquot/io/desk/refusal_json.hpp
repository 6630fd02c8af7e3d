// A refused command in the log: what was asked, and why it may not be.
#pragma once

#include <string>
#include <string_view>

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"

namespace aliquot {

[[nodiscard]] std::string refusal_json(const Command& command, const Refusal& refusal);
// What `refusal_json` wrote. Anything else is a refusal that says so.
[[nodiscard]] Refusal read_refusal(std::string_view json);

}  // namespace aliquot
