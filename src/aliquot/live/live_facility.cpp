// Opening a log, telling its events again, and adding to it.
#include "aliquot/live/live_facility.hpp"

#include <fmt/format.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/facility/desk/refuse.hpp"
#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/io/desk/refusal_json.hpp"
#include "aliquot/io/scenario_reader.hpp"

namespace aliquot {

namespace {

constexpr std::string_view refused = "command_refused";

std::string place_of(std::int64_t sequence) {
    return fmt::format("record {}", sequence);
}

// The scenario that a facility was opened with.
Checked<Scenario> scenario_of(const FacilityOpened& opened) {
    Folder folder{"the facility's starting scenario", {}};
    for (const auto& [path, text] : opened.inputs) folder.files.emplace(path, text);
    return read_scenario(folder);
}

Digest request_of(const Order& order) {
    return sha256(fmt::format("{}\n{}\n{}\n{}", order.who, format_date(order.happened),
                              kind_of(order.command), command_json(order.command)));
}

}  // namespace

struct LiveFacility::Parts {
    ledger::Store* store;
    std::unique_ptr<DeskState> desk;
    std::int64_t version = 0;
    bool is_torn = false;  // the desk holds what is not in the log

    // Tells the records after the known ones. Stops at the first that cannot be told.
    Checked<void> read_on() {
        if (is_torn) return begin_again();
        std::optional<Errors> wrong;
        const auto read = store->read(version + 1, std::numeric_limits<std::int64_t>::max(),
                                      [&](const ledger::Record& record) {
                                          if (wrong) return;
                                          if (auto told = tell(record); !told)
                                              wrong = told.error();
                                          else
                                              version = record.sequence;
                                      });
        if (wrong) return tl::unexpected(*wrong);
        if (!read) return tl::unexpected(Errors{read.error()});
        return {};
    }

    Checked<void> tell(const ledger::Record& record) {
        if (record.kind == refused) return {};
        const Scenario nothing;
        auto event = read_event(desk ? desk->world() : nothing, record.kind, record.body,
                                place_of(record.sequence));
        if (!event) return tl::unexpected(Errors{event.error()});
        if (!desk) {
            const auto* people = std::get_if<PeopleEvent>(&*event);
            const auto* opened = people ? std::get_if<FacilityOpened>(people) : nullptr;
            if (opened == nullptr)
                return tl::unexpected(
                    Errors{Error{ErrorCode::wrong_input, "a facility's log begins with its opening",
                                 place_of(record.sequence), ""}});
            auto scenario = scenario_of(*opened);
            if (!scenario) return tl::unexpected(scenario.error());
            desk = std::make_unique<DeskState>(*std::move(scenario));
        }
        if (auto applied = desk->apply(*event, record.who); !applied) {
            Error error = applied.error();
            error.where = fmt::format("{}: {}", place_of(record.sequence), error.where);
            return tl::unexpected(Errors{std::move(error)});
        }
        return {};
    }

    Checked<void> begin_again() {
        Parts fresh{store, {}, 0, false};
        if (auto told = fresh.read_on(); !told) return told;
        desk = std::move(fresh.desk);
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
    Allowed<Done> repeat(const ledger::Place& place, const Digest& request) {
        Done done{place.first, place.last, true, {}};
        std::optional<Refusal> no;
        const auto read = store->read(
            place.first, place.last - place.first + 1, [&](const ledger::Record& record) {
                if (record.request != request)
                    no = refuse(RefusalCode::wrong_value,
                                "this key was used for another command before", record.command,
                                "give every command a key of its own")
                             .value();
                else if (record.kind == refused)
                    no = read_refusal(record.body);
                else if (auto event = read_event(desk->world(), record.kind, record.body, "");
                         event)
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
        draft.request = request_of(instruction.order);
        draft.who = instruction.order.who;
        draft.recorded = instruction.recorded;
        draft.events = std::move(events);
        draft.expected = version;
        return ledger::append(*store, draft);
    }

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

Checked<LiveFacility> LiveFacility::create(ledger::Store& store, const Folder& scenario,
                                           const Opening& opening, std::int64_t recorded) {
    const auto read = read_scenario(scenario);
    if (!read) return tl::unexpected(read.error());
    FacilityOpened opened{
        opening.date, read->settings.title, opening.quorum, opening.approval_days, {}};
    for (const auto& [path, text] : scenario.files)
        if (path.ends_with(".csv") || path.ends_with(".toml"))
            opened.inputs.emplace_back(path, text);
    const PersonAdded person{opening.date, opening.administrator, opening.name};
    const RoleGranted role{{opening.administrator,
                            Role::administrator,
                            "",
                            "",
                            opening.date,
                            {},
                            "opened the facility"}};
    ledger::Draft draft;
    draft.command = "opening";
    draft.who = opening.administrator;
    draft.recorded = recorded;
    draft.expected = 0;
    for (const PeopleEvent& event :
         {PeopleEvent{std::move(opened)}, PeopleEvent{person}, PeopleEvent{role}})
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
    is_torn = true;  // until it is known what came of it
    auto done = handler.run(instruction.order);
    is_torn = done.has_value();
    std::vector<ledger::Event> events;
    const std::string day = format_date(instruction.order.happened);
    if (done)
        for (const Event& event : *done)
            events.push_back({std::string{kind_of(event)}, day, event_json(desk->world(), event)});
    else
        events.push_back(
            {std::string{refused}, day, refusal_json(instruction.order.command, done.error())});
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

Allowed<LiveFacility::Done> LiveFacility::run(const Instruction& instruction) {
    constexpr int tries = 5;  // others may come first again and again, but not for ever
    for (int attempt = 1;; ++attempt) {
        const auto known = parts_->store->find(instruction.key);
        if (!known) return tl::unexpected(Refusal{RefusalCode::conflict, known.error()});
        if (*known) {
            if (auto told = parts_->read_on(); !told)
                return tl::unexpected(Refusal{RefusalCode::conflict, told.error().front()});
            return parts_->repeat(**known, request_of(instruction.order));
        }
        auto done = parts_->run_once(instruction);
        const bool overtaken = !done && done.error().code == RefusalCode::conflict &&
                               done.error().error.code == ErrorCode::conflict;
        if (!overtaken || instruction.expected || attempt == tries) return done;
    }
}

}  // namespace aliquot
