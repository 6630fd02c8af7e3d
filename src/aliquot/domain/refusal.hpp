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
    unknown_person,    // nobody of this id takes part
    administrator,     // administrators move no doses and decide no round
    no_role,           // none of the person's roles may give this command
    self_granted,      // the role was granted by the person itself
    out_of_order,      // something happened on a later day already
    not_theirs,        // the role is held for another participant or donor
    same_person,       // somebody else has to do this
    unknown_object,    // there is no such participant, supply line, offer, proposal ...
    wrong_value,       // a field of the command cannot be as it is
    wrong_state,       // it is too late, too early, or done already
    not_approved,      // too few people approved, somebody rejected, or approvals ran out
    changed_since,     // what was approved is not what stands there now
    not_ready,         // a gate is closed: readiness, border, shelf life, deadline
    not_enough_doses,  // the account does not hold so many
    infeasible,        // the rule's parameters ask for more than there is
    conflict,          // somebody else's command came first
};
inline constexpr std::array<std::string_view, 16> refusal_names{
    "unknown_person", "administrator",    "no_role",      "self_granted",
    "out_of_order",   "not_theirs",       "same_person",  "unknown_object",
    "wrong_value",    "wrong_state",      "not_approved", "changed_since",
    "not_ready",      "not_enough_doses", "infeasible",   "conflict"};

struct Refusal {
    RefusalCode code = RefusalCode::wrong_state;
    Error error;  // what, where and what to do
};

template <class T>
using Allowed = tl::expected<T, Refusal>;

// The kind of error that a refusal is.
[[nodiscard]] constexpr ErrorCode error_code_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::unknown_person:
        case RefusalCode::administrator:
        case RefusalCode::no_role:
        case RefusalCode::self_granted:
        case RefusalCode::not_theirs:
        case RefusalCode::same_person:
            return ErrorCode::not_allowed;
        case RefusalCode::unknown_object:
            return ErrorCode::not_found;
        case RefusalCode::out_of_order:
        case RefusalCode::wrong_value:
            return ErrorCode::wrong_input;
        case RefusalCode::infeasible:
            return ErrorCode::infeasible;
        default:
            return ErrorCode::conflict;
    }
}

[[nodiscard]] constexpr std::string_view name_of(RefusalCode code) {
    return refusal_names.at(static_cast<std::size_t>(code));
}

}  // namespace aliquot
