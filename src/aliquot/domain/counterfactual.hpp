// What a round would have given with one thing changed: solved again, not estimated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/coverage.hpp"
#include "aliquot/domain/participant.hpp"
#include "aliquot/domain/supply.hpp"

namespace aliquot {

// One participant's award before and after the change, in courses.
struct Shift {
    ParticipantIndex participant;
    Courses before;
    Courses after;
};

// One thing changed for one participant.
struct Counterfactual {
    std::string code;    // "step", "gates", "request", "product", "earmark", "limit", "lot", ...
    std::string change;  // "if step indemnity_signed held for it"
    Doses doses_before;  // its award, as rounded to lots
    Doses doses_after;
    Courses courses_before;
    Courses courses_after;
    Courses exact_before;  // before lots
    Courses exact_after;
    std::vector<Shift> givers;   // others who would get less, the largest loss first
    std::vector<Shift> gainers;  // others who would get more
};

// How a round comes out for everybody.
struct RoundFigures {
    Courses shared;
    double lowest = 0;  // coverage after the round, of the least covered
    ParticipantIndex lowest_participant;
    double gini = 0;  // of coverage after the round, weighted by population
};

// One gate or one earmark taken away for everybody.
struct Price {
    std::string code;                 // the gate's exclusion code; "earmark"; "all"
    std::string change;               // "without the gate border_closed"
    std::optional<SupplyIndex> line;  // of an earmark
    std::size_t pairs = 0;            // pairs of participant and line that it closed
    RoundFigures before;
    RoundFigures after;
    std::vector<Shift> gainers;  // the largest first
    std::vector<Shift> givers;
};

}  // namespace aliquot
