// The opening as events, and the scenario out of them again.
#include "aliquot/live/opening.hpp"

#include "aliquot/io/scenario_reader.hpp"

namespace aliquot {

std::vector<PeopleEvent> opening_events(const Folder& scenario, const std::string& title,
                                        const Opening& opening) {
    FacilityOpened opened{opening.date,          title, opening.quorum,
                          opening.approval_days, {},    opening.overrides};
    for (const auto& [path, text] : scenario.files)
        if (path.ends_with(".csv") || path.ends_with(".toml"))
            opened.inputs.emplace_back(path, text);
    const std::string& administrator = opening.administrator;
    std::vector<PeopleEvent> events{
        std::move(opened), PersonAdded{opening.date, administrator, opening.name},
        RoleGranted{
            {administrator, Role::administrator, "", "", opening.date, {}, "opened the facility"}}};
    if (opening.verifier)
        events.emplace_back(
            PasswordSet{opening.date, administrator, administrator, *opening.verifier, false});
    return events;
}

Checked<Scenario> scenario_of(const FacilityOpened& opened) {
    Folder folder{"the facility's starting scenario", {}};
    for (const auto& [path, text] : opened.inputs) folder.files.emplace(path, text);
    return read_scenario(folder, opened.overrides);
}

}  // namespace aliquot
