// Explanations as data: whole numbers, text and truth values only, so that a package can be hashed.
#pragma once

#include <nlohmann/json.hpp>

#include "aliquot/domain/counterfactual.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

[[nodiscard]] nlohmann::ordered_json explanation_json(const Scenario& scenario,
                                                      const Explanation& why);
[[nodiscard]] nlohmann::ordered_json block_json(const Scenario& scenario, const SupplyBlock& block,
                                                std::size_t number);
[[nodiscard]] nlohmann::ordered_json blocks_json(const Scenario& scenario,
                                                 const Decision& decision);
[[nodiscard]] nlohmann::ordered_json guarantees_json(const Decision& decision);
[[nodiscard]] nlohmann::ordered_json counterfactual_json(const Scenario& scenario,
                                                         const Counterfactual& each);
[[nodiscard]] nlohmann::ordered_json prices_json(const Scenario& scenario,
                                                 const Decision& decision);

}  // namespace aliquot
