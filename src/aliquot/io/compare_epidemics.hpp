// What an ensemble says of runs that stand side by side: who falls ill and who dies, over members.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aliquot/io/compare.hpp"
#include "aliquot/io/epidemic/over_members.hpp"

namespace aliquot {

struct RunEpidemics {
    OverMembers infections;
    OverMembers admissions;
    OverMembers deaths;
    OverMembers life_years;              // lost
    std::optional<OverMembers> averted;  // deaths under the first run less these; not of the first
    std::optional<OverMembers> gained;   // years of life, likewise
};

struct RunsEpidemics {
    std::int64_t members = 0;
    std::size_t participants = 0;  // with an epidemic
    std::size_t left_out = 0;
    std::vector<RunEpidemics> runs;
};

// The ensemble's figures in the order of the runs, held against the first of them. `folder` is
// where the ensemble was read, for messages.
// Errors: conflict (it is of other runs, of fewer or more, or a part of an ensemble).
[[nodiscard]] Result<RunsEpidemics> epidemics_of(std::span<const RunSummary> runs,
                                                 const ComparedRuns& ensemble,
                                                 const std::string& folder);

}  // namespace aliquot
