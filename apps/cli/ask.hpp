// Questions to a person who sits at a terminal. Scripts are never asked.
#pragma once

#include <optional>
#include <string>

#include "aliquot/core/secret.hpp"

namespace aliquot::cli {

// Whether a person types what is read, and sees what is printed.
[[nodiscard]] bool somebody_sits_here();
// Whether a person types what is read and sees questions, wherever the answers go.
[[nodiscard]] bool somebody_types();

// A line, without its end. Nothing: the input ended.
[[nodiscard]] std::optional<std::string> ask(const std::string& question);
// The same, without showing what is typed.
[[nodiscard]] std::optional<Secret> ask_secret(const std::string& question);

}  // namespace aliquot::cli
