// A log told to a desk, and what each record moved noted beside it.
#include "aliquot/live/books_of_log.hpp"

#include "aliquot/core/hash.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/live/telling.hpp"

namespace aliquot {

Checked<BooksOfLog> BooksOfLog::read(const ledger::LogSource& source, std::optional<Date> until) {
    BooksOfLog read;
    std::optional<Errors> wrong;
    const auto done = source.read([&](const ledger::LogLine& line) {
        if (wrong) return;
        if (const auto* start = std::get_if<ledger::LogStart>(&line)) read.log_ = start->log_id;
        if (const auto* record = std::get_if<ledger::Record>(&line))
            if (auto added = read.add(*record, until); !added) wrong = added.error();
    });
    if (wrong) return tl::unexpected(*wrong);
    if (!done) return tl::unexpected(Errors{done.error()});
    if (!read.desk_)
        return tl::unexpected(Errors{Error{ErrorCode::wrong_input, "the log is empty", source.name,
                                           "`aliquot facility init` begins one"}});
    return read;
}

Checked<void> BooksOfLog::add(const ledger::Record& record, const std::optional<Date>& until) {
    // A record's day stands at the start of `happened`; days never go back.
    if (until && desk_ && record.happened.substr(0, 10) > format_date(*until)) return {};
    const std::size_t before = desk_ ? desk_->doses().ledger().transfers().size() : 0;
    auto event = tell(desk_, record);
    if (!event) return tl::unexpected(event.error());
    head_ = {record.sequence, record.hash};
    if (!*event) return {};
    const Date day = date_of(**event);
    entries_.push_back({record.sequence, record.who, day, *std::move(*event), before,
                        desk_->doses().ledger().transfers().size() - before});
    return {};
}

Books BooksOfLog::books() const {
    return {&desk_->world(),         entries_, desk_->doses().ledger().transfers(),
            desk_->doses().offers(), log_,     head_.sequence,
            hex_of(head_.hash)};
}

}  // namespace aliquot
