// SQLite, the store in one file. The only place that names it.
#include <unordered_map>

#include <fmt/core.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "aliquot/core/check.hpp"
#include "aliquot/ledger/log/db.hpp"

namespace aliquot::ledger {

namespace {

constexpr int patience_ms = 10'000;  // for another program to finish its transaction
// The application id in the file's header ("AlqL"): `file` and others can tell what it is.
constexpr int application_id = 0x416C714C;

DbFault fault_of(int code, const std::string& said, const std::string& file) {
    const auto fault = [&](DbFault::Kind kind, ErrorCode error, std::string what,
                           std::string hint) {
        return DbFault{kind, {error, std::move(what), file, std::move(hint)}};
    };
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fault(DbFault::Kind::refused, ErrorCode::io, "another program holds the store",
                         "wait until it has finished, then try again");
        case SQLITE_NOTADB:
            return fault(DbFault::Kind::damaged, ErrorCode::wrong_input, "this holds no log",
                         "name the file or the database of a log");
        case SQLITE_CORRUPT:
            return fault(DbFault::Kind::damaged, ErrorCode::conflict,
                         fmt::format("the file is damaged: {}", said),
                         "keep it as it is, and go back to a copy or an export that is sound");
        case SQLITE_FULL:
            return fault(DbFault::Kind::refused, ErrorCode::io, "the disk is full",
                         "make room, then send the command again");
        default:
            return fault(DbFault::Kind::refused, ErrorCode::io,
                         fmt::format("the store failed: {}", said),
                         "check the disk and the rights to the file and its folder");
    }
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_{statement} {}
    std::int64_t number(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view bytes(int column) const override {
        const void* data = sqlite3_column_blob(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        if (data == nullptr) return {};
        return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
    }

private:
    sqlite3_stmt* statement_;
};

class SqliteDb final : public Db {
public:
    SqliteDb(sqlite3* connection, std::string file)
        : connection_{connection}, file_{std::move(file)} {}
    ~SqliteDb() override {
        for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
        sqlite3_close(connection_);
    }

    DbResult<void> begin(Use use) override {
        return execute(use == Use::write ? "begin immediate" : "begin");
    }
    DbResult<void> commit() override { return execute("commit"); }
    void roll_back() override {
        if (sqlite3_get_autocommit(connection_) == 0)
            sqlite3_exec(connection_, "rollback", nullptr, nullptr, nullptr);
    }

    DbResult<void> run(std::string_view sql, const Values& values,
                       const RowVisitor& visit) override {
        auto statement = prepare(sql);
        if (!statement) return tl::unexpected(statement.error());
        return run(*statement, values, visit);
    }
    DbResult<void> run_all(std::span<const Statement> statements) override {
        for (const Statement& each : statements)
            if (auto done = run(each.sql, each.values, each.visit); !done) return done;
        return {};
    }
    DbResult<void> run_each(std::string_view sql, std::span<const Values> rows) override {
        auto statement = prepare(sql);
        if (!statement) return tl::unexpected(statement.error());
        for (const Values& values : rows)
            if (auto done = run(*statement, values, {}); !done) return done;
        return {};
    }
    DbResult<void> define(std::string_view sql) override {
        std::string text = with_word(std::string{sql}, "{integer}", "integer");
        text = with_word(std::move(text), "{bytes}", "blob");
        return execute(with_word(std::move(text), "{strict}", " strict"));
    }
    DbResult<Holds> holds() override {
        Holds found = Holds::nothing;
        auto done = run("select name = 'aliquot_log' from sqlite_master where type = 'table'", {},
                        [&](const Row& row) {
                            if (found != Holds::log)
                                found = row.number(0) == 1 ? Holds::log : Holds::something_else;
                        });
        if (!done) return tl::unexpected(done.error());
        return found;
    }
    DbResult<std::vector<std::string>> damage() override {
        std::vector<std::string> found;
        auto done = run("pragma integrity_check(10)", {}, [&](const Row& row) {
            if (row.bytes(0) != "ok") found.emplace_back(row.bytes(0));
        });
        // What checks nothing of the records, but decides what is added to them.
        if (done)
            done =
                run("select 'a ' || type || ' was put in: ' || name from sqlite_master "
                    "where type in ('trigger', 'view') union all "
                    "select 'the index of commands is missing' where not exists (select 1 from "
                    "sqlite_master where type = 'index' and name = 'aliquot_commands')",
                    {}, [&](const Row& row) { found.emplace_back(row.bytes(0)); });
        if (done) return found;
        if (done.error().kind != DbFault::Kind::damaged) return tl::unexpected(done.error());
        found.push_back(done.error().error.what);
        return found;
    }

    DbResult<void> execute(std::string_view sql) {
        const int code =
            sqlite3_exec(connection_, std::string{sql}.c_str(), nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return {};
        return fault(code);
    }

private:
    [[nodiscard]] tl::unexpected<DbFault> fault(int code) const {
        return tl::unexpected(fault_of(code, sqlite3_errmsg(connection_), file_));
    }

    // Our statements are sound: if one cannot be prepared, the tables are not those that we made.
    [[nodiscard]] tl::unexpected<DbFault> not_our_tables() const {
        return tl::unexpected(DbFault{
            DbFault::Kind::damaged,
            {ErrorCode::conflict,
             fmt::format("the tables are not those of a log: {}", sqlite3_errmsg(connection_)),
             file_, "go back to a copy or an export that is sound"}});
    }

    DbResult<void> run(sqlite3_stmt* statement, const Values& values, const RowVisitor& visit) {
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(statement, static_cast<int>(i) + 1, values[i]);
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            if (visit) visit(SqliteRow{statement});
        const auto result = code == SQLITE_DONE ? DbResult<void>{} : fault(code);
        sqlite3_reset(statement);
        return result;
    }

    DbResult<sqlite3_stmt*> prepare(std::string_view sql) {
        const auto found = prepared_.find(sql);
        if (found != prepared_.end()) return found->second;
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code == SQLITE_ERROR) return not_our_tables();
        if (code != SQLITE_OK) return fault(code);
        // SQLite numbers $1, $2, ... by their first appearance: it must be their order.
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i)
            ALIQUOT_CHECK(sqlite3_bind_parameter_name(statement, i) == fmt::format("${}", i));
        prepared_.emplace(sql, statement);
        return statement;
    }

    static void bind(sqlite3_stmt* statement, int index, const Value& value) {
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            code = sqlite3_bind_int64(statement, index, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            code = sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        } else {
            const std::string_view bytes = std::get<Blob>(value).bytes;
            code = sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), SQLITE_STATIC);
        }
        ALIQUOT_CHECK(code == SQLITE_OK);
    }

    sqlite3* connection_;
    std::string file_;
    std::unordered_map<std::string_view, sqlite3_stmt*> prepared_;
};

class SqliteFile final : public DbSource {
public:
    explicit SqliteFile(std::string path) : path_{std::move(path)} {}

    const std::string& name() const override { return path_; }

    DbResult<std::unique_ptr<Db>> connect(Access access) override {
        struct stat facts{};
        const bool there = ::stat(path_.c_str(), &facts) == 0;
        if (access != Access::create && !there)
            return tl::unexpected(DbFault{DbFault::Kind::refused,
                                          {ErrorCode::not_found, "there is no such file", path_,
                                           "name the file of a log, or make one first"}});
        if (there && !S_ISREG(facts.st_mode))
            return tl::unexpected(DbFault{
                DbFault::Kind::refused,
                {ErrorCode::wrong_input, "this is no file", path_, "name the file of a log"}});
        sqlite3* connection = nullptr;
        // A path of SQLite's own, as ":memory:", would be no file.
        const std::string path = path_.starts_with(':') ? "./" + path_ : path_;
        const int code = sqlite3_open_v2(path.c_str(), &connection,
                                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                             (access == Access::create ? SQLITE_OPEN_CREATE : 0),
                                         nullptr);
        auto db = std::make_unique<SqliteDb>(connection, path_);
        if (code != SQLITE_OK)
            return tl::unexpected(fault_of(code, sqlite3_errmsg(connection), path_));
        sqlite3_busy_timeout(connection, patience_ms);
        if (auto ready = prepare(*db, access); !ready) return tl::unexpected(ready.error());
        return db;
    }

private:
    // A commit is on the disk when it returns: WAL with synchronous=FULL.
    DbResult<void> prepare(SqliteDb& db, Access access) const {
        auto done = db.execute(
            "pragma synchronous=full; pragma foreign_keys=on; pragma trusted_schema=off; "
            "pragma cell_size_check=on");
        if (done && access == Access::read) done = db.execute("pragma query_only=on");
        if (done && access == Access::create) {
            // Nothing is done to a file that holds something.
            const auto holds = db.holds();
            if (!holds) return tl::unexpected(holds.error());
            if (*holds != Db::Holds::nothing) return done;
            done = db.execute(fmt::format("pragma application_id={}", application_id));
        }
        if (!done || access == Access::read) return done;
        std::string mode;
        done = db.run("pragma journal_mode=wal", {},
                      [&](const Row& row) { mode = std::string{row.bytes(0)}; });
        if (done && mode != "wal")
            return tl::unexpected(
                DbFault{DbFault::Kind::refused,
                        {ErrorCode::io, fmt::format("no write-ahead log here, but \"{}\"", mode),
                         path_, "keep the store on a local disk, not on a network drive"}});
        return done;
    }

    std::string path_;
};

}  // namespace

std::unique_ptr<DbSource> sqlite_file(const std::string& path) {
    return std::make_unique<SqliteFile>(path);
}

}  // namespace aliquot::ledger
