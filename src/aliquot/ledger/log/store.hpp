// A store: where one log is kept. Records are added at its end and never changed.
//
// Three kinds do the same: a file (SQLite), a PostgreSQL database, and memory. Any number of
// threads may use one store, and any number of programs may open the same file or database. Reading
// never waits for writing, nor writing for reading.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/ledger/log/checkpoint.hpp"
#include "aliquot/ledger/log/record.hpp"

namespace aliquot::ledger {

struct Event {
    std::string kind;
    std::string happened;
    std::string body;
};

// What one command adds to the log: all its records or none.
struct Draft {
    std::string command;  // the caller's own key, never used for two commands
    Digest request{};     // SHA-256 of what was asked
    std::string who;
    std::int64_t recorded = 0;
    std::vector<Event> events;  // at least one
    std::optional<std::int64_t>
        expected;  // the sequence that the log must end with, if that matters
};

// Where a command's records stand.
struct Place {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool repeated = false;  // they stood there before: the command was sent again

    friend bool operator==(const Place&, const Place&) = default;
};

// A state that was computed from the records up to `head`, kept to save computing it again. It may
// be deleted at any time.
struct Snapshot {
    std::string name;
    Head head;
    std::string bytes;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

using RecordVisitor = std::function<void(const Record&)>;

class Store {
public:
    Store() = default;
    virtual ~Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] virtual const std::string& log_id() const = 0;
    [[nodiscard]] virtual Result<Head> head() = 0;

    // Adds the drafts in their order, in one durable step. Each gets its own answer:
    //   its place;
    //   its earlier place, when its command with the same request is in the log;
    //   wrong_input, when a field is wrong or its command's key was used for another request;
    //   conflict, when the log does not end where the draft expected.
    // What was answered with a place is on the disk. Errors, of all drafts together: io, when the
    // store failed; send the same drafts again, and whatever was recorded is found, not repeated.
    [[nodiscard]] virtual Result<std::vector<Result<Place>>> append(
        std::span<const Draft> drafts) = 0;

    // The place of a command's records, if there are any.
    [[nodiscard]] virtual Result<std::optional<Place>> find(std::string_view command) = 0;

    // Shows at most `limit` records from sequence `from` on, in order. Errors: io; conflict, when
    // the file is damaged, after showing what could be read.
    [[nodiscard]] virtual Result<void> read(std::int64_t from, std::int64_t limit,
                                            const RecordVisitor& visit) = 0;

    // Errors: conflict, when the log has another hash there or the signature does not hold.
    [[nodiscard]] virtual Result<void> add_checkpoint(const Checkpoint& checkpoint) = 0;
    // By sequence, then key.
    [[nodiscard]] virtual Result<std::vector<Checkpoint>> checkpoints() = 0;

    // Replaces the snapshot of that name. Errors: conflict, when the log has another hash there.
    [[nodiscard]] virtual Result<void> save_snapshot(const Snapshot& snapshot) = 0;
    // Nothing also when its bytes are not those that were saved.
    [[nodiscard]] virtual Result<std::optional<Snapshot>> find_snapshot(std::string_view name) = 0;
    [[nodiscard]] virtual Result<std::vector<Snapshot>> snapshots() = 0;  // without their bytes
    [[nodiscard]] virtual Result<void> delete_snapshots() = 0;

    // What the database itself finds wrong with its files, in its words; nothing if it cannot tell.
    [[nodiscard]] virtual Result<std::vector<std::string>> damage() = 0;
};

// A store is named by the path of its file, or by the address of its database,
// postgresql://user@host/name.
// Errors: conflict, when something is there already; io.
[[nodiscard]] Result<std::unique_ptr<Store>> create_store(const std::string& place,
                                                          const std::string& log_id);
// Errors: not_found; wrong_input, when it holds no log, or one of a format that this program does
// not know; io.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& place);

[[nodiscard]] std::unique_ptr<Store> store_in_memory(const std::string& log_id);

// The answer to one draft alone.
[[nodiscard]] Result<Place> append(Store& store, const Draft& draft);

}  // namespace aliquot::ledger
