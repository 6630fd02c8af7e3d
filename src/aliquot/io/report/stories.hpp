// What became of doses that were not taken: one story for each participant and supply line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::report {

struct Recipient {
    ParticipantIndex participant;
    Doses doses;            // offered to it from these
    int severity_rank = 0;  // on that day; 1 is the most severely affected
};

struct Story {
    std::string kind;  // declined, partly_accepted, deferred, lapsed or returned
    ParticipantIndex from;
    SupplyIndex supply;
    std::vector<const Offer*> offers;  // in order of issue; none of a return
    Date day;                          // of the first answer, lapse or return
    Doses offered;
    Doses accepted;
    Doses not_taken;                    // declined, deferred, lapsed, or handed back
    std::vector<Recipient> recipients;  // the most severely affected first
    Doses passed_on;                    // to the recipients in all
    std::string reason;
    std::string wish;
};

// Most doses first.
[[nodiscard]] std::vector<Story> stories_of(const Scenario& scenario, const Run& run);

}  // namespace aliquot::report
