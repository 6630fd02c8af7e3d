// From the text of a record to a change of the desk.
#include "aliquot/live/telling.hpp"

#include <fmt/format.h>

#include "aliquot/io/desk/event_json.hpp"
#include "aliquot/live/opening.hpp"

namespace aliquot {

namespace {

Error not_an_opening(const std::string& place) {
    return {ErrorCode::wrong_input, "a facility's log begins with its opening", place, ""};
}

Checked<std::unique_ptr<DeskState>> opened_by(const Event& event, const std::string& place) {
    const auto* people = std::get_if<PeopleEvent>(&event);
    const auto* opened = people ? std::get_if<FacilityOpened>(people) : nullptr;
    if (opened == nullptr) return tl::unexpected(Errors{not_an_opening(place)});
    auto scenario = scenario_of(*opened);
    if (!scenario) return tl::unexpected(scenario.error());
    return std::make_unique<DeskState>(*std::move(scenario));
}

// Put into words where something is wrong; a million records are not named for nothing.
std::string place_of(const ledger::Record& record) {
    return fmt::format("record {}", record.sequence);
}

}  // namespace

Result<Event> event_of(const Scenario& world, const ledger::Record& record) {
    if (auto event = read_plain_event(world, record.kind, record.body)) return *std::move(event);
    return read_event(world, record.kind, record.body, place_of(record));
}

Checked<std::optional<Event>> tell(std::unique_ptr<DeskState>& desk, const ledger::Record& record) {
    if (record.kind == refused_kind) return std::nullopt;
    static const Scenario nothing;
    auto event = event_of(desk ? desk->world() : nothing, record);
    if (!event) {
        if (desk || record.kind == FacilityOpened::kind)
            return tl::unexpected(Errors{event.error()});
        return tl::unexpected(Errors{not_an_opening(place_of(record))});
    }
    const auto* people = std::get_if<PeopleEvent>(&*event);
    if (desk && people != nullptr && std::holds_alternative<FacilityOpened>(*people))
        return tl::unexpected(Errors{
            Error{ErrorCode::conflict, "the facility was opened before", place_of(record), ""}});
    if (!desk) {
        auto opened = opened_by(*event, place_of(record));
        if (!opened) return tl::unexpected(opened.error());
        desk = *std::move(opened);
    }
    if (auto applied = desk->apply(*event, record.who); !applied) {
        Error error = applied.error();
        const std::string place = place_of(record);
        error.where = error.where.empty() ? place : fmt::format("{}: {}", place, error.where);
        return tl::unexpected(Errors{std::move(error)});
    }
    return *std::move(event);
}

}  // namespace aliquot
