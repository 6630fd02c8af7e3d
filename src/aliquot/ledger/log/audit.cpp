// One walk through the log; every promise of its format is asked of every record.
#include "aliquot/ledger/log/audit.hpp"

#include <algorithm>
#include <future>
#include <limits>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/ledger/log/hash_check.hpp"

namespace aliquot::ledger {

namespace {

constexpr std::size_t most_violations_kept = 1000;

std::uint64_t mark_of(std::string_view command) {
    return std::hash<std::string_view>{}(command);
}

std::string shown(const Digest& digest) {
    return hex_of(digest).substr(0, 16) + "...";
}

}  // namespace

class Auditor::Hashes {
public:
    void add(const Record& record) {
        // Numbers follow each other but where there are gaps: keep only where a run starts.
        if (runs_.empty() || runs_.back().at(added_) != record.sequence)
            runs_.push_back({added_, record.sequence});
        check_.add(record);
        ++added_;
    }
    [[nodiscard]] std::vector<std::int64_t> wrong() {
        std::vector<std::int64_t> sequences;
        for (const std::size_t place : check_.finish())
            sequences.push_back(
                std::prev(std::ranges::upper_bound(runs_, place, {}, &Run::place))->at(place));
        return sequences;
    }

private:
    struct Run {
        std::size_t place = 0;  // in the walk
        std::int64_t sequence = 0;
        [[nodiscard]] std::int64_t at(std::size_t later) const {
            return static_cast<std::int64_t>(static_cast<std::uint64_t>(sequence) + later - place);
        }
    };
    std::size_t added_ = 0;
    std::vector<Run> runs_;
    HashCheck check_;
};

Auditor::Auditor(std::string log_id, std::span<const PublicKey> trusted)
    : trusted_{trusted.begin(), trusted.end()},
      last_{genesis(log_id)},
      hashes_{std::make_unique<Hashes>()} {
    report_.log_id = std::move(log_id);
}

Auditor::~Auditor() = default;

void Auditor::add(const Record& record) {
    ++report_.records;
    if (const auto wrong = wrong_field(record))
        violate(ViolationKind::wrong_field, record.sequence, *wrong);
    check_place(record);
    check_parts(record);
    hashes_->add(record);
    last_ = {record.sequence, record.hash};
    const auto [first, end] = expected_.equal_range(record.sequence);
    std::for_each(first, end, [this](const auto& at) { check_expected(at.second); });
    expected_.erase(first, end);
}

void Auditor::check_place(const Record& record) {
    // Numbers may be anything a file can say: none is added to before it is known to be smaller.
    gap_ = record.sequence <= last_.sequence || record.sequence - 1 != last_.sequence;
    if (record.sequence <= last_.sequence) {
        violate(ViolationKind::out_of_order, record.sequence,
                fmt::format("it stands after record {}", last_.sequence));
    } else if (gap_) {
        const std::int64_t due = last_.sequence + 1;
        violate(ViolationKind::sequence_gap, due,
                record.sequence - 1 == due
                    ? fmt::format("record {} is missing", due)
                    : fmt::format("records {} to {} are missing", due, record.sequence - 1));
    } else if (record.previous != last_.hash) {
        violate(ViolationKind::broken_link, record.sequence,
                last_.sequence == 0
                    ? fmt::format("it does not start the log {}", report_.log_id)
                    : fmt::format("it follows a record of hash {}, but record {} has {}",
                                  shown(record.previous), last_.sequence, shown(last_.hash)));
    }
}

void Auditor::check_parts(const Record& record) {
    const bool inside = open_.part < open_.parts;
    const bool next = inside && record.command == open_.command &&
                      record.request == open_.request && record.who == open_.who &&
                      record.recorded == open_.recorded && record.parts == open_.parts &&
                      record.part == open_.part + 1;
    const bool starts = !inside && record.part == 1;
    // What a gap tore apart is told once, as the gap.
    if (!next && !starts && !gap_)
        violate(ViolationKind::command_in_pieces, record.sequence,
                inside ? fmt::format("part {} of {} of command {} should stand here",
                                     open_.part + 1, open_.parts, open_.command)
                       : fmt::format("it is part {} of {} of command {}, without those before",
                                     record.part, record.parts, record.command));
    if (record.part == 1) marks_.push_back(mark_of(record.command));
    if (next) {
        ++open_.part;
    } else {
        open_ = {record.command,  record.request, record.who,
                 record.recorded, record.part,    record.parts};
    }
}

void Auditor::add(const Checkpoint& checkpoint) {
    ++report_.checkpoints;
    const std::string key = hex_of(checkpoint.key).substr(0, 16) + "...";
    if (!is_signed(report_.log_id, checkpoint)) {
        violate(ViolationKind::wrong_signature, checkpoint.head.sequence,
                fmt::format("key {} did not sign this checkpoint", key));
        return;
    }
    if (!trusted_.empty() && !trusted_.contains(checkpoint.key)) {
        violate(ViolationKind::unknown_key, checkpoint.head.sequence,
                fmt::format("the checkpoint is signed by key {}, which is not trusted", key));
        return;
    }
    expect(checkpoint.head.sequence,
           {checkpoint.head.hash, false, "checkpoint by key " + key, {checkpoint.key}});
}

void Auditor::add(const Snapshot& snapshot) {
    expect(snapshot.head.sequence,
           {snapshot.head.hash, true, "snapshot \"" + snapshot.name + "\"", {}});
}

void Auditor::add_damaged(const Snapshot& snapshot) {
    violate(ViolationKind::snapshot_differs, snapshot.head.sequence,
            fmt::format("the content of snapshot \"{}\" is not what was saved", snapshot.name));
}

void Auditor::add_end(const Head& end) {
    if (end != last_)
        violate(ViolationKind::truncated, std::min(end.sequence, last_.sequence),
                fmt::format("the last line says that the log ends with record {} of hash {}, it "
                            "ends with record {} of hash {}",
                            end.sequence, shown(end.hash), last_.sequence, shown(last_.hash)));
}

void Auditor::add_damage(std::optional<std::int64_t> sequence, std::string what) {
    violate(ViolationKind::damaged_file, sequence.value_or(0), std::move(what));
}

void Auditor::expect(std::int64_t sequence, Expected expected) {
    if (sequence == last_.sequence)
        check_expected(expected);
    else
        expected_.emplace(sequence, std::move(expected));
}

// Of the record that was added last.
void Auditor::check_expected(const Expected& expected) {
    if (expected.hash == last_.hash) {
        report_.keys.insert(expected.keys.begin(), expected.keys.end());
        if (!expected.snapshot) report_.signed_until = last_;
        return;
    }
    violate(expected.snapshot ? ViolationKind::snapshot_differs : ViolationKind::checkpoint_differs,
            last_.sequence,
            fmt::format("the {} says {}, the record has {}{}", expected.what, shown(expected.hash),
                        shown(last_.hash),
                        expected.snapshot ? std::string{}
                                          : fmt::format("; something was rewritten after record {}",
                                                        report_.signed_until.sequence)));
}

bool Auditor::must_look_again() {
    std::ranges::sort(marks_);
    for (auto at = marks_.begin(); (at = std::adjacent_find(at, marks_.end())) != marks_.end();
         ++at)
        suspects_.insert(*at);
    return !suspects_.empty();
}

void Auditor::look_again(const Record& record) {
    if (record.part != 1 || !suspects_.contains(mark_of(record.command))) return;
    const auto [first, fresh] = first_of_.emplace(record.command, record.sequence);
    if (!fresh)
        violate(
            ViolationKind::command_repeated, record.sequence,
            fmt::format("command {} was recorded at {} already", record.command, first->second));
}

void Auditor::violate(ViolationKind kind, std::int64_t sequence, std::string what) {
    ++report_.violations_in_all;
    report_.violations.push_back({kind, sequence, std::move(what)});
    if (report_.violations.size() >= 2 * most_violations_kept) keep_the_first();
}

void Auditor::keep_the_first() {
    std::ranges::stable_sort(report_.violations, {}, [](const Violation& violation) {
        return std::tuple{violation.of_the_file(), violation.sequence, violation.kind};
    });
    if (report_.violations.size() > most_violations_kept)
        report_.violations.resize(most_violations_kept);
}

AuditReport Auditor::report() && {
    if (open_.part < open_.parts)
        violate(ViolationKind::command_in_pieces, last_.sequence,
                fmt::format("the log ends with part {} of {} of command {}", open_.part,
                            open_.parts, open_.command));
    for (const auto& [sequence, expected] : expected_)
        violate(ViolationKind::truncated, sequence,
                sequence > last_.sequence
                    ? fmt::format("there is a {}, but the log ends at record {}", expected.what,
                                  last_.sequence)
                    : fmt::format("there is a {}, but not this record", expected.what));
    for (const std::int64_t sequence : hashes_->wrong())
        violate(ViolationKind::changed, sequence, "its hash is not that of its fields");
    report_.head = last_;
    keep_the_first();
    return std::move(report_);
}

Result<AuditReport> audit(Store& store, std::span<const PublicKey> trusted,
                          const RecordVisitor& also) {
    constexpr auto all = std::numeric_limits<std::int64_t>::max();
    Auditor auditor{store.log_id(), trusted};
    const auto unless_damaged = [&auditor](const Error& error) -> Result<void> {
        if (error.code != ErrorCode::conflict) return tl::unexpected(error);
        auditor.add_damage(auditor.last().sequence + 1, error.what);
        return {};
    };
    // The database looks through its file while we walk through the records.
    auto looking = std::async(std::launch::async, [&store] { return store.damage(); });
    auto done = Result<void>{};
    if (const auto checkpoints = store.checkpoints())
        for (const Checkpoint& checkpoint : *checkpoints) auditor.add(checkpoint);
    else
        done = unless_damaged(checkpoints.error());
    if (const auto snapshots = store.snapshots())
        for (const Snapshot& snapshot : *snapshots) {
            auditor.add(snapshot);
            const auto whole = store.find_snapshot(snapshot.name);
            if (whole && !*whole) auditor.add_damaged(snapshot);
        }
    else if (done)
        done = unless_damaged(snapshots.error());
    if (done) {
        auto walked = store.read(0, all, [&](const Record& record) {
            auditor.add(record);
            if (also) also(record);
        });
        if (!walked) {
            done = unless_damaged(walked.error());
            auditor.end_early();
        }
    }
    if (done && auditor.must_look_again())
        (void)store.read(0, all, [&](const Record& record) { auditor.look_again(record); });
    if (done) {
        const auto damage = looking.get();
        if (!damage)
            done = unless_damaged(damage.error());
        else
            for (const std::string& what : *damage) auditor.add_damage({}, what);
    }
    if (!done) return tl::unexpected(done.error());
    return std::move(auditor).report();
}

}  // namespace aliquot::ledger
