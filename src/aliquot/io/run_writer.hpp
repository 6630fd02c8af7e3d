// The files of a run: tables, summary, ledger journal, decision packages. See
// docs/reference/run-files.md.
#pragma once

#include <span>
#include <string>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

// Everything but report.html. `inputs` are kept under inputs/, with the overrides in
// summary.json, so that anyone can run it again and get the same bytes.
[[nodiscard]] Folder run_files(const Scenario& scenario, const Run& run, const Folder& inputs,
                               std::span<const std::string> overrides);

// The transfers as a plain-text double-entry journal that `hledger check` accepts: commodity =
// supply line; balance assertions for every account and line at each assertion point.
[[nodiscard]] std::string hledger_journal(const Scenario& scenario, const Run& run);

}  // namespace aliquot
