// Any bytes as an exported log: reading ends; what was read is written and read back the same; and
// the audit has an answer to any records, however they were made up.
#include <cstdlib>
#include <optional>
#include <string>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/line_file.hpp"

namespace {

using namespace aliquot::ledger;  // NOLINT(google-build-using-namespace)

void promise(bool kept) {
    if (!kept) std::abort();
}

void comes_back(const LogLine& line) {
    std::string once;
    write_line(line, once);
    const auto read = parse_line(std::string_view{once}.substr(0, once.size() - 1));
    promise(read.has_value() && read->index() == line.index());
    std::string twice;
    write_line(*read, twice);
    promise(once == twice);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    std::optional<Auditor> auditor;
    std::int64_t records = 0;
    const auto read = read_log_text("log", text, [&](const LogLine& line) {
        comes_back(line);
        if (const auto* start = std::get_if<LogStart>(&line))
            auditor.emplace(start->log_id, std::span<const aliquot::PublicKey>{});
        if (const auto* record = std::get_if<Record>(&line)) {
            auditor->add(*record);
            ++records;
        }
        if (const auto* checkpoint = std::get_if<Checkpoint>(&line)) auditor->add(*checkpoint);
        if (const auto* end = std::get_if<LogEnd>(&line)) auditor->add_end(end->head);
    });
    promise(read.has_value() || !read.error().what.empty());
    // A line alone goes deeper than a whole log would.
    if (const auto line = parse_line(text)) comes_back(*line);
    if (auditor) {
        (void)auditor->must_look_again();
        promise(std::move(*auditor).report().records == records);
    }
    return 0;
}
