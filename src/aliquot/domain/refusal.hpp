// Why a command was refused: a closed list, in the order in which a command is looked at.
//
// Each code has a heading in docs/reference/refusals.md. A refusal changes nothing.
#pragma once

#include <array>
#include <string_view>

#include <tl/expected.hpp>

#include "aliquot/core/result.hpp"

namespace aliquot {

enum class RefusalCode {
    not_authenticated,   // did not show to be this person
    password_to_change,  // a first password is good for nothing but setting another one
    token_limited,       // the token was made for other commands
    unknown_person,      // nobody of this id takes part
    no_role,             // none of the person's roles may give this command
    not_theirs,          // the role is held for another participant or donor
    administrator,       // administrators move no doses and decide no round
    self_granted,        // the role was granted by the person itself
    same_person,         // somebody else has to do this
    unknown_object,      // there is no such participant, supply line, offer, proposal ...
    wrong_value,         // a field of the command cannot be as it is
    wrong_state,         // it is too late, too early, or done already
    changed_since,       // what was approved is not what stands there now
    not_approved,        // too few people approved, somebody rejected, or approvals ran out
    not_ready,           // a gate is closed: readiness, border, shelf life, deadline
    not_enough_doses,    // the account does not hold so many
    infeasible,          // the rule's parameters ask for more than there is
    conflict,            // somebody else's command came first
};
inline constexpr std::array<std::string_view, 18> refusal_names{
    "not_authenticated", "password_to_change", "token_limited", "unknown_person", "no_role",
    "not_theirs",        "administrator",      "self_granted",  "same_person",    "unknown_object",
    "wrong_value",       "wrong_state",        "changed_since", "not_approved",   "not_ready",
    "not_enough_doses",  "infeasible",         "conflict"};

struct Refusal {
    RefusalCode code = RefusalCode::wrong_state;
    Error error;  // what, where and what to do
};

template <class T>
using Allowed = tl::expected<T, Refusal>;

[[nodiscard]] constexpr std::string_view name_of(RefusalCode code) {
    return refusal_names.at(static_cast<std::size_t>(code));
}

}  // namespace aliquot
