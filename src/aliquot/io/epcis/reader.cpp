// Documents down to their list of events.
#include "aliquot/io/epcis/reader.hpp"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "aliquot/io/cells.hpp"
#include "aliquot/io/epcis/event_reader.hpp"

namespace aliquot {

namespace {

using epcis::Part;
using epcis::Said;
using reading::Json;

constexpr int deepest = 64;  // extensions may hold anything

// Nothing when it is no JSON. Of a member that occurs twice the last counts, as in JavaScript.
std::optional<Json> parse(std::string_view bytes, Said& said) {
    std::vector<std::set<std::string>> members;
    bool too_deep = false;
    const auto look = [&](int depth, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) members.emplace_back();
        if (event == Json::parse_event_t::object_end) members.pop_back();
        if (event == Json::parse_event_t::key &&
            !members.back().insert(value.get<std::string>()).second)
            said.noted.add(fmt::format("a member {} occurs twice in one object; the last counts",
                                       reading::shown(value)),
                           "", "");
        too_deep = too_deep || depth > deepest;
        return depth <= deepest;
    };
    try {
        Json json = Json::parse(bytes, look);
        if (!too_deep) return json;
        said.wrong.add("lists or objects are too deep in one another", "", "");
    } catch (const Json::exception& error) {
        said.wrong.add(fmt::format("it is no JSON: {}", reading::printable(error.what())), "", "");
    }
    return std::nullopt;
}

// EPCISDocument: epcisBody.eventList; EPCISQueryDocument: epcisBody.queryResults.resultsBody.
std::vector<const Json*> list_of(Part& document, bool answer) {
    const Json* body = document.object("epcisBody", true);
    std::string path = "epcisBody";
    if (answer)
        for (const char* name : {"queryResults", "resultsBody"}) {
            if (body == nullptr) return {};
            Part part{*body, path, document.said()};
            body = part.object(name, true);
            path += std::string{"."} + name;
        }
    if (body == nullptr) return {};
    Part part{*body, path, document.said()};
    return part.list("eventList", true);
}

void read_document(Part& part, bool answer, EpcisDocument& document) {
    if (answer) {
        part.nothing_but({"@context", "id", "type", "schemaVersion", "creationDate", "epcisBody"});
    } else {
        part.nothing_but({"@context", "id", "type", "schemaVersion", "creationDate",
                          "instanceIdentifier", "sender", "receiver", "epcisHeader", "epcisBody"});
        const Json* version = part.find("schemaVersion");
        if (version == nullptr || !version->is_string())
            part.note("schemaVersion", version == nullptr ? "is missing" : "is no text");
        if (part.find("creationDate") == nullptr) part.note("creationDate", "is missing");
    }
    document.created = part.time("creationDate", false);
    document.more = part.extensions();
    const auto events = list_of(part, answer);
    for (std::size_t i = 0; i < events.size(); ++i)
        document.events.push_back(
            epcis::read_event(*events[i], fmt::format("eventList[{}]", i), part.said()));
}

}  // namespace

Checked<EpcisDocument> read_epcis(std::string_view bytes, std::string_view name) {
    Said said{reading::Problems{name}, reading::Problems{name}};
    const auto json = parse(bytes, said);
    EpcisDocument document;
    if (json) {
        Part part{*json, "", said};
        document.type = part.text("type", true);
        if (part.is_object() && !json->contains("@context")) part.fail("@context", "is missing");
        if (document.type == "EPCISDocument" || document.type == "EPCISQueryDocument")
            read_document(part, document.type == "EPCISQueryDocument", document);
        else if (!document.type.empty())
            document.events.push_back(epcis::read_event(*json, "", said));
    }
    if (!said.wrong.errors().empty()) return tl::unexpected(said.wrong.errors());
    document.notes = said.noted.errors();
    return document;
}

}  // namespace aliquot
