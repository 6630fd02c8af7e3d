// Finds out what a place holds, and opens or makes the log there.
#include <fmt/core.h>

#include "aliquot/ledger/log/place.hpp"
#include "aliquot/ledger/log/sql_store.hpp"
#include "aliquot/ledger/log/sql_text.hpp"

namespace aliquot::ledger {

namespace {

std::unique_ptr<DbSource> source_of(const std::string& place) {
    return is_database_address(place) ? postgres_database(place) : sqlite_file(place);
}

tl::unexpected<DbFault> refused(ErrorCode code, std::string what, const std::string& where,
                                std::string hint) {
    return tl::unexpected(
        DbFault{DbFault::Kind::refused, {code, std::move(what), where, std::move(hint)}});
}

tl::unexpected<DbFault> no_log(ErrorCode code, const std::string& place) {
    return refused(code, "this holds no log", place, "name the file or the database of a log");
}

DbResult<void> make_tables(Db& db, const std::string& place, const std::string& log_id) {
    const auto holds = db.holds();
    if (!holds) return tl::unexpected(holds.error());
    if (*holds == Db::Holds::log)
        return refused(ErrorCode::conflict, "there is a log already", place,
                       "open it, or name another place");
    if (*holds == Db::Holds::something_else)
        return refused(ErrorCode::conflict, "this file holds something else", place,
                       "name a new file");
    for (const std::string_view table : sql::tables)
        if (auto made = db.define(table); !made) return made;
    return db.run(sql::name_log, {log_format, std::string_view{log_id}});
}

DbResult<std::string> log_id_in(Db& db, const std::string& place) {
    const auto holds = db.holds();
    if (!holds) return tl::unexpected(holds.error());
    if (*holds == Db::Holds::something_else) return no_log(ErrorCode::wrong_input, place);
    if (*holds == Db::Holds::nothing) return no_log(ErrorCode::not_found, place);
    std::string format;
    std::string log_id;
    auto done = db.run(sql::log_named, {}, [&](const Row& row) {
        format = row.bytes(0);
        log_id = row.bytes(1);
    });
    if (!done) return tl::unexpected(done.error());
    if (format != log_format)
        return refused(
            ErrorCode::wrong_input,
            fmt::format("the log is of format {}, this program reads {}", format, log_format),
            place, "open it with a program that knows this format");
    if (!is_log_id(log_id))
        return refused(ErrorCode::wrong_input, "the log has no proper id", place,
                       "go back to a copy or an export that is sound");
    return log_id;
}

// What is so damaged that no log can be found in it holds none.
Error unless_log(const DbFault& fault) {
    Error error = fault.error;
    if (fault.kind == DbFault::Kind::damaged) error.code = ErrorCode::wrong_input;
    return error;
}

}  // namespace

bool is_database_address(std::string_view place) {
    return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

std::string without_password(std::string_view address) {
    std::string shown{address.substr(0, address.find('?'))};
    const std::size_t start = shown.find("://") + 3;
    const std::size_t at = shown.rfind('@');
    // A password that holds a `?` would be cut in two: better to show nothing.
    if (at == std::string::npos && address.find('@') != std::string_view::npos)
        return shown.substr(0, start) + "...";
    const std::size_t colon = shown.find(':', start);
    if (at != std::string::npos && colon < at) shown.erase(colon, at - colon);
    return shown;
}

std::string with_word(std::string sql, std::string_view word, std::string_view by) {
    for (std::size_t at = 0; (at = sql.find(word, at)) != std::string::npos; at += by.size())
        sql.replace(at, word.size(), by);
    return sql;
}

Result<std::unique_ptr<Store>> create_store(const std::string& place, const std::string& log_id) {
    if (!is_log_id(log_id))
        return tl::unexpected(Error{
            ErrorCode::wrong_input,
            fmt::format("the log's id must be text of 1 to {} bytes", most_log_id), place, ""});
    auto source = source_of(place);
    auto db = source->connect(DbSource::Access::create);
    if (!db) return tl::unexpected(db.error().error);
    auto done = (*db)->begin(Db::Use::write);
    if (done) done = make_tables(**db, source->name(), log_id);
    if (done) done = (*db)->commit();
    if (!done) {
        (*db)->roll_back();
        return tl::unexpected(done.error().error);
    }
    return sql_store(std::move(source), log_id);
}

Result<std::unique_ptr<Store>> open_store(const std::string& place) {
    auto source = source_of(place);
    auto db = source->connect(DbSource::Access::read);
    if (!db) return tl::unexpected(unless_log(db.error()));
    auto log_id = log_id_in(**db, source->name());
    if (!log_id) return tl::unexpected(unless_log(log_id.error()));
    return sql_store(std::move(source), *std::move(log_id));
}

}  // namespace aliquot::ledger
