// Anyone's allocation as a table: who is to get how many doses of which supply line.
//
// Made by hand, by another program, or by us: awards.csv of a run is such a table.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

struct AllocationRow {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    std::optional<std::int64_t> round;  // nothing: the table does not say
    AwardSource source = AwardSource::round;
    std::uint64_t row = 0;  // in the file, counted from 1 at the header
};

// Columns: participant,supply,doses; then, where given, round,date,product,source as in
// awards.csv. `name` stands for the file in messages.
//
// Promises: rows in order of round, participant and supply line, whatever the order in the file.
// Errors: all of them, located: unknown ids with the nearest known one, wrong numbers, a product
// that the line is not of, the same participant and line twice (in the same round, of the same
// date and source).
[[nodiscard]] Checked<std::vector<AllocationRow>> read_allocation(const Scenario& scenario,
                                                                  std::string_view name,
                                                                  std::string_view bytes);

}  // namespace aliquot
