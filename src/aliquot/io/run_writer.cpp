// Which file holds what; each is made by a function of its own in run/.
#include "aliquot/io/run_writer.hpp"

#include <fmt/core.h>

#include "aliquot/io/run/decision_package.hpp"
#include "aliquot/io/run/summary.hpp"
#include "aliquot/io/run/tables.hpp"

namespace aliquot {

Folder run_files(const Scenario& scenario, const Run& run, const Folder& inputs,
                 std::span<const std::string> overrides) {
    Folder folder{.name = inputs.name, .files = {}};
    auto& files = folder.files;
    files["summary.json"] = summary_json(scenario, run, overrides);
    files["awards.csv"] = awards_csv(scenario, run);
    files["offers.csv"] = offers_csv(scenario, run);
    files["exclusions.csv"] = exclusions_csv(scenario, run);
    files["deliveries.csv"] = deliveries_csv(scenario, run);
    files["coverage.csv"] = coverage_csv(scenario, run);
    files["reallocations.csv"] = reallocations_csv(scenario, run);
    files["ledger.journal"] = hledger_journal(scenario, run);
    for (const Decision& each : run.decisions)
        files[fmt::format("decisions/round-{:02}.json", each.round)] =
            decision_package_json(scenario, run, each);
    for (const auto& [path, bytes] : inputs.files) files["inputs/" + path] = bytes;
    return folder;
}

}  // namespace aliquot
