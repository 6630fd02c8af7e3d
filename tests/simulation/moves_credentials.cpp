// Drawing passwords and tokens: orders about them, and what people show with an order.
#include "simulation/moves.hpp"
#include "simulation/secrets.hpp"
#include <fmt/format.h>

namespace aliquot::simulation {

std::vector<std::string> Mover::people_with_password() const {
    std::vector<std::string> found;
    for (const std::string& person : model_->people())
        if (model_->password_of(person) != nullptr) found.push_back(person);
    return found;
}

std::optional<Command> Mover::of_credentials() {
    const auto set = [&](const std::string& person) {
        return command::SetPassword{
            person, chance_->percent(4) ? "no verifier" : chance_->pick(some_passwords()).kept};
    };
    // Whoever is shut out, or has a first password, shall go on.
    for (const std::string& person : model_->people()) {
        const PasswordRow* password = model_->password_of(person);
        const bool needs = password == nullptr ? model_->everybody_shows() : password->first;
        if (needs && chance_->percent(40)) return set(person);
    }
    switch (chance_->between(1, 12)) {
        case 1:
        case 2:
        case 3:
            return set(some_person());
        case 4:
            if (!chance_->percent(25)) return std::nullopt;
            return command::RequireCredentials{};
        case 5:
        case 6: {
            const std::string person = some_person();
            const auto tokens = model_->tokens_of(person);
            if (tokens.empty()) return std::nullopt;
            return command::RevokeToken{person,
                                        chance_->percent(5) ? "t0" : chance_->pick(tokens).name};
        }
        default: {
            if (people_with_password().empty() || tokens_ == most_tokens) return std::nullopt;
            command::IssueToken token;
            token.name =
                chance_->percent(3) ? "no name" : fmt::format("t{}", chance_->between(1, 9));
            token.sha256 = token_number(++tokens_).kept;
            token.until = soon(90);
            if (chance_->percent(30))
                token.only = {"look", std::string{command_kinds.at(static_cast<std::size_t>(
                                          chance_->between(0, command_kinds.size() - 1)))}};
            if (chance_->percent(3)) token.only = {"everything"};
            return token;
        }
    }
}

// Passwords are set and tokens made by those who may, mostly.
std::optional<std::string> Mover::giver_of_credential(const Command& command) {
    if (const auto* set = std::get_if<command::SetPassword>(&command))
        if (model_->people().contains(set->person) && model_->password_of(set->person) != nullptr &&
            chance_->percent(80))
            return set->person;
    if (std::holds_alternative<command::IssueToken>(command)) {
        const auto people = people_with_password();
        if (!people.empty() && chance_->percent(90)) return chance_->pick(people);
    }
    return std::nullopt;
}

Shown Mover::shown_by(const std::string& who, const Command& command) {
    const PasswordRow* password = model_->password_of(who);
    const auto tokens = model_->tokens_of(who);
    const std::string_view kind = kind_of(command);
    if (chance_->percent(4) && model_->must_show(who)) {
        if (password != nullptr && chance_->percent(50))
            return {Shown::By::password, "simulated mistake"};
        if (chance_->percent(50)) return {Shown::By::token, "simulated token 0"};
        return {};
    }
    const bool takes_password = kind == "issue_token" || kind == "set_password";
    if (!tokens.empty() && (password == nullptr || chance_->percent(takes_password ? 5 : 30)))
        return {Shown::By::token, chance_->pick(tokens).secret};
    if (password != nullptr) return {Shown::By::password, password->secret};
    return {};
}

}  // namespace aliquot::simulation
