// A refused command in the log: what was asked, and why it may not be.
#pragma once

#include <string>
#include <string_view>

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"

namespace aliquot {

// What a credential would be compared with is left out.
[[nodiscard]] std::string refusal_json(const Command& command, const Refusal& refusal);

// Somebody did not show to be the person they say; `by`: "word", "password" or "token".
[[nodiscard]] std::string failed_proof_json(std::string_view by, const Refusal& refusal);
[[nodiscard]] bool is_failed_password(std::string_view json);

// What `refusal_json` wrote. Anything else is a refusal that says so.
[[nodiscard]] Refusal read_refusal(std::string_view json);

}  // namespace aliquot
