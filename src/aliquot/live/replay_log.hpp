// A replay written down as the log of a facility, so that what looks at logs looks at replays too.
//
// The one person in it is the replay itself: it opens the facility and gives every command, one a
// day. Its clock is the scenario's, so that the same scenario gives the same log, hash for hash.
#pragma once

#include <span>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/event.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/ledger/log/store.hpp"

namespace aliquot {

// `files` and `overrides`: what the scenario was read from. `events`: in order of their days.
// Errors: conflict, when the store holds something already; io.
[[nodiscard]] Result<ledger::Head> write_replay(ledger::Store& store, const Scenario& scenario,
                                                const Folder& files,
                                                const std::vector<std::string>& overrides,
                                                std::span<const DoseEvent> events);

}  // namespace aliquot
