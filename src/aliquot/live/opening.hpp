// How a facility's log begins: with the scenario it starts from, and its first person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/office_event.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

struct Opening {
    Date date;
    std::string administrator;  // id of the first person
    std::string name;
    std::int64_t quorum = 1;
    std::int64_t approval_days = 7;
    std::vector<std::string> overrides{};  // key=value, of the scenario's settings
    // Of the administrator's password; nothing: an open desk.
    std::optional<std::string> verifier = std::nullopt;
};

// The first events of the log. `title`: of the scenario.
[[nodiscard]] std::vector<PeopleEvent> opening_events(const Folder& scenario,
                                                      const std::string& title,
                                                      const Opening& opening);

// The scenario that a facility was opened with. Errors: those of the scenario.
[[nodiscard]] Checked<Scenario> scenario_of(const FacilityOpened& opened);

}  // namespace aliquot
