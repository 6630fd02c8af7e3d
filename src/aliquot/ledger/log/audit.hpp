// The audit of a log: is every record still what it was when it was written, and are all there?
//
// It trusts nothing but the public keys it is given. It goes through the log once, names every
// record where something is wrong, the first one first, and says what.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger {

// In the order in which they are told of one record. docs/reference/log.md explains each.
enum class ViolationKind {
    damaged_file,        // the database cannot read its own file, or finds it inconsistent
    wrong_field,         // a field holds what no record may hold
    sequence_gap,        // records are missing
    out_of_order,        // a record stands after one with a higher or the same number
    broken_link,         // its `previous` is not the hash of the record before
    changed,             // its hash is not that of its fields
    command_in_pieces,   // the parts of a command are not all there, together and in order
    command_repeated,    // a command's key was recorded before
    truncated,           // a checkpoint or snapshot is of a record that is not there
    checkpoint_differs,  // another hash was signed
    wrong_signature,     // nobody signed this checkpoint
    unknown_key,         // somebody signed it who is not trusted
    snapshot_differs,    // the snapshot is of another log, or damaged
};
inline constexpr std::array<std::string_view, 13> violation_names{
    "damaged_file",       "wrong_field",      "sequence_gap",
    "out_of_order",       "broken_link",      "changed",
    "command_in_pieces",  "command_repeated", "truncated",
    "checkpoint_differs", "wrong_signature",  "unknown_key",
    "snapshot_differs"};

struct Violation {
    ViolationKind kind = ViolationKind::changed;
    std::int64_t sequence = 0;  // of the first record concerned
    std::string what;

    // No record of it can be named; it is told last, with sequence 0.
    [[nodiscard]] bool of_the_file() const {
        return kind == ViolationKind::damaged_file && sequence == 0;
    }
};

struct AuditReport {
    std::string log_id;
    std::int64_t records = 0;
    Head head;
    std::int64_t checkpoints = 0;
    Head
        signed_until;  // the last record that a sound checkpoint is of; sequence 0 if there is none
    std::set<PublicKey> keys;           // of sound checkpoints
    bool read_to_the_end = true;        // else damage hid what follows the last record
    std::vector<Violation> violations;  // by sequence and kind; the first thousand
    std::int64_t violations_in_all = 0;
};

// `trusted`: whose checkpoints count; if empty, everyone's, and the report says whose they were.
// `also` is shown every record in its turn, for what else is asked of it.
// Errors: io, when the store could not be read to the end for reasons of its own.
[[nodiscard]] Result<AuditReport> audit(Store& store, std::span<const PublicKey> trusted = {},
                                        const RecordVisitor& also = {});

// The same for records that come from elsewhere, in the order in which they stand there.
class Auditor {
public:
    Auditor(std::string log_id, std::span<const PublicKey> trusted);
    ~Auditor();

    void add(const Record& record);
    // Before or right after the record that they are of.
    void add(const Checkpoint& checkpoint);
    void add(const Snapshot& snapshot);
    void add_damaged(const Snapshot& snapshot);
    // What the records' source says of their end.
    void add_end(const Head& end);
    // From this record on, or of the file as a whole.
    void add_damage(std::optional<std::int64_t> sequence, std::string what);
    void end_early() { report_.read_to_the_end = false; }

    // After the last record. If true, all records must be shown once more: two commands may have
    // the same key.
    [[nodiscard]] bool must_look_again();
    void look_again(const Record& record);

    [[nodiscard]] const Head& last() const { return last_; }
    [[nodiscard]] AuditReport report() &&;

private:
    class Hashes;
    struct Expected {
        Digest hash{};
        bool snapshot = false;
        std::string what;
        std::set<PublicKey> keys;
    };
    struct Open {  // a command of which some parts have been seen
        std::string command;
        Digest request{};
        std::string who;
        std::int64_t recorded = 0;
        std::int64_t part = 0;
        std::int64_t parts = 0;
    };

    void violate(ViolationKind kind, std::int64_t sequence, std::string what);
    void keep_the_first();
    void check_place(const Record& record);
    void check_parts(const Record& record);
    void check_expected(const Expected& expected);
    void expect(std::int64_t sequence, Expected expected);

    AuditReport report_;
    std::set<PublicKey> trusted_;
    Head last_;
    bool gap_ = false;  // before the record that is being added
    Open open_;
    std::multimap<std::int64_t, Expected> expected_;
    std::unique_ptr<Hashes> hashes_;
    // Which command may be which: keys that differ here differ; keys that agree must be compared.
    std::vector<std::uint64_t> marks_;
    std::set<std::uint64_t> suspects_;
    std::map<std::string, std::int64_t> first_of_;
};

}  // namespace aliquot::ledger
