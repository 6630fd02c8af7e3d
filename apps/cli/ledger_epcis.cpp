// `aliquot ledger epcis`: the events of anybody's EPCIS files, checked and listed.
#include <algorithm>

#include "commands.hpp"
#include "words.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/io/epcis/reader.hpp"
#include "aliquot/io/epcis/writer.hpp"
#include "aliquot/io/error_text.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

// "200 of urn:epc:class:...", "urn:epc:id:sgtin:... and 3 more"
std::string what_of(const EpcisEvent& event) {
    std::vector<std::string> all;
    for (const auto* quantities : {&event.quantities, &event.quantities_made})
        for (const EpcisQuantity& each : *quantities)
            all.push_back(each.quantity.empty()
                              ? each.epc_class
                              : fmt::format("{}{}{} of {}", each.quantity,
                                            each.uom.empty() ? "" : " ", each.uom, each.epc_class));
    for (const auto* things : {&event.things, &event.made})
        all.insert(all.end(), things->begin(), things->end());
    if (all.empty() && !event.sensors.empty())
        all.push_back(fmt::format("{} sensor reports", event.sensors.size()));
    if (all.empty()) return event.parent.empty() ? "-" : event.parent;
    return all.size() == 1 ? all.front()
                           : fmt::format("{} and {} more", all.front(), all.size() - 1);
}

std::vector<std::string> row_of(const EpcisEvent& event) {
    const auto or_dash = [](const std::string& text) {
        return text.empty() ? std::string{"-"} : text;
    };
    return {event.time,
            event.kind == EpcisKind::other
                ? event.type
                : std::string{epcis_kind_names.at(static_cast<std::size_t>(event.kind))},
            or_dash(event.action),
            or_dash(event.step),
            or_dash(event.disposition),
            or_dash(event.read_point),
            what_of(event)};
}

}  // namespace

int ledger_epcis_command(const std::vector<std::string>& files, const Output& output) {
    Errors errors;
    Json list = Json::array();
    Json noted = Json::array();
    std::string notes;
    std::vector<std::vector<std::string>> rows{
        {"time", "kind", "action", "step", "disposition", "where", "what"}};
    for (const std::string& file : files) {
        const auto bytes = read_text(file);
        if (!bytes) {
            errors.push_back(bytes.error());
            continue;
        }
        const auto document = read_epcis(*bytes, file);
        if (!document) {
            errors.insert(errors.end(), document.error().begin(), document.error().end());
            continue;
        }
        for (const Error& note : document->notes) {
            notes += fmt::format("note: {}\n", format_error(note));
            noted.push_back({{"what", note.what}, {"where", note.where}});
        }
        for (const EpcisEvent& event : document->events) {
            rows.push_back(row_of(event));
            if (output.json)
                list.push_back({{"file", file}, {"event", Json::parse(epcis_json(event))}});
        }
    }
    if (!errors.empty()) return report_errors(errors, output);
    if (output.json)
        print(Json{{"events", list}, {"notes", noted}}.dump(2) + "\n");
    else if (!output.quiet)
        print(aligned_table(rows) + "\n" + notes +
              fmt::format("{} events in {} file{}\n", rows.size() - 1, files.size(),
                          files.size() == 1 ? "" : "s"));
    return done;
}

}  // namespace aliquot::cli
