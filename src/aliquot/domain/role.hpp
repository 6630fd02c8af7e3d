// Who may do what for whom: roles, and the grants that give them to people.
//
// A role is held for a scope: one participant, one donor or manufacturer, or, for the offices of
// the facility itself, the whole facility. What each role may do: docs/reference/authority.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/date.hpp"

namespace aliquot {

enum class Role {
    analyst,              // confirms supply, opens rounds, proposes, issues offers
    reviewer,             // approves or rejects proposals
    participant_officer,  // answers offers, states readiness, receipts and stock of one participant
    donor_officer,        // pledges, confirms and slips the doses of one donor
    manufacturer_officer,  // the same for one manufacturer
    logistics_officer,     // plans, sends and receives shipments
    auditor,               // reads everything, writes findings
    administrator,         // grants roles; moves no doses
    break_glass,           // an emergency: for days, with a reason, in everybody's sight
};
inline constexpr std::array<std::string_view, 9> role_names{
    "analyst",           "reviewer", "participant_officer", "donor_officer", "manufacturer_officer",
    "logistics_officer", "auditor",  "administrator",       "break_glass"};

// Whether the role is held for one participant, donor or manufacturer.
[[nodiscard]] constexpr bool has_scope(Role role) {
    return role == Role::participant_officer || role == Role::donor_officer ||
           role == Role::manufacturer_officer;
}

struct Grant {
    std::string person;
    Role role = Role::analyst;
    std::string scope;  // id of a participant, or the donor's name as in the supply line; or empty
    std::string by;     // who granted it; empty: it was there from the start
    Date from;
    std::optional<Date> until;  // the last day it holds; always given for break_glass
    std::string reason;

    friend bool operator==(const Grant&, const Grant&) = default;
};

// An emergency lasts so many days at most.
inline constexpr int longest_break_glass_days = 3;

}  // namespace aliquot
