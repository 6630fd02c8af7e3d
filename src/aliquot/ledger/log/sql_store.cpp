// A log in a database: the same SQL for SQLite and PostgreSQL.
#include "aliquot/ledger/log/sql_store.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <thread>

#include <fmt/core.h>

#include "aliquot/ledger/log/append_plan.hpp"
#include "aliquot/ledger/log/fault_point.hpp"
#include "aliquot/ledger/log/pages.hpp"
#include "aliquot/ledger/log/sql_text.hpp"

namespace aliquot::ledger {

namespace {

constexpr int most_tries = 200;      // while others write at the same time
constexpr int most_reconnects = 40;  // a database that restarts is back within seconds
constexpr std::chrono::milliseconds pause_before_reconnect{250};

DbFault injected(std::string_view where) {
    return {
        DbFault::Kind::refused,
        {ErrorCode::io, "a fault was planted here", std::string{where}, "this is a test build"}};
}

std::string_view view(const auto& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Bytes of another length than expected leave zeros, which match no hash.
void fill(std::string_view from, auto& bytes) {
    bytes.fill(0);
    if (from.size() == bytes.size())
        std::ranges::transform(from, bytes.begin(),
                               [](char c) { return static_cast<std::uint8_t>(c); });
}

Values values_of(const Record& record) {
    return {record.sequence,
            record.command,
            Blob{view(record.request)},
            record.part,
            record.parts,
            record.kind,
            record.who,
            record.happened,
            record.recorded,
            record.body,
            Blob{view(record.previous)},
            Blob{view(record.hash)}};
}

void read_record(const Row& row, Record& record) {
    record.sequence = row.number(0);
    record.command = row.bytes(1);
    fill(row.bytes(2), record.request);
    record.part = row.number(3);
    record.parts = row.number(4);
    record.kind = row.bytes(5);
    record.who = row.bytes(6);
    record.happened = row.bytes(7);
    record.recorded = row.number(8);
    record.body = row.bytes(9);
    fill(row.bytes(10), record.previous);
    fill(row.bytes(11), record.hash);
}

Head read_head(const Row& row, int column) {
    Head head{row.number(column), {}};
    fill(row.bytes(column + 1), head.hash);
    return head;
}

Place read_place(const Row& row) {
    const std::int64_t first = row.number(0);
    const std::int64_t parts = std::clamp<std::int64_t>(row.number(1), 1, most_parts);
    const bool sound = first <= std::numeric_limits<std::int64_t>::max() - parts;
    return {first, sound ? first + parts - 1 : first, true};
}

// A database that checks no sums of its own may hand out other bytes than it was given.
Digest digest_of(const Snapshot& snapshot) {
    std::string text;
    bytes::put_text(text, snapshot.name);
    bytes::put(text, snapshot.head.sequence);
    bytes::put(text, snapshot.head.hash);
    text += snapshot.bytes;
    return sha256(text);
}

class SqlStore final : public Store {
public:
    SqlStore(std::unique_ptr<DbSource> source, std::string log_id)
        : source_{std::move(source)}, log_id_{std::move(log_id)} {}

    const std::string& log_id() const override { return log_id_; }

    Result<Head> head() override {
        return reading<Head>([this](Db& db) { return head_in(db); });
    }

    Result<std::vector<Result<Place>>> append(std::span<const Draft> drafts) override {
        std::vector<Result<Place>> answers;
        auto done = writing([&](Db& db) -> DbResult<void> {
            const auto found = look_before(db, drafts);
            if (!found) return tl::unexpected(found.error());
            AppendPlan plan{found->head};
            for (std::size_t i = 0; i < drafts.size(); ++i) plan.add(drafts[i], found->recorded[i]);
            auto inserted = insert(db, plan.records());
            answers = std::move(plan).answers();
            return inserted;
        });
        if (!done) return tl::unexpected(done.error());
        return answers;
    }

    Result<std::optional<Place>> find(std::string_view command) override {
        return reading<std::optional<Place>>([&](Db& db) -> DbResult<std::optional<Place>> {
            std::optional<Place> place;
            auto done = db.run(sql::find_command, {command},
                               [&](const Row& row) { place = read_place(row); });
            if (!done) return tl::unexpected(done.error());
            return place;
        });
    }

    Result<void> read(std::int64_t from, std::int64_t limit, const RecordVisitor& visit) override {
        return show_pages(
            from, limit, [this](std::int64_t first, Page& page) { return fill_page(first, page); },
            visit);
    }

    Result<void> add_checkpoint(const Checkpoint& checkpoint) override {
        if (!is_signed(log_id_, checkpoint)) return not_of_this_log("checkpoint", checkpoint.head);
        return writing_at(
            checkpoint.head, "checkpoint", sql::add_checkpoint,
            {checkpoint.head.sequence, Blob{view(checkpoint.head.hash)}, checkpoint.recorded,
             Blob{view(checkpoint.key)}, Blob{view(checkpoint.signature)}});
    }

    Result<std::vector<Checkpoint>> checkpoints() override {
        return listing<Checkpoint>(sql::checkpoints, {}, [](const Row& row) {
            Checkpoint checkpoint{read_head(row, 0), row.number(2), {}, {}};
            fill(row.bytes(3), checkpoint.key);
            fill(row.bytes(4), checkpoint.signature);
            return checkpoint;
        });
    }

    Result<void> save_snapshot(const Snapshot& snapshot) override {
        const Digest digest = digest_of(snapshot);
        return writing_at(snapshot.head, "snapshot", sql::save_snapshot,
                          {snapshot.name, snapshot.head.sequence, Blob{view(snapshot.head.hash)},
                           Blob{snapshot.bytes}, Blob{view(digest)}});
    }

    Result<std::optional<Snapshot>> find_snapshot(std::string_view name) override {
        auto found =
            listing<std::pair<Snapshot, Digest>>(sql::find_snapshot, {name}, [](const Row& row) {
                std::pair<Snapshot, Digest> kept{
                    {std::string{row.bytes(0)}, read_head(row, 1), std::string{row.bytes(3)}}, {}};
                fill(row.bytes(4), kept.second);
                return kept;
            });
        if (!found) return tl::unexpected(found.error());
        if (found->empty() || digest_of(found->front().first) != found->front().second)
            return std::nullopt;
        return std::move(found->front().first);
    }

    Result<std::vector<Snapshot>> snapshots() override {
        return listing<Snapshot>(sql::snapshots, {}, [](const Row& row) {
            return Snapshot{std::string{row.bytes(0)}, read_head(row, 1), {}};
        });
    }

    Result<void> delete_snapshots() override {
        return writing([](Db& db) { return db.run(sql::delete_snapshots, {}); });
    }

    Result<std::vector<std::string>> damage() override {
        return reading<std::vector<std::string>>([](Db& db) { return db.damage(); });
    }

private:
    // A lost connection is made anew, and the rest of the page read over that one.
    Result<void> fill_page(std::int64_t from, Page& page) {
        auto done = reading<bool>([&](Db& db) -> DbResult<bool> {
            const Values range{from, page.missing()};
            auto asked = db.run(sql::read_records, range, [&](const Row& row) {
                Record* record = page.next();
                if (record == nullptr) return;
                read_record(row, *record);
                page.keep();
                if (record->sequence < std::numeric_limits<std::int64_t>::max())
                    from = record->sequence + 1;
            });
            if (!asked) return tl::unexpected(asked.error());
            return true;
        });
        if (!done) return tl::unexpected(done.error());
        return {};
    }

    DbResult<Head> head_in(Db& db) const {
        Head head = genesis(log_id_);
        auto done = db.run(sql::head, {}, [&](const Row& row) { head = read_head(row, 0); });
        if (!done) return tl::unexpected(done.error());
        return head;
    }

    // What is there before drafts are added.
    struct Before {
        Head head;
        std::vector<std::optional<Recorded>> recorded;  // by draft: its command
    };
    DbResult<Before> look_before(Db& db, std::span<const Draft> drafts) const {
        Before before{genesis(log_id_), std::vector<std::optional<Recorded>>(drafts.size())};
        std::vector<Db::Statement> asked;
        asked.reserve(drafts.size() + 1);
        asked.push_back({sql::head, {}, [&](const Row& row) { before.head = read_head(row, 0); }});
        for (std::size_t i = 0; i < drafts.size(); ++i)
            asked.push_back({sql::find_command,
                             {std::string_view{drafts[i].command}},
                             [&before, i](const Row& row) {
                                 Recorded& known = before.recorded[i].emplace();
                                 known.place = read_place(row);
                                 fill(row.bytes(2), known.request);
                             }});
        if (auto done = db.run_all(asked); !done) return tl::unexpected(done.error());
        return before;
    }

    static DbResult<void> insert(Db& db, const std::vector<Record>& records) {
        if (fails_at("insert.before")) return tl::unexpected(injected("insert.before"));
        std::vector<Values> rows;
        rows.reserve(records.size());
        for (const Record& record : records) rows.push_back(values_of(record));
        auto done = db.run_each(sql::add_record, rows);
        if (fails_at("insert.after")) return tl::unexpected(injected("insert.after"));
        return done;
    }

    // Runs `work` in one transaction, again when others were in its way. A lost connection is made
    // anew: `work` finds what was kept by its commands' keys.
    template <class Work>
    Result<void> writing(const Work& work) {
        const std::lock_guard lock{writing_};
        int tries = 0;
        int reconnects = 0;
        for (;;) {
            auto done = transaction(work);
            if (done) return {};
            if (done.error().kind == DbFault::Kind::again && ++tries < most_tries) continue;
            writer_.reset();
            if (done.error().kind != DbFault::Kind::lost || ++reconnects > most_reconnects)
                return tl::unexpected(done.error().error);
            std::this_thread::sleep_for(pause_before_reconnect);
        }
    }

    template <class Work>
    DbResult<void> transaction(const Work& work) {
        if (!writer_) {
            auto connected = source_->connect(DbSource::Access::write);
            if (!connected) return tl::unexpected(connected.error());
            writer_ = *std::move(connected);
        }
        if (fails_at("begin.before")) return tl::unexpected(injected("begin.before"));
        auto done = writer_->begin(Db::Use::write);
        if (!done) return done;
        done = work(*writer_);
        if (done && fails_at("commit.before")) done = tl::unexpected(injected("commit.before"));
        if (done) done = writer_->commit();
        if (!done) writer_->roll_back();
        if (done && fails_at("commit.after")) return tl::unexpected(injected("commit.after"));
        return done;
    }

    Result<void> writing_at(const Head& head, std::string_view what, std::string_view statement,
                            const Values& values) {
        bool stands = false;
        auto done = writing([&](Db& db) -> DbResult<void> {
            stands = false;
            auto asked = db.run(sql::hash_at, {head.sequence},
                                [&](const Row& row) { stands = row.bytes(0) == view(head.hash); });
            if (!asked || !stands) return asked;
            return db.run(statement, values);
        });
        if (done && !stands) return not_of_this_log(what, head);
        return done;
    }

    // A connection for one thread at a time, kept for the next.
    Result<std::unique_ptr<Db>> reader() {
        {
            const std::lock_guard lock{readers_busy_};
            if (!readers_.empty()) {
                auto db = std::move(readers_.back());
                readers_.pop_back();
                return db;
            }
        }
        auto connected = source_->connect(DbSource::Access::read);
        if (!connected) return tl::unexpected(connected.error().error);
        return *std::move(connected);
    }
    void give_back(std::unique_ptr<Db> db) {
        const std::lock_guard lock{readers_busy_};
        readers_.push_back(std::move(db));
    }

    // Idle connections may have been lost long ago: then it asks a new one.
    template <class Answer, class Work>
    Result<Answer> reading(const Work& work) {
        for (bool again = false;; again = true) {
            auto lease = reader();
            if (!lease) return tl::unexpected(lease.error());
            auto answer = work(**lease);
            if (answer) {
                give_back(*std::move(lease));
                return *std::move(answer);
            }
            if (answer.error().kind != DbFault::Kind::lost || again)
                return tl::unexpected(answer.error().error);
            const std::lock_guard lock{readers_busy_};
            readers_.clear();
        }
    }

    template <class Item, class Make>
    Result<std::vector<Item>> listing(std::string_view statement, const Values& values,
                                      const Make& make) {
        return reading<std::vector<Item>>([&](Db& db) -> DbResult<std::vector<Item>> {
            std::vector<Item> items;
            auto done =
                db.run(statement, values, [&](const Row& row) { items.push_back(make(row)); });
            if (!done) return tl::unexpected(done.error());
            return items;
        });
    }

    std::unique_ptr<DbSource> source_;
    std::string log_id_;
    std::mutex writing_;
    std::unique_ptr<Db> writer_;
    std::mutex readers_busy_;
    std::vector<std::unique_ptr<Db>> readers_;
};

}  // namespace

std::unique_ptr<Store> sql_store(std::unique_ptr<DbSource> source, std::string log_id) {
    return std::make_unique<SqlStore>(std::move(source), std::move(log_id));
}

}  // namespace aliquot::ledger
