// Opening a log, telling its events again, and adding to it.
#include "aliquot/live/live_facility.hpp"

#include <array>
#include <chrono>
#include <functional>

#include <fmt/format.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/facility/desk/refuse.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/desk/refusal_json.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/live/telling.hpp"

namespace aliquot {

namespace {

constexpr int tries = 5;  // others may come first again and again, but not for ever

Digest request_of(const Instruction& order) {
    return sha256(fmt::format("{}\n{}\n{}\n{}", order.who.person(), format_date(order.happened),
                              kind_of(order.command), command_json(order.command)));
}

std::string_view name_of(const Proof& proof) {
    constexpr std::array<std::string_view, std::variant_size_v<Proof>> names{"word", "password",
                                                                             "token"};
    return names.at(proof.index());
}

std::string day_of(std::int64_t microseconds) {
    return format_date(std::chrono::floor<Days>(
        std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{microseconds}}));
}

}  // namespace

struct LiveFacility::Parts {
    ledger::Store* store = nullptr;
    std::unique_ptr<DeskState> desk;
    FailedAttempts failed;
    std::int64_t version = 0;
    bool is_torn = false;  // the desk holds what is not in the log

    // Tells the records after the known ones. Stops at the first that cannot be told.
    Checked<void> read_on() {
        if (is_torn) return begin_again();
        return read_on_while([](const ledger::Record&) { return true; });
    }
    // ... or that is not wanted.
    Checked<void> read_on_while(const std::function<bool(const ledger::Record&)>& is_wanted) {
        bool at_end = false;
        std::optional<Errors> wrong;
        const auto read = store->read(version + 1, std::numeric_limits<std::int64_t>::max(),
                                      [&](const ledger::Record& record) {
                                          if (wrong || at_end) return;
                                          if (!is_wanted(record)) {
                                              at_end = true;
                                              return;
                                          }
                                          if (auto told = tell_one(record); !told)
                                              wrong = told.error();
                                          else
                                              version = record.sequence;
                                      });
        if (wrong) return tl::unexpected(*wrong);
        if (!read) return tl::unexpected(Errors{read.error()});
        return {};
    }

    Checked<void> tell_one(const ledger::Record& record) {
        if (record.kind == refused_kind) {
            if (is_failed_password(record.body)) failed.count(record.who, record.recorded);
            return {};
        }
        if (auto told = tell(desk, record); !told) return tl::unexpected(told.error());
        return {};
    }

    Checked<void> begin_again() {
        Parts fresh;
        fresh.store = store;
        if (auto told = fresh.read_on(); !told) return told;
        desk = std::move(fresh.desk);
        failed = std::move(fresh.failed);
        version = fresh.version;
        is_torn = false;
        return {};
    }

    [[nodiscard]] CommandHandler handler() {
        return {*desk, [this](const Scenario& world, const ProposalMade& made,
                              const ProposedRound* proposed) {
                    return package_of(world, desk->doses(), made, proposed);
                }};
    }

    // What the log says of a command that it holds already.
    Allowed<Done> repeat(const ledger::Place& place, const Instruction& instruction) {
        const Digest request = request_of(instruction);
        Done done{place.first, place.last, true, {}};
        std::optional<Refusal> no;
        const auto read = store->read(
            place.first, place.last - place.first + 1, [&](const ledger::Record& record) {
                if (record.request != request)
                    no = refuse(RefusalCode::wrong_value,
                                "this key was used for another command before", record.command,
                                "give every command a key of its own")
                             .value();
                else if (record.kind == refused_kind)
                    no = read_refusal(record.body);
                else if (auto event = event_of(desk->world(), record); event)
                    done.events.push_back(*std::move(event));
            });
        if (!read) return tl::unexpected(Refusal{RefusalCode::conflict, read.error()});
        if (no) return tl::unexpected(*no);
        return done;
    }

    [[nodiscard]] Result<ledger::Place> record(const Instruction& instruction,
                                               std::vector<ledger::Event> events) {
        ledger::Draft draft;
        draft.command = instruction.key;
        draft.request = request_of(instruction);
        draft.who = instruction.who.person();
        draft.recorded = instruction.recorded;
        draft.events = std::move(events);
        draft.expected = version;
        return ledger::append(*store, draft);
    }

    [[nodiscard]] Authenticator authenticator(std::int64_t now) const {
        return {desk->staff(), failed, now};
    }
    // Writes a failed proof down. Nothing: the log has grown meanwhile.
    [[nodiscard]] Result<bool> record_failure(const Caller& caller, const Refusal& refusal,
                                              std::int64_t now);

    Allowed<Done> run_once(const Instruction& instruction);
};

LiveFacility::LiveFacility(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
LiveFacility::LiveFacility(LiveFacility&&) noexcept = default;
LiveFacility& LiveFacility::operator=(LiveFacility&&) noexcept = default;
LiveFacility::~LiveFacility() = default;

const DeskState& LiveFacility::desk() const {
    return *parts_->desk;
}
std::int64_t LiveFacility::version() const {
    return parts_->version;
}

Checked<void> LiveFacility::catch_up() {
    return parts_->read_on();
}

Checked<LiveFacility::Past> LiveFacility::past(Date day) const {
    Parts then;
    then.store = parts_->store;
    const std::string last = format_date(day);
    // Refusals are no events: they stand between them on any day.
    auto told = then.read_on_while([&](const ledger::Record& record) {
        return record.sequence <= parts_->version &&
               (record.kind == refused_kind || record.happened.substr(0, last.size()) <= last);
    });
    if (!told) return tl::unexpected(told.error());
    Past past{std::move(then.desk), {}};
    std::optional<Error> wrong;
    const auto read = parts_->store->read(
        then.version + 1, parts_->version - then.version, [&](const ledger::Record& record) {
            if (record.kind == refused_kind || wrong) return;
            auto event = event_of(parts_->desk->world(), record);
            if (event)
                past.since.push_back({record.sequence, *std::move(event)});
            else
                wrong = event.error();
        });
    if (!read) return tl::unexpected(Errors{read.error()});
    if (wrong) return tl::unexpected(Errors{*wrong});
    return past;
}

Checked<LiveFacility> LiveFacility::create(ledger::Store& store, const Folder& scenario,
                                           const Opening& opening, std::int64_t recorded) {
    const auto read = read_scenario(scenario, opening.overrides);
    if (!read) return tl::unexpected(read.error());
    if (opening.verifier && !is_verifier(*opening.verifier))
        return tl::unexpected(
            Errors{Error{ErrorCode::wrong_input, "what was given is no verifier of a password",
                         opening.administrator, ""}});
    ledger::Draft draft;
    draft.command = "opening";
    draft.who = opening.administrator;
    draft.recorded = recorded;
    draft.expected = 0;
    for (const PeopleEvent& event : opening_events(scenario, read->settings.title, opening))
        draft.events.push_back(
            {std::string{kind_of(event)}, format_date(opening.date), event_json(*read, event)});
    if (auto written = ledger::append(store, draft); !written)
        return tl::unexpected(Errors{written.error()});
    return open(store);
}

Checked<LiveFacility> LiveFacility::open(ledger::Store& store) {
    auto parts = std::make_unique<Parts>();
    parts->store = &store;
    if (auto told = parts->read_on(); !told) return tl::unexpected(told.error());
    if (!parts->desk)
        return tl::unexpected(Errors{Error{ErrorCode::wrong_input, "the log is empty",
                                           store.log_id(), "`aliquot facility init` begins one"}});
    return LiveFacility{std::move(parts)};
}

Allowed<LiveFacility::Done> LiveFacility::Parts::run_once(const Instruction& instruction) {
    if (auto told = read_on(); !told)
        return tl::unexpected(Refusal{RefusalCode::conflict, told.error().front()});
    if (instruction.expected && *instruction.expected != version)
        return refuse(
            RefusalCode::conflict,
            fmt::format("the log ends with record {}, not {}", version, *instruction.expected),
            instruction.key, "look again, and decide anew");
    CommandHandler handler = this->handler();
    auto done = authenticator(instruction.recorded)
                    .may_give(instruction.who, instruction.command)
                    .and_then([&]() -> Allowed<std::vector<Event>> {
                        is_torn = true;  // until it is known what came of it
                        auto decided = handler.run(
                            {instruction.who.person(), instruction.happened, instruction.command});
                        is_torn = decided.has_value();
                        return decided;
                    });
    std::vector<ledger::Event> events;
    const std::string day = format_date(instruction.happened);
    if (done)
        for (const Event& event : *done)
            events.push_back({std::string{kind_of(event)}, day, event_json(desk->world(), event)});
    else
        events.push_back(
            {std::string{refused_kind}, day, refusal_json(instruction.command, done.error())});
    const auto place = record(instruction, std::move(events));
    if (place && done) {
        version = place->last;
        is_torn = false;
        return Done{place->first, place->last, place->repeated, *std::move(done)};
    }
    if (place) version = place->last;
    if (is_torn)
        if (auto again = begin_again(); !again)
            return tl::unexpected(Refusal{RefusalCode::conflict, again.error().front()});
    if (!place) return tl::unexpected(Refusal{RefusalCode::conflict, place.error()});
    return tl::unexpected(done.error());
}

Result<bool> LiveFacility::Parts::record_failure(const Caller& caller, const Refusal& refusal,
                                                 std::int64_t now) {
    ledger::Draft draft;
    // A key of its own: whoever shows the right thing later may use theirs.
    draft.command = fmt::format("not-authenticated-{}", version + 1);
    draft.who = caller.person;
    draft.recorded = now;
    draft.expected = version;
    draft.events = {{std::string{refused_kind}, day_of(now),
                     failed_proof_json(name_of(caller.proof), refusal)}};
    const auto place = ledger::append(*store, draft);
    if (place) return true;
    if (place.error().code == ErrorCode::conflict) return false;
    return tl::unexpected(place.error());
}

Allowed<Proven> LiveFacility::prove(const Caller& caller, std::int64_t now) {
    for (int attempt = 1;; ++attempt) {
        if (auto told = parts_->read_on(); !told)
            return tl::unexpected(Refusal{RefusalCode::conflict, told.error().front()});
        const Authenticator authenticator = parts_->authenticator(now);
        auto proven = authenticator.prove(caller);
        if (proven) return proven;
        const bool is_password = std::holds_alternative<ByPassword>(caller.proof);
        if (is_password && authenticator.must_wait(caller.person)) return proven;
        const auto recorded = parts_->record_failure(caller, proven.error(), now);
        if (!recorded) return tl::unexpected(Refusal{RefusalCode::conflict, recorded.error()});
        if (*recorded) return proven;
        if (attempt == tries)
            return refuse(RefusalCode::conflict, "others write to the log without a pause",
                          caller.person, "try again");
    }
}

Allowed<void> LiveFacility::may_look(const Proven& who, std::int64_t now) const {
    return parts_->authenticator(now).may_look(who);
}

Allowed<LiveFacility::Done> LiveFacility::run(const Instruction& instruction) {
    for (int attempt = 1;; ++attempt) {
        const auto known = parts_->store->find(instruction.key);
        if (!known) return tl::unexpected(Refusal{RefusalCode::conflict, known.error()});
        if (*known) {
            if (auto told = parts_->read_on(); !told)
                return tl::unexpected(Refusal{RefusalCode::conflict, told.error().front()});
            const Authenticator authenticator = parts_->authenticator(instruction.recorded);
            if (auto may = authenticator.may_give(instruction.who, instruction.command); !may)
                return tl::unexpected(may.error());
            return parts_->repeat(**known, instruction);
        }
        auto done = parts_->run_once(instruction);
        const bool overtaken = !done && done.error().code == RefusalCode::conflict &&
                               done.error().error.code == ErrorCode::conflict;
        if (!overtaken || instruction.expected || attempt == tries) return done;
    }
}

}  // namespace aliquot
