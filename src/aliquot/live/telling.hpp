// The records of a facility's log told to a desk, one after another.
#pragma once

#include <memory>
#include <optional>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/desk/desk_state.hpp"
#include "aliquot/ledger/log/record.hpp"

namespace aliquot {

// The kind of a record that says that a command was refused; it changes nothing.
inline constexpr std::string_view refused_kind = "command_refused";

// What happened, by a record that is no refusal. Errors: as read_event, naming the record.
[[nodiscard]] Result<Event> event_of(const Scenario& world, const ledger::Record& record);

// Tells the record to the desk; the first record makes the desk. Answers what happened, or nothing
// where a command was refused.
// Errors, naming the record: wrong_input, when it is none of a facility's log or cannot be read;
// conflict, when it cannot have followed what is there.
[[nodiscard]] Checked<std::optional<Event>> tell(std::unique_ptr<DeskState>& desk,
                                                 const ledger::Record& record);

}  // namespace aliquot
