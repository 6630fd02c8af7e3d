// A PostgreSQL that the test run started for itself, and a schema in it for each test.
#pragma once

#include <string>

#include "ledger/log_story.hpp"

namespace aliquot::ledger::testing {

// The address of the server started by tests/ledger/scratch_postgres.sh; empty when there is none.
std::string scratch_postgres();

// Why a test that needs one is skipped.
inline constexpr const char* no_postgres =
    "no PostgreSQL here: scripts/setup.sh installs it, ctest starts it";

// The address of a new, empty schema.
std::string new_schema(const std::string& server);

// Runs one statement as it stands, whatever it does to the log. Requires: it succeeds.
void run_sql(const std::string& place, const std::string& sql);

}  // namespace aliquot::ledger::testing
