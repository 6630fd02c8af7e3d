// Export in one pass; import in two, the first of which only looks.
#include "aliquot/ledger/log/exchange.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include <fmt/core.h>

#include "aliquot/ledger/log/json_lines.hpp"

namespace aliquot::ledger {

namespace {

constexpr auto all = std::numeric_limits<std::int64_t>::max();

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

tl::unexpected<Error> other_log(const std::string& file, const std::string& place) {
    return tl::unexpected(Error{ErrorCode::conflict,
                                fmt::format("it holds another log than {}", file), place,
                                "name a new place"});
}

// Records collected into the commands they came from. Those that the store has are passed over.
class Refill {
public:
    Refill(Store& store, const Head& held) : store_{&store}, held_{held} {}

    void add(const Record& record) {
        if (record.sequence == held_.sequence) same_log_ = record.hash == held_.hash;
        if (record.sequence <= held_.sequence || !same_log_ || !fault_) return;
        if (record.part == 1)
            drafts_.push_back({record.command,
                               record.request,
                               record.who,
                               record.recorded,
                               {},
                               record.sequence - 1});
        drafts_.back().events.push_back({record.kind, record.happened, record.body});
        ++waiting_;
        if (record.part == record.parts && waiting_ >= records_together) flush();
    }
    Result<void> finish() {
        flush();
        return fault_;
    }
    [[nodiscard]] bool same_log() const { return same_log_; }

private:
    static constexpr std::int64_t records_together = 5000;

    void flush() {
        if (!fault_ || drafts_.empty()) return;
        const auto placed = store_->append(drafts_);
        if (!placed) {
            fault_ = tl::unexpected(placed.error());
        } else {
            const auto refused = std::ranges::find_if(
                *placed, [](const auto& answer) { return !answer.has_value(); });
            if (refused != placed->end()) fault_ = tl::unexpected(refused->error());
        }
        drafts_.clear();
        waiting_ = 0;
    }

    Store* store_;
    Head held_;
    bool same_log_ = true;
    std::int64_t waiting_ = 0;
    std::vector<Draft> drafts_;
    Result<void> fault_;
};

Result<std::unique_ptr<Store>> open_or_create(const std::string& place, const std::string& log_id) {
    auto store = open_store(place);
    if (store || store.error().code != ErrorCode::not_found) return store;
    return create_store(place, log_id);
}

// Each checkpoint right after its record.
Result<void> show_log(Store& store, const LineVisitor& visit) {
    const auto checkpoints = store.checkpoints();
    if (!checkpoints) return tl::unexpected(checkpoints.error());
    auto checkpoint = checkpoints->begin();
    const auto show_checkpoints_before = [&](std::int64_t sequence) {
        for (; checkpoint != checkpoints->end() && checkpoint->head.sequence < sequence;
             ++checkpoint)
            visit(*checkpoint);
    };
    Head end = genesis(store.log_id());
    visit(LogStart{store.log_id()});
    const auto read = store.read(0, all, [&](const Record& record) {
        show_checkpoints_before(record.sequence);
        visit(record);
        end = {record.sequence, record.hash};
    });
    if (!read) return read;
    show_checkpoints_before(all);
    visit(LogEnd{end});
    return {};
}

LogSource file_source(const std::string& file) {
    return {file, [file](const LineVisitor& visit) { return read_log_file(file, visit); }};
}

Error unsound(const std::string& file, const AuditReport& report) {
    const Violation& first = report.violations.front();
    return {ErrorCode::wrong_input,
            fmt::format("the log is not sound ({}): {}",
                        violation_names.at(static_cast<std::size_t>(first.kind)), first.what),
            fmt::format("{}, record {}", file, first.sequence),
            "nothing was added; export the log again from a sound store"};
}

}  // namespace

Result<Head> export_log(Store& store, const TextSink& sink) {
    std::string text;
    Result<void> written;
    Head end;
    constexpr std::size_t some = 1U << 16U;  // records gather to so many bytes
    const auto shown = show_log(store, [&](const LogLine& line) {
        write_line(line, text);
        const auto* last = std::get_if<LogEnd>(&line);
        if (last != nullptr) end = last->head;
        const bool gathers = std::holds_alternative<Record>(line) && text.size() <= some;
        if (!written || gathers) return;
        written = sink(text);
        text.clear();
    });
    if (!shown) return tl::unexpected(shown.error());
    if (!written) return tl::unexpected(written.error());
    return end;
}

Result<LogSource> log_at(const std::string& place) {
    if (place.ends_with(".jsonl")) return file_source(place);
    auto opened = open_store(place);
    if (!opened) return tl::unexpected(opened.error());
    const std::shared_ptr<Store> store = *std::move(opened);
    return LogSource{place, [store](const LineVisitor& visit) { return show_log(*store, visit); }};
}

Result<AuditReport> audit_file(const std::string& file, std::span<const PublicKey> trusted,
                               const RecordVisitor& also) {
    return audit_source(file_source(file), trusted, also);
}

Result<AuditReport> audit_source(const LogSource& source, std::span<const PublicKey> trusted,
                                 const RecordVisitor& also) {
    std::optional<Auditor> auditor;
    auto done = source.read([&](const LogLine& line) {
        std::visit(
            Overloaded{[&](const LogStart& start) { auditor.emplace(start.log_id, trusted); },
                       [&](const Record& record) {
                           auditor->add(record);
                           if (also) also(record);
                       },
                       [&](const Checkpoint& checkpoint) { auditor->add(checkpoint); },
                       [&](const LogEnd& end) { auditor->add_end(end.head); }},
            line);
    });
    if (done && auditor->must_look_again())
        done = source.read([&](const LogLine& line) {
            if (const auto* record = std::get_if<Record>(&line)) auditor->look_again(*record);
        });
    if (!done) return tl::unexpected(done.error());
    return std::move(*auditor).report();
}

Result<Imported> import_log(const std::string& file, const std::string& place) {
    return import_source(file_source(file), place);
}

Result<Imported> import_source(const LogSource& source, const std::string& place) {
    const std::string& file = source.name;
    const auto report = audit_source(source);
    if (!report) return tl::unexpected(report.error());
    if (!report->violations.empty()) return tl::unexpected(unsound(file, *report));
    const auto store = open_or_create(place, report->log_id);
    if (!store) return tl::unexpected(store.error());
    if ((*store)->log_id() != report->log_id) return other_log(file, place);
    const auto held = (*store)->head();
    if (!held) return tl::unexpected(held.error());

    Refill refill{**store, *held};
    std::vector<Checkpoint> checkpoints;
    const auto looked = source.read([&](const LogLine& line) {
        if (const auto* record = std::get_if<Record>(&line)) refill.add(*record);
        if (const auto* checkpoint = std::get_if<Checkpoint>(&line))
            checkpoints.push_back(*checkpoint);
    });
    if (!looked) return tl::unexpected(looked.error());
    if (!refill.same_log()) return other_log(file, place);
    if (auto done = refill.finish(); !done) return tl::unexpected(done.error());

    // Whatever was there before, the store must now hold what the file ends with.
    Head end = genesis(report->log_id);
    auto read = (*store)->read(report->head.sequence, 1,
                               [&](const Record& record) { end = {record.sequence, record.hash}; });
    if (!read) return tl::unexpected(read.error());
    if (report->head.sequence > 0 && end != report->head) return other_log(file, place);
    for (const Checkpoint& checkpoint : checkpoints)
        if (auto done = (*store)->add_checkpoint(checkpoint); !done)
            return tl::unexpected(done.error());
    return Imported{report->log_id, report->head,
                    std::max<std::int64_t>(0, report->head.sequence - held->sequence)};
}

}  // namespace aliquot::ledger
