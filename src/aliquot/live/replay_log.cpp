// One command a day, many days to a durable step.
#include "aliquot/live/replay_log.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/live/opening.hpp"

namespace aliquot {

namespace {

constexpr std::string_view replay_person = "replay";

// Midnight of the day, UTC.
std::int64_t microseconds_of(Date day) {
    constexpr std::int64_t of_a_day = 24LL * 60 * 60 * 1'000'000;
    return std::int64_t{day.time_since_epoch().count()} * of_a_day;
}

class Writing {
public:
    Writing(ledger::Store& store, const Scenario& scenario)
        : store_{&store}, scenario_{&scenario} {}

    void begin(std::string command, Date day) {
        day_ = day;
        ledger::Draft draft;
        draft.request =
            sha256(fmt::format("{}\n{}\n{}", replay_person, scenario_->inputs_sha256, command));
        draft.command = std::move(command);
        draft.who = replay_person;
        draft.recorded = microseconds_of(day);
        draft.expected = written_;
        drafts_.push_back(std::move(draft));
    }
    void add(const Event& event) {
        drafts_.back().events.push_back(
            {std::string{kind_of(event)}, format_date(day_), event_json(*scenario_, event)});
        ++written_;
    }
    [[nodiscard]] std::size_t parts() const { return drafts_.back().events.size(); }
    [[nodiscard]] std::int64_t written() const { return written_; }

    Result<void> flush(std::int64_t unless_fewer) {
        if (written_ - flushed_ < unless_fewer || drafts_.empty()) return {};
        const auto placed = store_->append(drafts_);
        if (!placed) return tl::unexpected(placed.error());
        for (const auto& each : *placed)
            if (!each) return tl::unexpected(each.error());
        drafts_.clear();
        flushed_ = written_;
        return {};
    }

private:
    ledger::Store* store_;
    const Scenario* scenario_;
    std::vector<ledger::Draft> drafts_;
    Date day_;
    std::int64_t written_ = 0;
    std::int64_t flushed_ = 0;
};

// What happened on one day; each round that was decided is opened and closed around it.
Result<void> write_day(Writing& log, std::span<const DoseEvent> events, Date day) {
    constexpr std::size_t most = ledger::most_parts - 4;  // room for a round's ends
    std::optional<int> round;
    std::size_t pieces = 0;
    const auto begin = [&] {
        ++pieces;
        log.begin(pieces == 1 ? format_date(day) : fmt::format("{} ({})", format_date(day), pieces),
                  day);
    };
    const auto close = [&] {
        if (round) log.add(RoundEvent{RoundClosed{day, *round}});
        round.reset();
    };
    begin();
    for (const DoseEvent& event : events) {
        if (log.parts() >= most) begin();
        if (const auto* decided = std::get_if<RoundDecided>(&event)) {
            close();
            round = decided->round;
            log.add(RoundEvent{RoundOpened{day, decided->round, std::string{replay_person}}});
        }
        log.add(event);
    }
    close();
    constexpr std::int64_t together = 5000;
    return log.flush(together);
}

Date day_of(const DoseEvent& event) {
    return std::visit([](const auto& fact) { return fact.date; }, event);
}

}  // namespace

Result<ledger::Head> write_replay(ledger::Store& store, const Scenario& scenario,
                                  const Folder& files, const std::vector<std::string>& overrides,
                                  std::span<const DoseEvent> events) {
    Writing log{store, scenario};
    const Opening opening{scenario.settings.start,
                          std::string{replay_person},
                          "Replay of the scenario",
                          1,
                          7,
                          overrides};
    log.begin("opening", opening.date);
    for (const PeopleEvent& event : opening_events(files, scenario.settings.title, opening))
        log.add(event);
    while (!events.empty()) {
        const Date day = day_of(events.front());
        const auto end =
            std::ranges::find_if(events, [&](const auto& each) { return day_of(each) != day; });
        const auto count = static_cast<std::size_t>(end - events.begin());
        if (auto written = write_day(log, events.first(count), day); !written)
            return tl::unexpected(written.error());
        events = events.subspan(count);
    }
    if (auto written = log.flush(1); !written) return tl::unexpected(written.error());
    return store.head();
}

}  // namespace aliquot
