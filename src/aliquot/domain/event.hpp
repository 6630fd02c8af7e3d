// What happened to doses, one fact at a time, in the order in which it happened.
//
// A facility's state is what its events add up to, and changes by nothing else: the same events
// give the same state, in a replay, in a live facility, and when a log is read years later. An
// event says what came about, never why it was allowed; that was decided before it was recorded.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include "aliquot/domain/offer.hpp"

namespace aliquot {

// The supply line became the facility's to share; a part of it was set aside.
struct SupplyConfirmed {
    static constexpr std::string_view kind = "supply_confirmed";
    Date date;
    SupplyIndex supply;
    Doses doses;
    Doses buffer;  // of the doses

    friend bool operator==(const SupplyConfirmed&, const SupplyConfirmed&) = default;
};

// It was learned that the line comes on another day.
struct SupplySlipped {
    static constexpr std::string_view kind = "supply_slipped";
    Date date;
    SupplyIndex supply;
    Date available;

    friend bool operator==(const SupplySlipped&, const SupplySlipped&) = default;
};

// The line passed its last day of use: what was not on its way has expired, offers of it lapsed.
struct SupplyExpired {
    static constexpr std::string_view kind = "supply_expired";
    Date date;
    SupplyIndex supply;

    friend bool operator==(const SupplyExpired&, const SupplyExpired&) = default;
};

// A round was decided; its offers follow.
struct RoundDecided {
    static constexpr std::string_view kind = "round_decided";
    Date date;
    int round = 0;
    std::string rule;

    friend bool operator==(const RoundDecided&, const RoundDecided&) = default;
};

struct OfferMade {
    static constexpr std::string_view kind = "offer_made";
    Date date;
    int offer = 0;  // from 1, in order of issue
    int round = 0;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    Date deadline;
    AwardSource source = AwardSource::round;

    friend bool operator==(const OfferMade&, const OfferMade&) = default;
};

// An offer was taken, in full or in part, refused, put off, or its deadline passed in silence.
struct OfferAnswered {
    static constexpr std::string_view kind = "offer_answered";
    Date date;
    int offer = 0;
    OfferState state = OfferState::accepted;
    Doses accepted;
    std::string reason;
    std::string wish;

    friend bool operator==(const OfferAnswered&, const OfferAnswered&) = default;
};

// An offer was made of doses that somebody else did not take or gave back.
struct DosesReallocated {
    static constexpr std::string_view kind = "doses_reallocated";
    Date date;
    int offer = 0;  // the new one
    ParticipantIndex from;
    std::string reason;
    std::string wish;
    int severity_rank = 0;

    friend bool operator==(const DosesReallocated&, const DosesReallocated&) = default;
};

// Doses came back from a participant, into the pool or, past their last day of use, out of it.
struct DosesReturned {
    static constexpr std::string_view kind = "doses_returned";
    Date date;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;

    friend bool operator==(const DosesReturned&, const DosesReturned&) = default;
};

// What was accepted of an offer left for its participant.
struct DosesDispatched {
    static constexpr std::string_view kind = "doses_dispatched";
    Date date;
    int offer = 0;
    Date arrives;

    friend bool operator==(const DosesDispatched&, const DosesDispatched&) = default;
};

// A shipment arrived; what is missing of it is lost.
struct DosesReceived {
    static constexpr std::string_view kind = "doses_received";
    Date date;
    int offer = 0;
    Doses received;
    std::string reason;  // why some are missing, or empty

    friend bool operator==(const DosesReceived&, const DosesReceived&) = default;
};

// The supplier took back doses that nobody had been offered.
struct SupplyWithdrawn {
    static constexpr std::string_view kind = "supply_withdrawn";
    Date date;
    SupplyIndex supply;
    Doses doses;
    std::string reason;

    friend bool operator==(const SupplyWithdrawn&, const SupplyWithdrawn&) = default;
};

// Accepted doses have a day to leave and a day to arrive; a later plan replaces an earlier one.
struct ShipmentPlanned {
    static constexpr std::string_view kind = "shipment_planned";
    Date date;
    int offer = 0;
    Date leaves;
    Date arrives;

    friend bool operator==(const ShipmentPlanned&, const ShipmentPlanned&) = default;
};

// A shipment on its way, or about to leave, is stopped or comes later.
struct ShipmentHeld {
    static constexpr std::string_view kind = "shipment_held";
    Date date;
    int offer = 0;
    std::string reason;

    friend bool operator==(const ShipmentHeld&, const ShipmentHeld&) = default;
};

enum class StockUse { used, expired, destroyed, lost };
inline constexpr std::array<std::string_view, 4> stock_use_names{"used", "expired", "destroyed",
                                                                 "lost"};

// Doses left a participant's stores for good.
struct StockLeft {
    static constexpr std::string_view kind = "stock_left";
    Date date;
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses doses;
    StockUse how = StockUse::used;
    std::string reason;

    friend bool operator==(const StockLeft&, const StockLeft&) = default;
};

using DoseEvent =
    std::variant<SupplyConfirmed, SupplySlipped, SupplyExpired, SupplyWithdrawn, RoundDecided,
                 OfferMade, OfferAnswered, DosesReallocated, DosesReturned, ShipmentPlanned,
                 ShipmentHeld, DosesDispatched, DosesReceived, StockLeft>;

}  // namespace aliquot
