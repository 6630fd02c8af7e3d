// The files a scenario folder may hold, in the order in which they are read and reported.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace aliquot::reading {

inline constexpr std::array<std::string_view, 22> scenario_files{
    "scenario.toml", "participants.csv", "products.csv", "supply.csv",    "other_supply.csv",
    "readiness.csv", "preferences.csv",  "capacity.csv", "limits.csv",    "responses.csv",
    "offers.csv",    "returns.csv",      "delays.csv",   "severity.csv",  "excess.csv",
    "started.csv",   "borders.csv",      "recorded.csv", "forecasts.csv", "statements.csv",
    "judgements.csv", "transmissibility.csv"};

// Unknown files come last.
[[nodiscard]] constexpr std::size_t rank_of(std::string_view file) {
    std::size_t rank = 0;
    while (rank < scenario_files.size() && scenario_files.at(rank) != file) ++rank;
    return rank;
}

}  // namespace aliquot::reading
