// A scenario through time: the facility's commands, called on the days that the scenario names.
//
// On each day, in this order: delays are learned, shipments arrive, doses are handed back, doses
// expire, offers are answered or lapse, supply is confirmed, a round is held if one is due, and
// accepted doses leave. The facility is the one that serves live commands.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/facility/facility.hpp"

namespace aliquot {

struct ReplayOptions {
    std::optional<Date> until;         // the last day; nothing: the scenario's end
    std::optional<int> stop_at_round;  // compute this round, commit nothing of it, and stop
    // Awards to check and use in a round instead of the rule's.
    std::map<int, std::vector<GivenAward>> given;
    bool keep_facts = false;  // what each round started from, for asking what if
    bool prices = false;      // solve each round again without each gate and earmark
};

struct Replayed {
    Run run;
    std::vector<DoseEvent> events;  // everything that happened, in order
    std::optional<ProposedRound> stopped_at;
    std::map<int, std::vector<Violation>> violations;  // of given awards, by round
    // If they were to be kept: what each round started from, and what became free to others.
    std::map<int, RoundFacts> facts;
    std::vector<Facility::FreedThen> freed;
};

// Errors: infeasible (a fixed rate the supply cannot pay for; an offer of doses that are not
// there), not_found (a round that is not held).
[[nodiscard]] Result<Replayed> replay(const Scenario& scenario, const ReplayOptions& options = {});

}  // namespace aliquot
