// What commands about the epidemics of participants share: settings from a file, and the doses of
// runs as plans of vaccination.
#pragma once

#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/io/epidemic/ensemble_settings.hpp"

namespace aliquot {

struct LoadedSettings {
    EnsembleSettings settings;
    std::string sha256;  // of the file, or "default"
};
[[nodiscard]] Checked<LoadedSettings> load_settings(const std::string& path);

struct Delivered {
    const Scenario* scenario = nullptr;
    const Run* run = nullptr;
};

// The vaccines that arrive under some run, with what arrives under each.
[[nodiscard]] std::vector<epidemic::ProductPlan> plans_of(const std::vector<Delivered>& runs,
                                                          std::size_t who,
                                                          const EnsembleSettings& settings,
                                                          double people);

}  // namespace aliquot
