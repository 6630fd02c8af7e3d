// Published runs of Hogan et al. 2021 (Vaccine 39:2995): fifty million people like those of an
// income group, of whom some ages are vaccinated to 80 %. They lie beside the checkout.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "aliquot/epidemic/outcome.hpp"
#include "aliquot/epidemic/parameters.hpp"

namespace aliquot::epidemic::testing {

inline constexpr double hogan_people = 50'000'000;

// A file of the data beside the checkout, by the names of its columns.
using TextRow = std::map<std::string, std::string>;
[[nodiscard]] std::vector<TextRow> hogan_table(const std::string& name);
[[nodiscard]] nlohmann::json hogan_settings();

struct PublishedRun {
    std::string group;
    std::string targeted;  // seventeen digits: 1 for a band that is vaccinated to 80 %
    double deaths = 0;     // of 2021
    double vaccinated = 0;
};
[[nodiscard]] std::vector<PublishedRun> published_runs();

// The share of each band that is to be vaccinated.
[[nodiscard]] ByAge coverage_of(const std::string& targeted);

// Requires: the group of an entry of the settings.
[[nodiscard]] Parameters hogan_parameters(const nlohmann::json& settings, const std::string& group,
                                          const ByAge& coverage);

struct Year2021 {
    double deaths = 0;
    double vaccinated = 0;
};
[[nodiscard]] Year2021 year_2021(const nlohmann::json& settings, const Outcome& outcome);

}  // namespace aliquot::epidemic::testing
