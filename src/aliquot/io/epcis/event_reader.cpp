// The six kinds of event.
#include "aliquot/io/epcis/event_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/epcis/vocabulary.hpp"

namespace aliquot::epcis {

namespace {

class EventReader {
public:
    EventReader(const Json& json, const std::string& where, Said& said)
        : part_{json, where, said} {}

    EpcisEvent read() {
        const std::string type = part_.text("type", true);
        const auto* kind = std::ranges::find(epcis_kind_names, type);
        event_.kind = kind == epcis_kind_names.end() || type.empty()
                          ? EpcisKind::other
                          : static_cast<EpcisKind>(kind - epcis_kind_names.begin());
        if (event_.kind == EpcisKind::other) event_.type = part_.uri("type", true);
        read_common();
        switch (event_.kind) {
            case EpcisKind::object:
                read_object();
                break;
            case EpcisKind::aggregation:
            case EpcisKind::association:
                read_aggregation();
                break;
            case EpcisKind::transaction:
                read_transaction();
                break;
            case EpcisKind::transformation:
                read_transformation();
                break;
            case EpcisKind::other:
                break;  // whose members are its own
        }
        return std::move(event_);
    }

private:
    void read_common() {
        event_.time = part_.time("eventTime", true);
        event_.recorded = part_.time("recordTime", false);
        event_.zone = part_.text("eventTimeZoneOffset", true);
        if (!event_.zone.empty() && (event_.zone == "Z" || !is_offset(event_.zone)))
            part_.fail("eventTimeZoneOffset", "is no offset", "write it as +02:00");
        event_.id = part_.uri("eventID", false);
        if (event_.id.empty()) event_.id = part_.uri("id", false);  // JSON-LD's own name for it
        if (const Json* info = part_.find("certificationInfo"); info && info->is_string())
            event_.certificates = {part_.uri("certificationInfo", false)};
        else
            event_.certificates = part_.uris("certificationInfo");
        read_error();
        event_.more = part_.extensions();
    }

    // The members that all kinds have, and this kind's own.
    void only(std::vector<std::string_view> members) {
        members.insert(
            members.end(),
            {"@context", "id", "type", "eventTime", "recordTime", "eventTimeZoneOffset", "eventID",
             "certificationInfo", "errorDeclaration", "bizStep", "disposition",
             "persistentDisposition", "readPoint", "bizLocation", "bizTransactionList",
             "sourceList", "destinationList", "sensorElementList"});
        part_.nothing_but(members);
    }

    static bool is_offset(std::string_view text) {
        return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
               text.find_first_not_of("0123456789:", 1) == std::string_view::npos &&
               text.substr(1) <= "14:00" && text.substr(4) <= "59";
    }

    void read_error() {
        const Json* json = part_.object("errorDeclaration", false);
        if (json == nullptr) return;
        Part part = inner(*json, "errorDeclaration");
        part.nothing_but({"declarationTime", "reason", "correctiveEventIDs"});
        event_.error =
            EpcisError{part.time("declarationTime", true), part.word("reason", error_reasons),
                       part.uris("correctiveEventIDs")};
    }

    // What, where and why, as all kinds say it.
    void read_context(bool with_action) {
        if (with_action) {
            event_.action = part_.text("action", true);
            if (!event_.action.empty() && std::ranges::count(actions, event_.action) == 0)
                part_.fail("action", "is none of ADD, OBSERVE, DELETE");
        }
        event_.step = part_.word("bizStep", steps);
        event_.disposition = part_.word("disposition", dispositions);
        if (const Json* lasting = part_.object("persistentDisposition", false)) {
            Part part = inner(*lasting, "persistentDisposition");
            part.nothing_but({"set", "unset"});
            event_.set = part.word_list("set", dispositions);
            event_.unset = part.word_list("unset", dispositions);
        }
        event_.read_point = place("readPoint");
        event_.location = place("bizLocation");
        event_.transactions =
            named("bizTransactionList", "bizTransaction", transaction_types, false);
        event_.sources = named("sourceList", "source", party_types, true);
        event_.destinations = named("destinationList", "destination", party_types, true);
        read_sensors();
    }

    std::string place(const char* name) {
        const Json* json = part_.object(name, false);
        return json == nullptr ? std::string{} : inner(*json, name).uri("id", true);
    }

    std::vector<EpcisNamed> named(const char* list, const char* member,
                                  std::span<const std::string_view> types, bool needs_type) {
        std::vector<EpcisNamed> all;
        each(list, [&](Part part) {
            part.nothing_but({"type", member});
            all.push_back({part.word("type", types, needs_type), part.uri(member, true)});
        });
        return all;
    }

    std::vector<EpcisQuantity> quantities(const char* list) {
        std::vector<EpcisQuantity> all;
        each(list, [&](Part part) {
            part.nothing_but({"epcClass", "quantity", "uom"});
            all.push_back(
                {part.uri("epcClass", true), part.number("quantity"), part.text("uom", false)});
        });
        return all;
    }

    void read_sensors() {
        each("sensorElementList", [&](Part element) {
            const auto reports = element.list("sensorReport", true);
            for (std::size_t i = 0; i < reports.size(); ++i) {
                Part report{*reports[i], element.place(fmt::format("sensorReport[{}]", i)),
                            part_.said()};
                EpcisSensorReport read{report.text("type", true), report.number("value"),
                                       report.text("uom", false), report.time("time", false)};
                for (const char* other : {"stringValue", "hexBinaryValue", "uriValue"})
                    if (const Json* said = report.find(other); said && said->is_string())
                        if (read.value.empty()) read.value = said->get<std::string>();
                event_.sensors.push_back(std::move(read));
            }
        });
    }

    void read_object() {
        only({"action", "epcList", "quantityList", "ilmd"});
        read_context(true);
        event_.things = part_.uris("epcList");
        event_.quantities = quantities("quantityList");
        read_lot_data();
        const bool sensed = !event_.sensors.empty() && !event_.read_point.empty();
        if (part_.find("epcList") == nullptr && event_.quantities.empty() && !sensed)
            part_.fail("epcList", "is missing", "say what it happened to");
        if (part_.find("ilmd") != nullptr && event_.action != "ADD")
            part_.note("ilmd", "belongs to the action ADD alone");
    }

    void read_aggregation() {
        only({"parentID", "childEPCs", "childQuantityList", "action"});
        read_context(true);
        event_.parent = part_.uri("parentID", event_.action != "OBSERVE");
        event_.things = part_.uris("childEPCs");
        event_.quantities = quantities("childQuantityList");
    }

    void read_transaction() {
        only({"parentID", "epcList", "quantityList", "action"});
        read_context(true);
        event_.parent = part_.uri("parentID", false);
        event_.things = part_.uris("epcList");
        event_.quantities = quantities("quantityList");
        if (event_.transactions.empty())
            part_.fail("bizTransactionList", "is missing or empty", "name the transaction");
        if (part_.find("epcList") == nullptr && event_.quantities.empty() &&
            event_.action != "DELETE")
            part_.fail("epcList", "is missing", "say what belongs to the transaction");
    }

    void read_transformation() {
        only({"inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList",
              "transformationID", "ilmd"});
        read_context(false);
        event_.things = part_.uris("inputEPCList");
        event_.quantities = quantities("inputQuantityList");
        event_.made = part_.uris("outputEPCList");
        event_.quantities_made = quantities("outputQuantityList");
        event_.transformation = part_.uri("transformationID", false);
        read_lot_data();
    }

    void read_lot_data() {
        if (const Json* data = part_.object("ilmd", false))
            event_.more.emplace_back("ilmd",
                                     data->dump(-1, ' ', false, Json::error_handler_t::replace));
    }

    Part inner(const Json& json, std::string_view member) {
        return Part{json, part_.place(member), part_.said()};
    }
    template <class Do>
    void each(const char* list, const Do& act) {
        const auto values = part_.list(list, false);
        for (std::size_t i = 0; i < values.size(); ++i)
            act(inner(*values[i], fmt::format("{}[{}]", list, i)));
    }

    Part part_;
    EpcisEvent event_;
};

}  // namespace

EpcisEvent read_event(const Json& json, const std::string& where, Said& said) {
    return EventReader{json, where, said}.read();
}

}  // namespace aliquot::epcis
