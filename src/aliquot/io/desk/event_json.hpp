// Events and commands as canonical JSON: what stands in the body of a record of the log.
//
// Members are sorted and nothing is spaced, so that the same event is the same bytes. Participants,
// products and supply lines stand by their ids; what is not given is left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/command.hpp"
#include "aliquot/domain/office_event.hpp"

namespace aliquot {

// "offer_made"
[[nodiscard]] std::string_view kind_of(const Event& event);
// The day on which it happened.
[[nodiscard]] Date date_of(const Event& event);

[[nodiscard]] std::string event_json(const Scenario& world, const Event& event);
// Errors: wrong_input, naming the member; `where`: the place of the record, for the message.
[[nodiscard]] Result<Event> read_event(const Scenario& world, std::string_view kind,
                                       std::string_view json, const std::string& where);

// The same event at a tenth of the cost, when the body is plain: written as event_json writes it,
// and nothing within anything. Of all other bodies, and of whatever is wrong, it answers nothing.
[[nodiscard]] std::optional<Event> read_plain_event(const Scenario& world, std::string_view kind,
                                                    std::string_view json);

[[nodiscard]] std::string command_json(const Command& command);
[[nodiscard]] Result<Command> read_command(std::string_view kind, std::string_view json,
                                           const std::string& where);

}  // namespace aliquot
