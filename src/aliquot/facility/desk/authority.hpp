// Who may give which command, for whom. One table; every way in passes it.
//
// Rules that depend on what happened before (nobody approves what he proposed) are the handler's;
// see docs/reference/authority.md for both.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"
#include "aliquot/facility/desk/staff.hpp"

namespace aliquot {

struct Permission {
    std::string_view command;
    Role role;
};
[[nodiscard]] std::span<const Permission> permissions();

// Whose doses or facts a command is about. Nothing: the facility's own.
struct Concern {
    std::string participant;  // id
    std::string donor;        // as the supply line names it
    std::string product;      // id, of doses bought from its manufacturer
};

// Whether the command is about people, which is all that an administrator decides.
[[nodiscard]] bool is_about_people(std::string_view command);

// The grants under which the person may give the command on the day, for whomever they are held.
// Refusals: unknown_person, administrator, no_role, self_granted.
[[nodiscard]] Allowed<std::vector<Grant>> grants_for(const Staff& staff, const std::string& person,
                                                     Date day, std::string_view command);

// The role under which the person may give the command on the day.
// Refusals: those of grants_for(), then not_theirs.
[[nodiscard]] Allowed<Role> authorise(const Staff& staff, const std::string& person, Date day,
                                      std::string_view command, const Concern& concern);

}  // namespace aliquot
