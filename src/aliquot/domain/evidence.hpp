// What comes of reading statements against each other: numbers that cannot be, contradictions,
// dates that slipped, and what is believed of a supply event on a day, with every reason.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/index.hpp"
#include "aliquot/domain/statement.hpp"

namespace aliquot {

using StatementIndex = Index<struct StatementKind>;  // into Evidence::statements

// Numbers of one statement that cannot all be what it says they are.
struct ArithmeticFault {
    StatementIndex statement;
    std::string what;
    std::vector<std::string> readings;  // under which each number would be right
};

enum class ContradictionKind { delivered_denied, accepted_declined, two_amounts, marked };
inline constexpr std::array<std::string_view, 4> contradiction_names{
    "delivered_denied", "accepted_declined", "two_amounts", "marked"};

// Statements that cannot all be right, as a set: nobody is called the liar.
struct Contradiction {
    ContradictionKind kind = ContradictionKind::marked;
    std::string participant;
    std::string product;                     // empty: not named
    std::vector<StatementIndex> statements;  // newest first
    std::string what;
    std::string way_out;  // how all of them could be right after all; empty: in no way we know
};

// A promise whose time moved to later, once or more.
struct Slip {
    std::string participant;
    std::string product;
    std::string supply;
    std::vector<StatementIndex> statements;  // one for each time that was named, oldest first
    Days moved{0};                           // from the first start to the last
};

// Doses that arrived, or are said to have, and are no supply.
struct SampleImport {
    StatementIndex statement;
    std::string why;
};

struct EvidenceFindings {
    Date on;
    std::size_t statements = 0;  // that had been made by the day, taken back or not
    std::vector<Contradiction> contradictions;
    std::vector<ArithmeticFault> arithmetic;
    std::vector<Slip> slips;
    std::vector<SampleImport> samples;

    // Slips and samples are worth knowing; they are nobody's mistake.
    [[nodiscard]] bool faults() const { return !contradictions.empty() || !arithmetic.empty(); }
};

enum class Weighing {
    counted,     // it moves the belief by its factors
    repeated,    // its voice is counted by another statement
    taken_back,  // struck through: superseded on or before the day
    set_aside    // it says nothing about this event, though it seems to
};
inline constexpr std::array<std::string_view, 4> weighing_names{"counted", "repeated", "taken_back",
                                                                "set_aside"};

struct BeliefReason {
    StatementIndex statement;
    bool speaks_for = true;
    Weighing weighing = Weighing::counted;
    double reliability_factor = 1;  // of the odds; below 1 where it speaks against
    double credibility_factor = 1;
    std::string words;
};

struct EventBelief {
    SupplyEvent event;
    Date on;
    Belief computed = Belief::possible;
    double probability = 0.5;
    std::vector<BeliefReason> reasons;  // oldest first
    int voices_for = 0;                 // independent ones
    int voices_against = 0;
    std::optional<Doses> least;  // of the amounts that are named by those who speak for it
    std::optional<Doses> most;
    std::optional<Judgement> judgement;  // a named person's word, in force on the day

    [[nodiscard]] Belief belief() const { return judgement ? judgement->belief : computed; }
};

// Doses that a participant has or is to get by what was said, as a range.
struct ExpectedSupply {
    std::string participant;
    std::string product;
    std::string supply;
    bool arrived = false;  // false: to come
    Belief belief = Belief::possible;
    bool counts = false;         // by the setting of the scenario
    std::optional<Doses> least;  // nothing: nobody named an amount
    std::optional<Doses> most;
    std::optional<Date> from;  // when they are to come
    std::optional<Date> to;
    std::string why;
};

// What was believed of one event, from each day on which that changed.
struct BeliefHistory {
    EventBelief latest;                // on the timeline's day
    std::vector<EventBelief> changes;  // ascending
};

// Who said what when about one participant, and what was believed on each day.
struct StatementTimeline {
    std::string participant;
    std::string name;
    Date on;
    std::vector<StatementIndex> statements;  // oldest first
    std::vector<BeliefHistory> events;
    EvidenceFindings findings;  // of this participant
    std::vector<ExpectedSupply> expected;
};

}  // namespace aliquot
