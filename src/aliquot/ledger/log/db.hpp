// A database as the log needs it: a few statements, transactions, and failures told apart. The same
// SQL runs on SQLite and on PostgreSQL; what differs between them ends behind this interface.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot::ledger {

struct Blob {
    std::string_view bytes;
};
using Value = std::variant<std::int64_t, std::string_view, Blob>;
using Values = std::vector<Value>;  // of $1, $2, ... in order

// One row of an answer, valid while it is shown. Columns count from 0.
class Row {
public:
    Row() = default;
    virtual ~Row() = default;
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    [[nodiscard]] virtual std::int64_t number(int column) const = 0;
    [[nodiscard]] virtual std::string_view bytes(int column) const = 0;  // of text and blobs
};
using RowVisitor = std::function<void(const Row&)>;

struct DbFault {
    enum class Kind {
        again,    // another program wrote at the same time: do the transaction again
        lost,     // the connection is gone; whether the transaction was kept is not known
        damaged,  // the file is not what the database wrote
        refused,  // anything else
    };
    Kind kind = Kind::refused;
    Error error;
};
template <class T>
using DbResult = tl::expected<T, DbFault>;

class Db {
public:
    Db() = default;
    virtual ~Db() = default;
    Db(const Db&) = delete;
    Db& operator=(const Db&) = delete;

    enum class Use {
        read,   // everything is seen as it was at the start
        write,  // as if nobody else wrote meanwhile; durable when `commit` has answered
    };
    // A database at a distance may answer to a beginning and to `run_each` only with what is asked
    // next, at the latest with the commit: each wait for an answer is a way there and back.
    [[nodiscard]] virtual DbResult<void> begin(Use use) = 0;
    [[nodiscard]] virtual DbResult<void> commit() = 0;
    virtual void roll_back() = 0;

    // Statements are kept for next time: `sql` must outlive the connection.
    [[nodiscard]] virtual DbResult<void> run(std::string_view sql, const Values& values,
                                             const RowVisitor& visit = {}) = 0;
    struct Statement {
        std::string_view sql;
        Values values;
        RowVisitor visit;
    };
    // One after another, in one way there and back.
    [[nodiscard]] virtual DbResult<void> run_all(std::span<const Statement> statements) = 0;
    // The statement once for each of `rows`, in order. It shows nothing.
    [[nodiscard]] virtual DbResult<void> run_each(std::string_view sql,
                                                  std::span<const Values> rows) = 0;
    // Makes tables. {integer}, {bytes} and {strict} stand for this database's words.
    [[nodiscard]] virtual DbResult<void> define(std::string_view sql) = 0;

    enum class Holds { nothing, log, something_else };
    [[nodiscard]] virtual DbResult<Holds> holds() = 0;
    [[nodiscard]] virtual DbResult<std::vector<std::string>> damage() = 0;
};

// Opens a connection whenever one is needed.
class DbSource {
public:
    DbSource() = default;
    virtual ~DbSource() = default;
    DbSource(const DbSource&) = delete;
    DbSource& operator=(const DbSource&) = delete;

    enum class Access { read, write, create };
    [[nodiscard]] virtual DbResult<std::unique_ptr<Db>> connect(Access access) = 0;
    [[nodiscard]] virtual const std::string& name() const = 0;  // for people; holds no password
};

[[nodiscard]] std::unique_ptr<DbSource> sqlite_file(const std::string& path);
[[nodiscard]] std::unique_ptr<DbSource> postgres_database(const std::string& url);

// `sql` with every `word` replaced.
[[nodiscard]] std::string with_word(std::string sql, std::string_view word, std::string_view by);

}  // namespace aliquot::ledger
