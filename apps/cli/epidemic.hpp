// `aliquot epidemic`: what an epidemic comes to in one population; `aliquot ensemble`: runs
// compared by the epidemics of their participants.
#pragma once

#include <memory>

#include "door.hpp"

namespace CLI {
class App;
}

namespace aliquot::cli {

// Adds the commands; what they keep lives as long as the answer does.
[[nodiscard]] std::shared_ptr<void> add_epidemic_commands(CLI::App& app, int& code);
[[nodiscard]] std::shared_ptr<void> add_fit_command(CLI::App& epidemic, int& code);
[[nodiscard]] std::shared_ptr<void> add_ensemble_commands(CLI::App& app, int& code);
[[nodiscard]] std::shared_ptr<void> add_frontier_command(CLI::App& app, int& code);

}  // namespace aliquot::cli
