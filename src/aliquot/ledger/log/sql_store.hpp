// A log in a database, whichever it is.
#pragma once

#include <memory>
#include <string>

#include "aliquot/ledger/log/db.hpp"
#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger {

// Requires: the database holds the tables of this log.
[[nodiscard]] std::unique_ptr<Store> sql_store(std::unique_ptr<DbSource> source,
                                               std::string log_id);

}  // namespace aliquot::ledger
