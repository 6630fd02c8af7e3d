// What comes to each participant, when, and how sure; and what of that has changed, and why.
//
// The stage says how sure: what was received is certain, what was offered depends on an answer. The
// days are those of arrival, worked out from what is known: the plan of the shipment or, without
// one, the day on which its supply line is available and the days of transit. A line that has not
// come and has slipped before may slip by as much again: that makes the latest day.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/facility/desk/desk_state.hpp"

namespace aliquot {

// The surest first; the last four are of offers that came to nothing.
enum class Stage { received, on_its_way, accepted, offered, declined, deferred, lapsed, expired };
inline constexpr std::array<std::string_view, 8> stage_names{
    "received", "on its way", "accepted", "offered", "declined", "deferred", "lapsed", "expired"};

struct Coming {
    int offer = 0;  // 0, where what was received has lost its number
    ParticipantIndex participant;
    SupplyIndex line;
    Doses doses;
    Stage stage = Stage::offered;
    std::optional<Date> earliest;  // day of arrival; nothing: nobody can say yet
    std::optional<Date> latest;    // nothing: nobody can say how late
    std::string held_up_by;

    friend bool operator==(const Coming&, const Coming&) = default;
};

// Everything received or still to come, as it looks on the day; by participant, the surest first.
[[nodiscard]] std::vector<Coming> pipeline(const DeskState& desk, Date today);

// An event with the record of the log in which it stands.
struct Told {
    std::int64_t record = 0;
    Event event;
};

struct Reason {
    std::int64_t record = 0;
    std::string words;

    friend bool operator==(const Reason&, const Reason&) = default;
};

// An offer's doses then and now.
struct Change {
    std::optional<Coming> was;  // nothing: there was no such offer
    Coming is;
    std::vector<Reason> why;
};
// A supply line of which something became known.
struct LineChange {
    SupplyIndex line;
    Reason why;
};
struct Changes {
    std::vector<Change> offers;     // by number
    std::vector<LineChange> lines;  // in the order of the log
};

// What is different today by what happened: both desks are looked at with today's eyes, so that
// nothing changes by a day going by alone. `then`: null, where the facility had not begun.
// Requires: `since` is what led from one desk to the other.
[[nodiscard]] Changes changes(const DeskState* then, const DeskState& now,
                              std::span<const Told> since, Date today);

}  // namespace aliquot
