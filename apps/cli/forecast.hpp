// What the commands about expected supply share: what came, and how often ranges held it.
#pragma once

#include "commands.hpp"
#include <nlohmann/json.hpp>

#include "aliquot/evidence/forecast.hpp"

namespace aliquot::cli {

// What came from elsewhere and from the facility: as on record, or else as the scenario's rule
// delivers it by the day.
struct KnownArrivals {
    Date day;
    std::vector<Arrival> all;
    std::string facility;  // in words: where the facility's figures are from
};
[[nodiscard]] Result<KnownArrivals> known_arrivals(const Scenario& scenario,
                                                   const std::string& day);

// Empty if everybody is meant. Errors: not_found.
[[nodiscard]] Result<std::optional<ParticipantIndex>> participant_of(const Scenario& scenario,
                                                                     const std::string& id);

[[nodiscard]] std::string month_text(Month month);  // 2021-09
[[nodiscard]] std::string percent(std::int64_t part, std::int64_t whole, int decimals = 1);
[[nodiscard]] nlohmann::ordered_json range_json(const DosesRange& range);
[[nodiscard]] std::string range_cells(const DosesRange& range);
[[nodiscard]] nlohmann::ordered_json measured_json(const std::vector<HeldOut>& rows);
[[nodiscard]] std::string measured_text(const std::vector<HeldOut>& rows, const std::string& title);

}  // namespace aliquot::cli
