// Why a participant got what it got in a round: one binding reason, with the figures to redo it.
//
// The reasons are closed: every claim of every round has exactly one. Each has a heading in
// docs/reference/reasons.md. What would have happened otherwise is not here but in
// counterfactual.hpp, for it takes another solution of the round.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/domain/exclusion.hpp"

namespace aliquot {

enum class BindingReason {
    no_supply_open,   // nothing was shared, or every line was closed to it
    not_needed,       // it held all that it asks for, or may have, before the round
    above_threshold,  // `least_covered`: it is not below the threshold
    product_limit,    // what is open to others is of products beyond its limit
    own_limit,        // it got all that one of its own limits allows
    supply,           // its lines are used up by participants at or below its level
    rounding,         // whole courses, lots or a minimum shipment took what it was owed
    rate,             // `proportional`: the rate of its products gives it no lot more
    recorded,         // what was given is on record; no rule decided it
    rule_order,       // a rule of several passes or weights gave the supply to others first
};
inline constexpr std::array<std::string_view, 10> binding_reason_names{
    "no_supply_open", "not_needed", "above_threshold", "product_limit", "own_limit", "supply",
    "rounding",       "rate",       "recorded",        "rule_order"};

enum class OwnLimit { request, ceiling, absorption, storage, line_limit };
inline constexpr std::array<std::string_view, 5> own_limit_names{"request", "ceiling", "absorption",
                                                                 "storage", "line_limit"};

// What stands between a claim and one course more of a line, in the rule's exact answer.
enum class LineState { closed, at_limit, storage_full, used_up, left };
inline constexpr std::array<std::string_view, 5> line_state_names{
    "closed", "at_limit", "storage_full", "used_up", "left"};

struct LineStanding {
    SupplyIndex line;
    LineState state = LineState::left;
    std::optional<ExclusionCode> gate;  // of a closed line
    Courses exact;                      // what the exact answer gives it of this line
};

// Supply lines that are used up together, and the coverage up to which they reach:
//
//     level = (supply - capped + held) / weight
//
// Whoever shares them without being stopped by a limit of its own holds that share of its weight
// after the round, to the course that cannot be split.
struct SupplyBlock {
    std::vector<SupplyIndex> lines;
    Courses supply;                         // S: what is shared of these lines
    Courses capped;                         // C: of it, to those who are stopped by own limits
    std::vector<ParticipantIndex> stopped;  // ... who they are
    Courses held;   // H: what the others held before, or get from other lines
    People weight;  // W: of the others
    std::vector<ParticipantIndex> sharing;  // ... who they are
    // The course that went to the best covered: what it held before it, and its weight. No course
    // of the block went at a higher coverage.
    Courses last_covered;
    People last_weight;
    std::optional<ParticipantIndex> last;

    // Nothing when everyone in the block is stopped by a limit of its own.
    [[nodiscard]] std::optional<std::int64_t> level_millionths() const {
        if (weight == People{0}) return std::nullopt;
        return Coverage{supply - capped + held, weight}.millionths();
    }
};

// `proportional`: the line of arithmetic for one product.
struct ProductRate {
    ProductIndex product;
    // Doses per head, as a fraction: of the claim whose last lot set it, or as fixed.
    std::int64_t rate_doses = 0;
    std::int64_t rate_people = 1;
    Doses had;       // facility doses, those of products shared earlier in the round included
    Doses lot;       // the step
    Doses smallest;  // the minimum shipment in whole lots, or what the ceiling leaves of it
    Doses given;
};

struct Explanation {
    BindingReason reason = BindingReason::supply;
    std::optional<OwnLimit> limit;     // of not_needed and own_limit
    Courses limit_courses;             // the limit: in all, of the storage class, or of the line
    std::optional<std::size_t> block;  // of supply and rounding: place in Decision::blocks
    Courses smallest_step;             // of rounding by lots: the least that could be sent
    bool by_lots = false;              // of rounding: lots, or the course that cannot be split
    std::vector<ProductRate> rates;    // of rate, rounding and own_limit under `proportional`
    std::vector<LineStanding> lines;   // every line of the round
};

// A promise that this round's rule makes, or what breaks it here; see docs/methods/guarantees.md.
struct Guarantee {
    std::string code;
    bool holds = false;
    std::vector<std::string> because;  // what breaks it; empty when it holds
};

}  // namespace aliquot
