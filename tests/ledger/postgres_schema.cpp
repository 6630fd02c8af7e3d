// Finds the server by the file that the script that started it wrote.
#include "ledger/postgres_schema.hpp"

#include <fstream>

#include <fmt/core.h>

#include "aliquot/core/check.hpp"
#include "aliquot/ledger/log/db.hpp"
#include "aliquot/ledger/log/place.hpp"

namespace aliquot::ledger::testing {

std::string scratch_postgres() {
    const char* folder = std::getenv("ALIQUOT_TEST_POSTGRES");
    if (folder == nullptr) return {};
    std::ifstream in{std::string{folder} + "/address"};
    std::string address;
    std::getline(in, address);
    return address;
}

std::string new_schema(const std::string& server) {
    static int made = 0;
    const std::string name = fmt::format("test_{}_{}", ::getpid(), ++made);
    run_sql(server, "create schema " + name);
    return server + "&options=-csearch_path%3D" + name;
}

void run_sql(const std::string& place, const std::string& sql) {
    auto source = is_database_address(place) ? postgres_database(place) : sqlite_file(place);
    auto db = source->connect(DbSource::Access::write);
    ALIQUOT_CHECK(db.has_value());
    // What the database itself would refuse, a hand in the file does not ask.
    auto free = (*db)->define(is_database_address(place) ? "set session_replication_role = replica"
                                                         : "pragma foreign_keys=off; "
                                                           "pragma ignore_check_constraints=on");
    ALIQUOT_CHECK(free.has_value());
    auto done = (*db)->define(sql);
    if (!done) fmt::print("{}\n{}\n", sql, done.error().error.what);
    ALIQUOT_CHECK(done.has_value());
}

}  // namespace aliquot::ledger::testing
