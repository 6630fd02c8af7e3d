// The record of one replay: everything that was decided and that happened, ready to be written.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/counterfactual.hpp"
#include "aliquot/domain/exclusion.hpp"
#include "aliquot/domain/explanation.hpp"
#include "aliquot/domain/lives.hpp"
#include "aliquot/domain/lots_outcome.hpp"
#include "aliquot/domain/offer.hpp"
#include "aliquot/domain/transfer.hpp"

namespace aliquot {

// What a participant held on a day, from the facility (accepted) and from elsewhere.
struct CoverageRow {
    Date date;
    ParticipantIndex participant;
    Doses facility;   // accepted, whether delivered yet or not
    Doses other;      // from elsewhere
    Courses held;     // of both, by each product's course length
    Doses delivered;  // the part of `facility` that has arrived
};

// Why a participant got what it got in a round: what it brought, and what bound it.
struct ClaimOutcome {
    ParticipantIndex participant;
    Courses held;             // before the round
    Courses room;             // the most it could take: request, ceiling, capacity
    std::string room_reason;  // what sets the room: "request", "ceiling", "absorption"
    Courses exact;            // the rule's answer in whole courses, before lots
    Courses awarded;          // after lots and minimum shipments
    std::string bound;        // the name of the binding reason
    std::vector<SupplyIndex> open_lines;
    // Its lines are used up by participants at or below this coverage; nothing if not bound so.
    std::optional<std::int64_t> level_millionths;
    People weight{};  // what coverage is measured against when doses are shared
    Explanation explanation{};
    // Said by one rule each.
    std::optional<Courses> completing{};    // `second_doses`: of those awarded, for started courses
    std::optional<Courses> carried_over{};  // `demand_pull`: demand that stays unmet
    // `severity_weighted`: the factors of its weight in thousandths, and the courses it would be
    // awarded, at the lower, the middle and the upper end of what is known about deaths.
    struct Severity {
        bool known = false;  // false: no deaths reported
        std::array<std::int64_t, 3> factor{1000, 1000, 1000};
        std::array<Courses, 3> courses;
        std::string basis{};                // what unreported deaths were judged by, in words
        std::vector<std::string> doubts{};  // why its reports are not believed

        [[nodiscard]] bool depends() const {
            return courses[0] != courses[1] || courses[1] != courses[2];
        }
    };
    std::optional<Severity> severity{};
    std::optional<LivesOutcome> lives{};  // `most_deaths_averted`
};

struct Certificate {
    std::string rule;
    bool verified = false;
    std::vector<std::string> statements;  // what was checked, in words
    std::vector<std::string> violations;  // empty when verified
};

// What one round decided, and from what.
struct Decision {
    int round = 0;
    Date date;
    std::string rule;
    std::vector<SupplyIndex> lines;  // shared in this round
    std::vector<Doses> line_doses;   // free on each of them
    std::vector<Doses> line_left;    // unallocated after the round
    std::vector<ClaimOutcome> claims;
    std::vector<Award> awards;
    std::vector<SupplyBlock> blocks;    // lines used up together, the least covered first
    std::vector<Guarantee> guarantees;  // what can be relied on in this round
    std::vector<Price> prices;          // of gates and earmarks, where they were asked for
    Certificate certificate;
    // The most that lots and minimum shipments took from anyone against the exact answer.
    Courses largest_shortfall;
    std::vector<std::string> notices;  // what the rule assumed where the inputs say nothing
    std::optional<ParticipantIndex> largest_shortfall_participant;
    // Against the exact answer, where the rule evens out and shares in lots.
    std::optional<LotsOutcome> lots;
};

// Accepted doses that had not left by the last day, and what held them up.
struct Waiting {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    Date accepted;
    std::string why;
};

struct Totals {  // in doses; see docs/reference/run-files.md for the identity they satisfy
    Doses supply, awarded, accepted, declined, lapsed, deferred, returned, reallocated, delivered;
    Doses expired, unallocated, buffer, open_offers, awaiting_dispatch, in_transit, in_custody;
};

struct Run {
    std::string rule;
    Date until;  // the last day that was replayed
    std::vector<Decision> decisions;
    std::vector<Award> awards;
    std::vector<Offer> offers;
    std::vector<Exclusion> exclusions;
    std::vector<Delivery> deliveries;
    std::vector<CoverageRow> coverage;  // at every round date and at the end
    std::vector<Reallocation> reallocations;
    std::vector<Waiting> waiting;
    std::vector<std::string> notices;  // what was asked for and did not come about
    std::vector<Transfer> transfers;
    std::vector<std::size_t> assertion_points;  // transfers before each round, and at the end
    Totals totals;
};

}  // namespace aliquot
