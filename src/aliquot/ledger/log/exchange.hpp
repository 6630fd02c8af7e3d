// A log out of its store into a file of JSON lines, and back, hash for hash.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/line_file.hpp"

namespace aliquot::ledger {

using TextSink = std::function<Result<void>(std::string_view)>;

// Writes what the store holds, sound or not: also evidence can be exported. Answers its end.
[[nodiscard]] Result<Head> export_log(Store& store, const TextSink& sink);

// A log from wherever it comes, as often as it is asked for.
struct LogSource {
    std::string name;  // for messages
    // As read_log_file.
    std::function<Result<void>(const LineVisitor&)> read;
};

// The log in a store, or in an exported file (.jsonl). What the store holds is shown, sound or not.
// Errors: as open_store and read_log_file; io.
[[nodiscard]] Result<LogSource> log_at(const std::string& place);

// Audits an exported log. Errors: wrong_input, naming the line and column, when it is none; io.
[[nodiscard]] Result<AuditReport> audit_file(const std::string& file,
                                             std::span<const PublicKey> trusted = {},
                                             const RecordVisitor& also = {});
[[nodiscard]] Result<AuditReport> audit_source(const LogSource& source,
                                               std::span<const PublicKey> trusted = {},
                                               const RecordVisitor& also = {});

struct Imported {
    std::string log_id;
    Head head;
    std::int64_t added = 0;  // records that the store did not hold yet
};

// Makes the store if there is none; continues it if it holds the beginning of the same log.
// Errors: wrong_input, when the file is no log or a record of it is not sound: then nothing is
// added; conflict, when the store holds another log; io.
[[nodiscard]] Result<Imported> import_log(const std::string& file, const std::string& place);
[[nodiscard]] Result<Imported> import_source(const LogSource& source, const std::string& place);

}  // namespace aliquot::ledger
