// From the files of a scenario folder to a Scenario, or to everything that is wrong with them.
#pragma once

#include <span>
#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

// Overrides are settings such as `lots.respect=false` or `gates.off=["border_closed"]`: one TOML
// key and value each, applied over scenario.toml.
//
// Errors: every error of every file, in order of file, row and column, each with where it is
// (file, row counted from 1 at the header, column), the value, and a hint.
[[nodiscard]] Checked<Scenario> read_scenario(const Folder& folder,
                                              std::span<const std::string> overrides = {});

// A small scenario with a comment at every setting: it reads without errors and runs.
[[nodiscard]] Folder starter_scenario();

}  // namespace aliquot
