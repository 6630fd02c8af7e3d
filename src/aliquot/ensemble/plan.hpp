// What an ensemble is to work out: runs lived again, the epidemics of their participants, and the
// batches in which the work is done.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/epidemic/comparison.hpp"
#include "aliquot/io/epidemic/comparison_files.hpp"
#include "aliquot/replay/lived_again.hpp"

namespace aliquot {

struct EnsembleRequest {
    std::vector<std::string> runs;  // folders; the others are held against the first
    std::string settings;           // a file, or nothing
    std::size_t members = 100;
    std::uint64_t seed = 1;
    std::string shard;  // "2/5", or nothing: all members
    // Yardsticks that stand before the runs, in this order: "nothing", where no dose reaches
    // anyone, and "elsewhere", where only the first run's `other_supply` does.
    std::vector<std::string> beside{};
};

// One participant, under every run, in some members: no part of the work needs another.
struct Batch {
    std::size_t participant = 0;
    std::size_t first_member = 0;  // of the whole ensemble
    std::size_t members = 0;

    friend bool operator==(const Batch&, const Batch&) = default;
};

using BatchFigures = std::vector<epidemic::MemberFigures>;  // by run, then by member

struct EnsemblePlan {
    ComparisonHead head;
    std::size_t first_member = 0;
    std::size_t members = 0;                    // from that one on
    std::vector<std::string> summaries_sha256;  // of the runs
    std::vector<epidemic::ComparedParticipant> participants;
    std::vector<Batch> batches;  // every participant and member of this plan in one of them

    [[nodiscard]] std::size_t figures_in(std::size_t batch) const {
        return head.runs.size() * batches[batch].members;
    }
};

// Errors: wrong_input (no shard, yardstick, settings, scenarios), not_found (no run, no epidemic),
// conflict (runs of other participants or days; a run that was changed). All that can be found at
// once.
[[nodiscard]] Checked<EnsemblePlan> plan_ensemble(const EnsembleRequest& request);

// The same of runs that were lived just now, in the order of the request's names for them.
// Requires: as many runs as names.
[[nodiscard]] Checked<EnsemblePlan> plan_ensemble(const EnsembleRequest& request,
                                                  const std::vector<LivedAgain>& runs);

// Promises: figures that depend on the plan and the batch alone.
[[nodiscard]] BatchFigures work_out(const EnsemblePlan& plan, std::size_t batch);

}  // namespace aliquot
