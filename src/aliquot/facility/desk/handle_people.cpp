// Commands about people: who takes part, with what roles, and by what they show who they are.
#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/secret.hpp"
#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

constexpr std::size_t longest_id = 100;

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '@';
    });
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

CommandHandler::Done CommandHandler::on(const command::AddPerson& command) {
    if (!is_id(command.person))
        return refuse(RefusalCode::wrong_value, "an id is of letters, digits and -_.@",
                      command.person, "");
    if (desk_->staff().knows(command.person))
        return refuse(RefusalCode::wrong_state, "there is a person of this id already",
                      command.person, "");
    return happen(PeopleEvent{PersonAdded{order_->happened, command.person, command.name}});
}

CommandHandler::Done CommandHandler::on(const command::GrantRole& command) {
    const std::string role{role_names.at(static_cast<std::size_t>(command.role))};
    if (command.person == order_->who)
        return refuse(RefusalCode::same_person, "nobody grants roles to themselves", order_->who,
                      "another administrator may");
    if (!desk_->staff().knows(command.person))
        return refuse(RefusalCode::unknown_object, "nobody has this id", command.person,
                      "add the person first");
    if (has_scope(command.role) && !command.scope.empty())
        if (auto found = scope(command); !found) return found;
    if (has_scope(command.role) == command.scope.empty())
        return refuse(RefusalCode::wrong_value,
                      has_scope(command.role) ? "this role is held for somebody: a scope is needed"
                                              : "this role has no scope",
                      role, "");
    if (command.until && *command.until < order_->happened)
        return refuse(RefusalCode::wrong_value, "the last day is past", format_date(*command.until),
                      "");
    if (command.role == Role::break_glass &&
        (!command.until || *command.until > order_->happened + Days{longest_break_glass_days} ||
         command.reason.empty()))
        return refuse(RefusalCode::wrong_value,
                      fmt::format("an emergency has a reason and lasts at most {} days",
                                  longest_break_glass_days),
                      role, "give a reason and a last day");
    return happen(PeopleEvent{RoleGranted{{command.person, command.role, command.scope, order_->who,
                                           order_->happened, command.until, command.reason}}});
}

CommandHandler::Done CommandHandler::scope(const command::GrantRole& command) const {
    if (command.role == Role::participant_officer)
        if (auto found = participant(command.scope); !found) return tl::unexpected(found.error());
    if (command.role == Role::manufacturer_officer)
        if (auto found = product(command.scope); !found) return tl::unexpected(found.error());
    return {};  // a donor is known by its name only
}

CommandHandler::Done CommandHandler::on(const command::RevokeRole& command) {
    const auto& grants = desk_->staff().grants();
    const bool held = std::ranges::any_of(grants, [&](const Grant& grant) {
        return grant.person == command.person && grant.role == command.role &&
               grant.scope == command.scope;
    });
    if (!held) return refuse(RefusalCode::wrong_state, "the role is not held", command.person, "");
    return happen(
        PeopleEvent{RoleRevoked{order_->happened, command.person, command.role, command.scope}});
}

CommandHandler::Done CommandHandler::on(const command::RecordFinding& command) {
    if (command.words.empty())
        return refuse(RefusalCode::wrong_value, "a finding has words", command.about, "");
    return happen(
        PeopleEvent{FindingRecorded{order_->happened, order_->who, command.about, command.words}});
}

CommandHandler::Done CommandHandler::on(const command::SetPassword& command) {
    if (!desk_->staff().knows(command.person))
        return refuse(RefusalCode::unknown_object, "nobody has this id", command.person,
                      "add the person first");
    if (!is_verifier(command.verifier))
        return refuse(RefusalCode::wrong_value, "this is no verifier of a password", command.person,
                      "Argon2id, at most 1 GiB and 16 passes");
    const bool first = command.person != order_->who;
    return happen(PeopleEvent{
        PasswordSet{order_->happened, command.person, order_->who, command.verifier, first}});
}

CommandHandler::Done CommandHandler::on(const command::IssueToken& command) {
    if (!is_id(command.name))
        return refuse(RefusalCode::wrong_value, "a token's name is of letters, digits and -_.@",
                      command.name, "");
    if (!is_sha256(command.sha256))
        return refuse(RefusalCode::wrong_value, "of a token the SHA-256 is kept, in 64 hex digits",
                      command.name, "");
    if (command.until < order_->happened)
        return refuse(RefusalCode::wrong_value, "the last day is past", format_date(command.until),
                      "");
    for (const std::string& kind : command.only)
        if (kind != reading && std::ranges::find(command_kinds, kind) == command_kinds.end())
            return refuse(RefusalCode::wrong_value,
                          fmt::format("\"{}\" is no kind of command", kind), command.name,
                          fmt::format("\"{}\" for reading, or of {}", reading,
                                      fmt::join(command_kinds, ", ")));
    const auto& tokens = desk_->staff().credentials().tokens_of(order_->who);
    if (std::ranges::find(tokens, command.name, &Credentials::Token::name) != tokens.end())
        return refuse(RefusalCode::wrong_state, "there was a token of this name already",
                      command.name, "give it another name");
    return happen(PeopleEvent{TokenIssued{order_->happened, order_->who, command.name,
                                          command.sha256, command.until, command.only}});
}

CommandHandler::Done CommandHandler::on(const command::RevokeToken& command) {
    const auto& tokens = desk_->staff().credentials().tokens_of(command.person);
    const auto found = std::ranges::find(tokens, command.name, &Credentials::Token::name);
    if (found == tokens.end())
        return refuse(RefusalCode::unknown_object,
                      fmt::format("there is no token of this name of {}", command.person),
                      command.name, "");
    if (found->revoked)
        return refuse(RefusalCode::wrong_state, "this token is revoked already", command.name, "");
    return happen(
        PeopleEvent{TokenRevoked{order_->happened, command.person, command.name, order_->who}});
}

CommandHandler::Done CommandHandler::on(const command::RequireCredentials&) {
    const Credentials& credentials = desk_->staff().credentials();
    if (credentials.required())
        return refuse(RefusalCode::wrong_state, "everybody has to show who they are already",
                      order_->who, "");
    if (credentials.password_of(order_->who) == nullptr)
        return refuse(RefusalCode::wrong_state, "you have no password, and would be shut out",
                      order_->who, "set your own password first");
    return happen(PeopleEvent{CredentialsRequired{order_->happened, order_->who}});
}

}  // namespace aliquot
