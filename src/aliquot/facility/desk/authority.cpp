// The table of who may do what, and how it is read.
#include "aliquot/facility/desk/authority.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

namespace aliquot {

namespace {

constexpr std::array table{
    // The facility's offices.
    Permission{"add_person", Role::administrator},
    Permission{"grant_role", Role::administrator},
    Permission{"revoke_role", Role::administrator},
    Permission{"record_finding", Role::auditor},
    Permission{"confirm_supply", Role::analyst},
    Permission{"slip_supply", Role::analyst},
    Permission{"expire_supply", Role::analyst},
    Permission{"open_round", Role::analyst},
    Permission{"propose", Role::analyst},
    Permission{"propose_offer", Role::analyst},
    Permission{"reallocate", Role::analyst},
    Permission{"issue_offers", Role::analyst},
    Permission{"close_round", Role::analyst},
    Permission{"lapse_offers", Role::analyst},
    Permission{"approve", Role::reviewer},
    Permission{"reject", Role::reviewer},
    Permission{"plan_shipment", Role::logistics_officer},
    Permission{"dispatch_shipment", Role::logistics_officer},
    Permission{"hold_shipment", Role::logistics_officer},
    Permission{"receive_shipment", Role::logistics_officer},
    Permission{"return_doses", Role::logistics_officer},
    // Participants, of their own.
    Permission{"answer_offer", Role::participant_officer},
    Permission{"state_readiness", Role::participant_officer},
    Permission{"receive_shipment", Role::participant_officer},
    Permission{"return_doses", Role::participant_officer},
    Permission{"record_stock", Role::participant_officer},
    // Donors and manufacturers, of their own.
    Permission{"pledge_supply", Role::donor_officer},
    Permission{"confirm_supply", Role::donor_officer},
    Permission{"slip_supply", Role::donor_officer},
    Permission{"withdraw_supply", Role::donor_officer},
    Permission{"pledge_supply", Role::manufacturer_officer},
    Permission{"confirm_supply", Role::manufacturer_officer},
    Permission{"slip_supply", Role::manufacturer_officer},
    Permission{"withdraw_supply", Role::manufacturer_officer},
    // In an emergency: stop, move and correct, but decide no round.
    Permission{"slip_supply", Role::break_glass},
    Permission{"withdraw_supply", Role::break_glass},
    Permission{"expire_supply", Role::break_glass},
    Permission{"state_readiness", Role::break_glass},
    Permission{"plan_shipment", Role::break_glass},
    Permission{"dispatch_shipment", Role::break_glass},
    Permission{"hold_shipment", Role::break_glass},
    Permission{"receive_shipment", Role::break_glass},
    Permission{"return_doses", Role::break_glass},
};

bool may(Role role, std::string_view command) {
    return std::ranges::any_of(table, [&](const Permission& each) {
        return each.role == role && each.command == command;
    });
}

bool in_scope(const Grant& grant, const Concern& concern) {
    switch (grant.role) {
        case Role::participant_officer:
            return grant.scope == concern.participant;
        case Role::donor_officer:
            return !concern.donor.empty() && grant.scope == concern.donor;
        case Role::manufacturer_officer:
            return concern.donor.empty() && grant.scope == concern.product;
        default:
            return true;
    }
}

tl::unexpected<Refusal> refuse(RefusalCode code, std::string what, const std::string& person,
                               std::string hint) {
    return tl::unexpected(
        Refusal{code, {ErrorCode::not_allowed, std::move(what), person, std::move(hint)}});
}

std::string names_of_roles(std::string_view command) {
    std::vector<std::string_view> names;
    for (const Permission& each : table)
        if (each.command == command)
            names.push_back(role_names.at(static_cast<std::size_t>(each.role)));
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::span<const Permission> permissions() {
    return table;
}

bool is_about_people(std::string_view command) {
    return command == "add_person" || command == "grant_role" || command == "revoke_role";
}

Allowed<std::vector<Grant>> grants_for(const Staff& staff, const std::string& person, Date day,
                                       std::string_view command) {
    if (!staff.knows(person))
        return refuse(RefusalCode::unknown_person, "nobody of this id takes part", person,
                      "an administrator adds people");
    std::vector<Grant> held = staff.roles_of(person, day);
    const bool administers = std::ranges::any_of(
        held, [](const Grant& grant) { return grant.role == Role::administrator; });
    if (administers && !is_about_people(command))
        return refuse(RefusalCode::administrator,
                      fmt::format("an administrator may not {}", command), person,
                      "administrators move no doses and decide no round, whatever else they are");
    std::erase_if(held, [&](const Grant& grant) { return !may(grant.role, command); });
    if (held.empty())
        for (const Grant& grant : staff.grants())
            if (grant.person == person && may(grant.role, command))
                return refuse(
                    RefusalCode::no_role, fmt::format("may not {} on this day", command), person,
                    fmt::format("its role holds from {}{}", format_date(grant.from),
                                grant.until ? " until " + format_date(*grant.until) : ""));
    if (held.empty())
        return refuse(RefusalCode::no_role, fmt::format("may not {}", command), person,
                      "this takes one of: " + names_of_roles(command));
    std::erase_if(held, [&](const Grant& grant) { return grant.by == person; });
    if (held.empty())
        return refuse(RefusalCode::self_granted, "granted this role to itself", person,
                      "somebody else has to grant it");
    return held;
}

Allowed<Role> authorise(const Staff& staff, const std::string& person, Date day,
                        std::string_view command, const Concern& concern) {
    const auto held = grants_for(staff, person, day, command);
    if (!held) return tl::unexpected(held.error());
    const auto found =
        std::ranges::find_if(*held, [&](const Grant& grant) { return in_scope(grant, concern); });
    if (found == held->end())
        return refuse(RefusalCode::not_theirs, fmt::format("may not {} for others", command),
                      person, "the role is held for another participant, donor or manufacturer");
    return found->role;
}

}  // namespace aliquot
