// A figure over members as JSON: the same members wherever it stands.
#pragma once

#include <nlohmann/json.hpp>

#include "aliquot/io/epidemic/over_members.hpp"

namespace aliquot {

// mean, sd, q05, q50, q95.
[[nodiscard]] inline nlohmann::ordered_json spread_json(const OverMembers& s) {
    return {{"mean", s.mean}, {"sd", s.sd}, {"q05", s.low}, {"q50", s.middle}, {"q95", s.high}};
}

// Of a paired difference: besides, standard_error, mean_low_95 and mean_high_95.
[[nodiscard]] inline nlohmann::ordered_json difference_json(const OverMembers& s) {
    nlohmann::ordered_json json = spread_json(s);
    json["standard_error"] = s.error;
    json["mean_low_95"] = s.mean_low();
    json["mean_high_95"] = s.mean_high();
    return json;
}

}  // namespace aliquot
