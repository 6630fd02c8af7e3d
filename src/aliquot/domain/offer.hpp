// Awards, the offers that put them to participants, and what came of them.
//
// A forecast, an award, an offer, an accepted amount and a delivery are different things in
// different types: they are never summed or shown together by accident.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/participant.hpp"
#include "aliquot/domain/supply.hpp"

namespace aliquot {

enum class Answer { accept, partial, decline, defer, silent };
inline constexpr std::array<std::string_view, 5> answer_names{"accept", "partial", "decline",
                                                              "defer", "silent"};

enum class OfferState { offered, accepted, partly_accepted, declined, deferred, lapsed };
inline constexpr std::array<std::string_view, 6> offer_state_names{
    "offered", "accepted", "partly_accepted", "declined", "deferred", "lapsed"};

enum class AwardSource { round, reallocation, exceptional };
inline constexpr std::array<std::string_view, 3> award_source_names{"round", "reallocation",
                                                                    "exceptional"};

struct Award {
    int round = 0;
    Date date;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    AwardSource source = AwardSource::round;
};

struct Offer {
    int id = 0;  // from 1, in order of issue
    int round = 0;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    Date offered;
    Date deadline;  // the last day to answer
    AwardSource source = AwardSource::round;
    OfferState state = OfferState::offered;
    std::optional<Date> answered;
    Doses accepted;
    std::string reason;
    std::string wish;
};

struct Delivery {
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    Date dispatched;
    Date arrived;
};

// Doses that one participant did not take or gave back, in the hands of another.
struct Reallocation {
    ParticipantIndex from;
    ParticipantIndex to;
    int round = 0;
    SupplyIndex supply;
    Doses doses;            // offered to `to`
    std::string reason;     // declined, deferred, lapsed, partly_accepted or returned, and why
    int severity_rank = 0;  // of `to` on that day; 1 is the most severely affected
    std::string wish;       // of `from`, if it gave one
};

}  // namespace aliquot
