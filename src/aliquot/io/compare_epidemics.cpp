// Runs found in an ensemble by what went into them.
#include "aliquot/io/compare_epidemics.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

namespace {

using epidemic::Figures;

// By the inputs, which hold the rule too. Two runs of the same inputs are the same run.
std::optional<std::size_t> place_of(const RunSummary& run, const ComparedRuns& ensemble) {
    const auto found =
        std::ranges::find(ensemble.head.runs, run.inputs_sha256, &ComparedRun::inputs_sha256);
    if (found == ensemble.head.runs.end()) return std::nullopt;
    return static_cast<std::size_t>(found - ensemble.head.runs.begin());
}

tl::unexpected<Error> conflict(std::string what, const std::string& where, std::string hint) {
    return tl::unexpected(Error{ErrorCode::conflict, std::move(what), where, std::move(hint)});
}

}  // namespace

Result<RunsEpidemics> epidemics_of(std::span<const RunSummary> runs, const ComparedRuns& ensemble,
                                   const std::string& folder) {
    const auto all = static_cast<std::int64_t>(ensemble.figures.members());
    if (all != ensemble.head.members)
        return conflict(fmt::format("it has {} of {} members: a shard", all, ensemble.head.members),
                        folder, "put the shards together with `aliquot ensemble merge`");
    std::vector<std::size_t> places;
    for (const RunSummary& run : runs) {
        const auto place = place_of(run, ensemble);
        if (!place)
            return conflict(
                fmt::format("the ensemble does not know this run, {}, by its inputs", run.rule),
                run.folder,
                fmt::format("work it out with `aliquot ensemble`; {} is of others, or "
                            "the run has changed since",
                            folder));
        places.push_back(*place);
    }
    for (const ComparedRun& each : ensemble.head.runs)
        if (!each.is_yardstick() &&
            std::ranges::find(runs, each.inputs_sha256, &RunSummary::inputs_sha256) == runs.end())
            return conflict(fmt::format("it also holds {}, which is not compared", each.folder),
                            folder, "name that run too, or an ensemble of just these runs");
    const std::size_t everyone = ensemble.head.participants.size();
    RunsEpidemics out{all, everyone, ensemble.head.left_out.size(), {}};
    for (const std::size_t place : places) {
        const auto of = [&](Figure figure) {
            return over_members(of_members(ensemble, place, figure, 0, everyone));
        };
        RunEpidemics one{of(&Figures::infections),
                         of(&Figures::admissions),
                         of(&Figures::deaths),
                         of(&Figures::life_tenths),
                         {},
                         {}};
        if (!out.runs.empty()) {
            one.averted = over_members(deaths_averted(ensemble, places.front(), place));
            one.gained =
                over_members(less_of(ensemble, &Figures::life_tenths, places.front(), place));
        }
        out.runs.push_back(one);
    }
    return out;
}

}  // namespace aliquot
