// EPCIS from any text: faults with words and places, or events that are the same when written and
// read again.
#include <cstdlib>

#include "aliquot/io/epcis/reader.hpp"
#include "aliquot/io/epcis/writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto read = aliquot::read_epcis(text, "fuzz");
    if (!read) {
        for (const aliquot::Error& error : read.error())
            if (error.what.empty() || error.where.empty()) std::abort();
        return 0;
    }
    for (const aliquot::EpcisEvent& event : read->events) {
        aliquot::EpcisEvent plain = event;
        plain.sensors.clear();  // these are not written
        if (plain.kind == aliquot::EpcisKind::object && plain.quantities.empty() &&
            plain.things.empty())
            continue;  // an empty list is left out
        const std::string json = aliquot::epcis_json(plain);
        const auto again = aliquot::read_epcis(
            R"({"@context":[],"type":"EPCISQueryDocument","epcisBody":{"queryResults":)"
            R"({"resultsBody":{"eventList":[)" +
                json + "]}}}}",
            "again");
        if (again && aliquot::epcis_json(again->events.front()) != json) std::abort();
        if (!again && read->notes.empty() && plain.kind != aliquot::EpcisKind::transaction)
            std::abort();
    }
    return 0;
}
