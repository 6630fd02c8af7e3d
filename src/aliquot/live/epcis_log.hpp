// A facility's log as a document of EPCIS 2.0, and the same log out of it again.
//
// Whoever knows EPCIS finds title and custody of doses in it. Each event also carries the record
// that it comes from, in the extension member aliquot:record; records that are no event of EPCIS
// stand between them as events of a type of our own. So nothing of the log is left out.
#pragma once

#include <string>
#include <string_view>

#include "aliquot/core/result.hpp"
#include "aliquot/ledger/log/exchange.hpp"

namespace aliquot {

// Answers the log's end. Errors: as BooksOfLog::read; those of the sink.
[[nodiscard]] Checked<ledger::Head> export_epcis(const ledger::LogSource& source,
                                                 const ledger::TextSink& sink);

// The log that a document carries. `name`: of the file, for messages.
// Errors: wrong_input, when it is no EPCIS, carries no log, or an event of it says something else
// than the record that it carries.
[[nodiscard]] Checked<ledger::LogSource> log_of_epcis(std::string_view bytes,
                                                      const std::string& name);

}  // namespace aliquot
