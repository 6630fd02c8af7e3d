// summary.json: one run on one page of figures, for scripts and for `aliquot compare`.
#pragma once

#include <span>
#include <string>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

inline constexpr std::string_view run_format = "aliquot-run/1";

[[nodiscard]] std::string summary_json(const Scenario& scenario, const Run& run,
                                       std::span<const std::string> overrides);

}  // namespace aliquot
