// An event of GS1 EPCIS 2.0: what happened to which things, when, where and why.
//
// Things are named by URIs: single ones, or quantities of a class or lot. Vocabulary words (steps,
// dispositions) are those of the Core Business Vocabulary, or URIs of whoever wrote the event.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aliquot {

enum class EpcisKind { object, aggregation, transaction, transformation, association, other };
inline constexpr std::array<std::string_view, 6> epcis_kind_names{
    "ObjectEvent",         "AggregationEvent", "TransactionEvent",
    "TransformationEvent", "AssociationEvent", ""};

struct EpcisQuantity {
    std::string epc_class;
    std::string quantity;  // a number as it is written in JSON; empty: not given
    std::string uom;       // unit of measure; empty: pieces
};

// A transaction, or a source or destination, with what it is.
struct EpcisNamed {
    std::string type;
    std::string id;
};

struct EpcisSensorReport {
    std::string type;
    std::string value;  // a number as it is written, or whatever else was measured; may be empty
    std::string uom;
    std::string time;
};

// Of an event that should not have been recorded.
struct EpcisError {
    std::string declared;
    std::string reason;
    std::vector<std::string> corrected_by;  // ids of events
};

struct EpcisEvent {
    EpcisKind kind = EpcisKind::object;
    std::string type;  // of another kind of event: its URI
    std::string id;
    std::string time;  // 2021-02-24T08:30:00Z, or with an offset as +02:00
    std::string zone;  // the offset where it happened, +02:00
    std::string recorded;
    std::string action;  // ADD, OBSERVE or DELETE
    std::string step;
    std::string disposition;
    std::vector<std::string> set;    // dispositions that last, put on ...
    std::vector<std::string> unset;  // ... and taken off
    std::string read_point;
    std::string location;
    std::string parent;
    // Of a transformation: what went into it, and what came out.
    std::vector<std::string> things;
    std::vector<EpcisQuantity> quantities;
    std::vector<std::string> made;
    std::vector<EpcisQuantity> quantities_made;
    std::string transformation;
    std::vector<EpcisNamed> transactions;
    std::vector<EpcisNamed> sources;
    std::vector<EpcisNamed> destinations;
    std::vector<std::string> certificates;
    std::optional<EpcisError> error;
    std::vector<EpcisSensorReport> sensors;
    // Members that are not EPCIS's own, and `ilmd`: their names, and their JSON.
    std::vector<std::pair<std::string, std::string>> more;
};

}  // namespace aliquot
