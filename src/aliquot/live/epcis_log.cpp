// Records beside events, one for one.
#include "aliquot/live/epcis_log.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/io/epcis/from_books.hpp"
#include "aliquot/io/epcis/reader.hpp"
#include "aliquot/io/epcis/writer.hpp"
#include "aliquot/ledger/log/json_lines.hpp"
#include "aliquot/live/books_of_log.hpp"

namespace aliquot {

namespace {

constexpr std::string_view record_member = "aliquot:record";
constexpr std::string_view checkpoint_member = "aliquot:checkpoint";
constexpr std::string_view log_member = "aliquot:log";
constexpr std::string_view end_member = "aliquot:end";

// The line of an exported log, without its end.
std::string line_of(const ledger::LogLine& line) {
    std::string text;
    ledger::write_line(line, text);
    text.pop_back();
    return text;
}

// Of microseconds since 1970; nothing outside of the years that dates are written in.
std::string instant_of(std::int64_t microseconds) {
    const std::chrono::sys_time<std::chrono::microseconds> when{
        std::chrono::microseconds{microseconds}};
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const std::string date = format_date(day);
    if (!parse_date(date)) return {};
    const std::chrono::hh_mm_ss time{when - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", date, time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

class Exporting {
public:
    Exporting(const BooksOfLog& read, const ledger::TextSink& sink)
        : books_{read.books()}, sink_{sink}, telling_{books_, log_key()} {}

    void show(const ledger::LogLine& line) {
        if (const auto* start = std::get_if<ledger::LogStart>(&line)) begin(*start);
        if (const auto* record = std::get_if<ledger::Record>(&line)) add(*record);
        if (const auto* checkpoint = std::get_if<ledger::Checkpoint>(&line)) add(*checkpoint);
        if (const auto* end = std::get_if<ledger::LogEnd>(&line)) finish(*end);
    }
    [[nodiscard]] const Result<void>& written() const { return written_; }

private:
    [[nodiscard]] std::string log_key() const {
        return hex_of(ledger::genesis(books_.log).hash).substr(0, 16);
    }

    void begin(const ledger::LogStart& start) {
        text_ = fmt::format(
            R"({{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",)"
            R"({{"aliquot":"urn:aliquot:vocabulary:"}}],"type":"EPCISDocument",)"
            R"("schemaVersion":"2.0","{}":{},"epcisBody":{{"eventList":[)",
            log_member, line_of(start));
    }

    void add(const ledger::Record& record) {
        last_ = record.recorded;
        const auto& entries = books_.entries;
        std::vector<EpcisEvent> events;
        if (next_ < entries.size() && entries[next_].record == record.sequence)
            events = telling_.events_of(entries[next_++]);
        if (events.empty()) events.push_back(of_our_own("aliquot:Record"));
        for (std::size_t k = 0; k < events.size(); ++k) {
            const std::string id = hex_of(record.hash);
            events[k].id =
                aliquot_uri(log_key(), "event", k == 0 ? id : fmt::format("{}:{}", id, k + 1));
            events[k].time =
                record.happened.size() == 10 ? record.happened + "T00:00:00Z" : record.happened;
            events[k].zone = "+00:00";
            events[k].recorded = instant_of(record.recorded);
        }
        events.front().more.emplace_back(record_member, line_of(record));
        for (const EpcisEvent& event : events) put(event);
    }

    void add(const ledger::Checkpoint& checkpoint) {
        EpcisEvent event = of_our_own("aliquot:Checkpoint");
        event.time = instant_of(checkpoint.recorded);
        if (event.time.empty()) event.time = "1970-01-01T00:00:00Z";  // no clock said that
        event.zone = "+00:00";
        event.more.emplace_back(checkpoint_member, line_of(checkpoint));
        put(event);
    }

    void finish(const ledger::LogEnd& end) {
        std::string created = instant_of(last_);
        if (created.empty()) created = "1970-01-01T00:00:00Z";
        text_ += fmt::format("\n]}},\"creationDate\":\"{}\",\"{}\":{}}}\n", created, end_member,
                             line_of(end));
        flush();
    }

    static EpcisEvent of_our_own(std::string type) {
        EpcisEvent event;
        event.kind = EpcisKind::other;
        event.type = std::move(type);
        return event;
    }

    void put(const EpcisEvent& event) {
        text_ += any_ ? ",\n" : "\n";
        any_ = true;
        text_ += epcis_json(event);
        constexpr std::size_t some = 1U << 16U;
        if (text_.size() > some) flush();
    }
    void flush() {
        if (written_) written_ = sink_(text_);
        text_.clear();
    }

    Books books_;
    const ledger::TextSink& sink_;
    EpcisOfBooks telling_;
    std::size_t next_ = 0;  // entry
    std::int64_t last_ = 0;
    bool any_ = false;
    std::string text_;
    Result<void> written_;
};

const std::string* member(const std::vector<std::pair<std::string, std::string>>& more,
                          std::string_view name) {
    const auto found = std::ranges::find(more, name, &std::pair<std::string, std::string>::first);
    return found == more.end() ? nullptr : &found->second;
}

tl::unexpected<Errors> wrong(std::string what, std::string where, std::string hint) {
    return tl::unexpected(
        Errors{Error{ErrorCode::wrong_input, std::move(what), std::move(where), std::move(hint)}});
}

// The lines that the members of the document hold. As a file of them must: a start, records and
// checkpoints, an end.
Checked<std::vector<ledger::LogLine>> lines_of(const EpcisDocument& document,
                                               const std::string& name) {
    const std::string* start = member(document.more, log_member);
    const std::string* end = member(document.more, end_member);
    if (start == nullptr || end == nullptr)
        return wrong("it carries no log", name,
                     "`aliquot ledger epcis` lists the events of any EPCIS document");
    std::string text = *start + '\n';
    for (const EpcisEvent& event : document.events)
        for (const std::string_view each : {record_member, checkpoint_member})
            if (const std::string* line = member(event.more, each)) text += *line + '\n';
    text += *end + '\n';
    std::vector<ledger::LogLine> lines;
    const auto read = ledger::read_log_text(
        name, text, [&](const ledger::LogLine& line) { lines.push_back(line); });
    if (!read) return tl::unexpected(Errors{read.error()});
    return lines;
}

// Whether each event is what is made of the record that it carries.
Checked<void> check_events(const EpcisDocument& document, const ledger::LogSource& source) {
    std::string text;
    const auto written = export_epcis(source, [&](std::string_view part) -> Result<void> {
        text += part;
        return {};
    });
    if (!written) return tl::unexpected(written.error());
    const auto made = read_epcis(text, source.name);
    if (!made) return tl::unexpected(made.error());
    const auto& events = document.events;
    for (std::size_t i = 0; i < std::max(events.size(), made->events.size()); ++i) {
        const bool same = i < events.size() && i < made->events.size() &&
                          epcis_json(events[i]) == epcis_json(made->events[i]);
        if (!same)
            return wrong("the event is not what the records of the log come to",
                         fmt::format("{}, eventList[{}]", source.name, i),
                         "it was changed after the log was exported");
    }
    return {};
}

}  // namespace

Checked<ledger::Head> export_epcis(const ledger::LogSource& source, const ledger::TextSink& sink) {
    const auto read = BooksOfLog::read(source);
    if (!read) return tl::unexpected(read.error());
    Exporting exporting{*read, sink};
    const auto shown = source.read([&](const ledger::LogLine& line) { exporting.show(line); });
    if (!shown) return tl::unexpected(Errors{shown.error()});
    if (!exporting.written()) return tl::unexpected(Errors{exporting.written().error()});
    return read->head();
}

Checked<ledger::LogSource> log_of_epcis(std::string_view bytes, const std::string& name) {
    const auto document = read_epcis(bytes, name);
    if (!document) return tl::unexpected(document.error());
    auto lines = lines_of(*document, name);
    if (!lines) return tl::unexpected(lines.error());
    const auto kept = std::make_shared<const std::vector<ledger::LogLine>>(*std::move(lines));
    ledger::LogSource source{name, [kept](const ledger::LineVisitor& visit) -> Result<void> {
                                 for (const ledger::LogLine& line : *kept) visit(line);
                                 return {};
                             }};
    if (auto same = check_events(*document, source); !same) return tl::unexpected(same.error());
    return source;
}

}  // namespace aliquot
