// Members in the order in which the standard names them.
#include "aliquot/io/epcis/writer.hpp"

#include <nlohmann/json.hpp>

namespace aliquot {

namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}
void put(Json& json, const char* name, const std::vector<std::string>& texts) {
    if (!texts.empty()) json[name] = texts;
}
void put(Json& json, const char* name, const std::vector<EpcisQuantity>& quantities) {
    for (const EpcisQuantity& each : quantities) {
        Json row{{"epcClass", each.epc_class}};
        if (!each.quantity.empty()) row["quantity"] = Json::parse(each.quantity);
        put(row, "uom", each.uom);
        json[name].push_back(std::move(row));
    }
}
void put(Json& json, const char* list, const char* member, const std::vector<EpcisNamed>& all) {
    for (const EpcisNamed& each : all) {
        Json row = Json::object();
        put(row, "type", each.type);
        row[member] = each.id;
        json[list].push_back(std::move(row));
    }
}

// What it happened to, by the names that this kind of event has for it.
void put_things(Json& json, const EpcisEvent& event) {
    switch (event.kind) {
        case EpcisKind::object:
        case EpcisKind::transaction:
            put(json, "parentID", event.parent);
            put(json, "epcList", event.things);
            put(json, "quantityList", event.quantities);
            break;
        case EpcisKind::aggregation:
        case EpcisKind::association:
            put(json, "parentID", event.parent);
            put(json, "childEPCs", event.things);
            put(json, "childQuantityList", event.quantities);
            break;
        case EpcisKind::transformation:
            put(json, "inputEPCList", event.things);
            put(json, "inputQuantityList", event.quantities);
            put(json, "outputEPCList", event.made);
            put(json, "outputQuantityList", event.quantities_made);
            put(json, "transformationID", event.transformation);
            break;
        case EpcisKind::other:
            break;
    }
}

void put_place(Json& json, const char* name, const std::string& id) {
    if (!id.empty()) json[name] = {{"id", id}};
}

}  // namespace

// Sensor reports are read only: no event of ours has any.
std::string epcis_json(const EpcisEvent& event) {
    Json json;
    json["type"] = event.kind == EpcisKind::other
                       ? event.type
                       : std::string{epcis_kind_names.at(static_cast<std::size_t>(event.kind))};
    put(json, "eventID", event.id);
    put(json, "eventTime", event.time);
    put(json, "eventTimeZoneOffset", event.zone);
    put(json, "recordTime", event.recorded);
    put(json, "certificationInfo", event.certificates);
    if (event.error) {
        Json& error = json["errorDeclaration"] = {{"declarationTime", event.error->declared}};
        put(error, "reason", event.error->reason);
        put(error, "correctiveEventIDs", event.error->corrected_by);
    }
    put_things(json, event);
    put(json, "action", event.action);
    put(json, "bizStep", event.step);
    put(json, "disposition", event.disposition);
    if (!event.set.empty()) json["persistentDisposition"]["set"] = event.set;
    if (!event.unset.empty()) json["persistentDisposition"]["unset"] = event.unset;
    put_place(json, "readPoint", event.read_point);
    put_place(json, "bizLocation", event.location);
    put(json, "bizTransactionList", "bizTransaction", event.transactions);
    put(json, "sourceList", "source", event.sources);
    put(json, "destinationList", "destination", event.destinations);
    for (const auto& [name, text] : event.more) json[name] = Json::parse(text);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace aliquot
