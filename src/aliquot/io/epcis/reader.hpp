// Reads EPCIS 2.0 in JSON-LD: a document, the answer to a query, or one event alone.
//
// JSON-LD contexts are not fetched; names stand for what the standard's own context says. Members
// with a colon in their name are somebody's extension: they are kept, not understood.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/io/epcis/event.hpp"

namespace aliquot {

struct EpcisDocument {
    std::string type;     // EPCISDocument, EPCISQueryDocument, or the type of the one event
    std::string created;  // of a document
    std::vector<EpcisEvent> events;
    std::vector<std::pair<std::string, std::string>> more;  // extension members: names, JSON
    Errors notes;  // where it is not as the standard says, and what is meant is clear all the same
};

// `name`: of the file, for messages.
// Errors: wrong_input, everything that cannot be understood, each with its place, as
// eventList[3].quantityList[0].
[[nodiscard]] Checked<EpcisDocument> read_epcis(std::string_view bytes, std::string_view name);

// An instant with its zone, as 2021-02-24T08:30:00.250+02:00.
[[nodiscard]] bool is_epcis_time(std::string_view text);

}  // namespace aliquot
