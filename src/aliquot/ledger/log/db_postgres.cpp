// PostgreSQL, the store for many people and several servers. The only place that names it.
#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <libpq-fe.h>

#include "aliquot/core/check.hpp"
#include "aliquot/ledger/log/db.hpp"
#include "aliquot/ledger/log/place.hpp"

namespace aliquot::ledger {

namespace {

// Types of the wire protocol (pg_type.h): bytea, int8, text; and the format of its binary values.
constexpr Oid type_bytes = 17;
constexpr Oid type_number = 20;
constexpr Oid type_text = 25;
constexpr int binary = 1;

// So many statements are under way before their answers are read.
constexpr std::size_t statements_together = 256;

using PgResult = std::unique_ptr<PGresult, void (*)(PGresult*)>;
PgResult owned(PGresult* result) {
    return {result, &PQclear};
}

std::string first_line(std::string_view text) {
    return std::string{text.substr(0, text.find('\n'))};
}

// PostgreSQL's codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
DbFault::Kind kind_of(std::string_view code, bool connected) {
    // Serialization failure, deadlock, and a number or a command's key that somebody else took.
    if (code == "40001" || code == "40P01" || code == "23505") return DbFault::Kind::again;
    if (!connected || code.starts_with("08") || code.starts_with("57P")) return DbFault::Kind::lost;
    // Damaged pages and indexes; tables and columns that are not those we made.
    if (code == "XX001" || code == "XX002" || code == "42P01" || code == "42703")
        return DbFault::Kind::damaged;
    return DbFault::Kind::refused;
}

class PgRow final : public Row {
public:
    PgRow(const PGresult* result, int row) : result_{result}, row_{row} {}
    std::int64_t number(int column) const override {
        const std::string_view bytes = this->bytes(column);
        std::uint64_t number = 0;
        if (bytes.size() == 8)
            for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
        return static_cast<std::int64_t>(number);
    }
    std::string_view bytes(int column) const override {
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_;
};

// Values as the client library wants them: pointers, lengths and types.
class Parameters {
public:
    explicit Parameters(const Values& values) {
        ALIQUOT_CHECK(values.size() <= numbers_.size());
        for (const Value& value : values) {
            if (const auto* number = std::get_if<std::int64_t>(&value)) {
                auto& bytes = numbers_[count_];
                for (std::size_t i = 0; i < 8; ++i)
                    bytes[i] =
                        static_cast<char>(static_cast<std::uint64_t>(*number) >> (56 - 8 * i));
                put({bytes.data(), bytes.size()}, type_number);
            } else if (const auto* text = std::get_if<std::string_view>(&value)) {
                put(*text, type_text);
            } else {
                put(std::get<Blob>(value).bytes, type_bytes);
            }
        }
    }
    [[nodiscard]] int count() const { return static_cast<int>(count_); }
    [[nodiscard]] const char* const* data() const { return data_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }
    [[nodiscard]] const Oid* types() const { return types_.data(); }

private:
    static constexpr std::size_t most = 12;

    void put(std::string_view bytes, Oid type) {
        data_[count_] = bytes.data() == nullptr ? "" : bytes.data();
        lengths_[count_] = static_cast<int>(bytes.size());
        formats_[count_] = binary;
        types_[count_] = type;
        ++count_;
    }

    std::size_t count_ = 0;
    std::array<std::array<char, 8>, most> numbers_{};
    std::array<const char*, most> data_{};
    std::array<int, most> lengths_{};
    std::array<int, most> formats_{};
    std::array<Oid, most> types_{};
};

class PgDb final : public Db {
public:
    PgDb(PGconn* connection, std::string name) : connection_{connection}, name_{std::move(name)} {}
    ~PgDb() override { PQfinish(connection_); }

    // Sent together with the first statement: nothing waits for its answer alone.
    DbResult<void> begin(Use use) override {
        begin_ = use == Use::write ? "begin isolation level serializable read write"
                                   : "begin isolation level repeatable read read only";
        in_transaction_ = true;
        return {};
    }
    // Sent right after the last statements, whose answers come with its own.
    DbResult<void> commit() override {
        in_transaction_ = false;
        if (begin_ != nullptr) {  // nothing was done
            begin_ = nullptr;
            return {};
        }
        if (auto sent = send_words("commit"); !sent) return sent;
        auto done = take_answers();
        // A transaction that failed on the way ends without an error, but as a ROLLBACK.
        if (done && last_done_ != "COMMIT") return fault(nullptr);
        return done;
    }
    void roll_back() override {
        in_transaction_ = false;
        begin_ = nullptr;
        (void)take_answers();
        if (PQtransactionStatus(connection_) != PQTRANS_IDLE)
            owned(PQexec(connection_, "rollback"));
    }

    DbResult<void> run(std::string_view sql, const Values& values,
                       const RowVisitor& visit) override {
        const Statement statement{sql, values, visit};
        return run_all({&statement, 1});
    }

    DbResult<void> run_all(std::span<const Statement> statements) override {
        if (auto ready = take_answers(); !ready) return ready;
        for (const Statement& each : statements)
            if (auto name = prepare(each.sql, Parameters{each.values}); !name)
                return tl::unexpected(name.error());
        for (const Statement& each : statements) {
            if (auto sent = send(each.sql, each.values, each.visit); !sent) return sent;
            if (awaited_.size() < statements_together) continue;
            if (auto done = take_answers(); !done) return done;
        }
        return take_answers();
    }

    // The answers to statements that show nothing come with those of the commit.
    DbResult<void> run_each(std::string_view sql, std::span<const Values> rows) override {
        if (rows.empty()) return {};
        if (auto ready = take_answers(); !ready) return ready;
        if (auto name = prepare(sql, Parameters{rows.front()}); !name)
            return tl::unexpected(name.error());
        for (const Values& values : rows) {
            if (awaited_.size() >= statements_together)
                if (auto done = take_answers(); !done) return done;
            if (auto sent = send(sql, values, {}); !sent) return sent;
        }
        return in_transaction_ ? DbResult<void>{} : take_answers();
    }

    DbResult<void> define(std::string_view sql) override {
        std::string text = with_word(std::string{sql}, "{integer}", "bigint");
        text = with_word(std::move(text), "{bytes}", "bytea");
        return execute(with_word(std::move(text), "{strict}", "").c_str());
    }

    DbResult<Holds> holds() override {
        Holds found = Holds::nothing;
        auto done = run("select 1 where to_regclass('aliquot_log') is not null", {},
                        [&](const Row&) { found = Holds::log; });
        if (!done) return tl::unexpected(done.error());
        return found;
    }

    // PostgreSQL checks its pages as it reads them. What is left to ask is what checks nothing of
    // the records, but decides what is added to them.
    DbResult<std::vector<std::string>> damage() override {
        std::vector<std::string> found;
        auto done =
            run("select 'a trigger was put in: ' || tgname from pg_trigger where not tgisinternal "
                "and tgrelid = to_regclass('aliquot_records') union all "
                "select 'a rule was put in: ' || rulename from pg_rewrite "
                "where ev_class = to_regclass('aliquot_records') union all "
                "select 'the index of commands is missing' "
                "where to_regclass('aliquot_commands') is null",
                {}, [&](const Row& row) { found.emplace_back(row.bytes(0)); });
        if (!done) return tl::unexpected(done.error());
        return found;
    }

    DbResult<void> execute(const char* sql) {
        if (begin_ != nullptr)
            if (auto begun = start_sending(); !begun) return begun;
        if (auto ready = take_answers(); !ready) return ready;
        return show(owned(PQexec(connection_, sql)).get(), {});
    }

    // What is acknowledged must be on the disk, whatever the server's defaults are.
    DbResult<void> demand_durability() {
        std::string unsafe;
        auto done =
            run("select name from pg_settings where setting = 'off' and "
                "name in ('fsync', 'full_page_writes', 'synchronous_commit')",
                {}, [&](const Row& row) { unsafe = row.bytes(0); });
        if (!done) return done;
        if (unsafe.empty()) return {};
        if (unsafe == "synchronous_commit") return execute("set synchronous_commit = on");
        return tl::unexpected(
            DbFault{DbFault::Kind::refused,
                    {ErrorCode::io,
                     fmt::format("the server runs with {} = off and may lose records", unsafe),
                     name_, fmt::format("set {} = on in postgresql.conf", unsafe)}});
    }

    [[nodiscard]] tl::unexpected<DbFault> fault(const PGresult* result) const {
        const char* code =
            result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const bool connected = PQstatus(connection_) == CONNECTION_OK;
        const auto kind = kind_of(code == nullptr ? "" : code, connected);
        const char* said = result == nullptr || code == nullptr
                               ? nullptr
                               : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        return tl::unexpected(DbFault{
            kind,
            {kind == DbFault::Kind::damaged ? ErrorCode::conflict : ErrorCode::io,
             kind == DbFault::Kind::again
                 ? "others kept writing at the same time"
                 : first_line(said == nullptr ? PQerrorMessage(connection_) : said),
             name_,
             kind == DbFault::Kind::lost
                 ? "is the server there? Send the command again: if it was recorded, it is found"
                 : "see the server's log"}});
    }

private:
    DbResult<void> show(const PGresult* result, const RowVisitor& visit) const {
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return fault(result);
        if (visit)
            for (int row = 0; row < PQntuples(result); ++row) visit(PgRow{result, row});
        return {};
    }

    DbResult<std::string> prepare(std::string_view sql, const Parameters& parameters) {
        const auto found = prepared_.find(sql);
        if (found != prepared_.end()) return found->second;
        const std::string name = fmt::format("s{}", prepared_.size());
        const auto result = owned(PQprepare(connection_, name.c_str(), std::string{sql}.c_str(),
                                            parameters.count(), parameters.types()));
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return fault(result.get());
        prepared_.emplace(sql, name);
        return name;
    }

    // What follows is sent without waiting for answers: together, and after the beginning of its
    // transaction.
    DbResult<void> start_sending() {
        if (PQpipelineStatus(connection_) == PQ_PIPELINE_OFF &&
            PQenterPipelineMode(connection_) != 1)
            return fault(nullptr);
        if (begin_ == nullptr) return {};
        const char* const begin = std::exchange(begin_, nullptr);
        return send_words(begin);
    }
    DbResult<void> send_words(const char* sql) {
        if (auto ready = start_sending(); !ready) return ready;
        if (PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, binary) != 1)
            return fault(nullptr);
        awaited_.emplace_back();
        return {};
    }
    // Requires: the statement is prepared.
    DbResult<void> send(std::string_view sql, const Values& values, const RowVisitor& visit) {
        if (auto ready = start_sending(); !ready) return ready;
        const Parameters parameters{values};
        if (PQsendQueryPrepared(connection_, prepared_.at(sql).c_str(), parameters.count(),
                                parameters.data(), parameters.lengths(), parameters.formats(),
                                binary) != 1)
            return fault(nullptr);
        awaited_.push_back(visit);
        return {};
    }

    // Waits for the answers to all that was sent; the first fault among them.
    DbResult<void> take_answers() {
        if (PQpipelineStatus(connection_) == PQ_PIPELINE_OFF) return {};
        const auto awaited = std::exchange(awaited_, {});
        if (PQpipelineSync(connection_) != 1) return fault(nullptr);
        DbResult<void> done;
        std::size_t statement = 0;
        bool end = false;
        // One result and one null for each statement, then the mark of the end.
        while (!end && PQstatus(connection_) == CONNECTION_OK) {
            const auto result = owned(PQgetResult(connection_));
            if (!result) {
                ++statement;
                continue;
            }
            end = PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
            if (end || !done) continue;
            done =
                show(result.get(), statement < awaited.size() ? awaited[statement] : RowVisitor{});
            last_done_ = PQcmdStatus(result.get());
        }
        const bool left = PQexitPipelineMode(connection_) == 1;
        if (done && !(end && left)) return fault(nullptr);
        return done;
    }

    PGconn* connection_;
    std::string name_;
    std::map<std::string_view, std::string> prepared_;
    bool in_transaction_ = false;
    const char* begin_ = nullptr;      // of a transaction of which nothing was sent yet
    std::vector<RowVisitor> awaited_;  // of each statement that was sent and not answered
    std::string last_done_;            // "COMMIT", "INSERT 0 1"
};

class PgDatabase final : public DbSource {
public:
    explicit PgDatabase(const std::string& url) : url_{url}, name_{without_password(url)} {}

    const std::string& name() const override { return name_; }

    DbResult<std::unique_ptr<Db>> connect(Access access) override {
        // What stands after `dbname` wins over the address, what stands before does not.
        const std::array<const char*, 5> keys{"connect_timeout", "fallback_application_name",
                                              "dbname", "client_encoding", nullptr};
        const std::array<const char*, 5> values{"10", "aliquot", url_.c_str(), "UTF8", nullptr};
        PGconn* connection = PQconnectdbParams(keys.data(), values.data(), 1);
        auto db = std::make_unique<PgDb>(connection, name_);
        if (PQstatus(connection) != CONNECTION_OK)
            return tl::unexpected(
                DbFault{DbFault::Kind::lost,
                        {ErrorCode::io, first_line(PQerrorMessage(connection)), name_,
                         "is the server there, and may you use this database?"}});
        PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
        const char* encoding = PQparameterStatus(connection, "server_encoding");
        if (encoding == nullptr || std::string_view{encoding} != "UTF8")
            return tl::unexpected(
                DbFault{DbFault::Kind::refused,
                        {ErrorCode::wrong_input, "the database does not keep text as UTF-8", name_,
                         "create it with ENCODING 'UTF8' TEMPLATE template0"}});
        if (access != Access::read)
            if (auto durable = db->demand_durability(); !durable)
                return tl::unexpected(durable.error());
        return db;
    }

private:
    std::string url_;
    std::string name_;
};

}  // namespace

std::unique_ptr<DbSource> postgres_database(const std::string& url) {
    return std::make_unique<PgDatabase>(url);
}

}  // namespace aliquot::ledger
