// Passwords and tokens, event by event.
#include "aliquot/facility/desk/credentials.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

namespace {

tl::unexpected<Error> conflict(std::string what, const std::string& name) {
    return tl::unexpected(
        Error{ErrorCode::conflict, std::move(what), fmt::format("token {}", name), ""});
}

}  // namespace

void Credentials::on(const PasswordSet& event) {
    passwords_[event.person] = {event.verifier, event.first, event.by, event.date};
    // Whoever needs a first password again may have lost the old ones to somebody.
    if (!event.first) return;
    for (Token& each : tokens_[event.person])
        if (!each.revoked) each.revoked = event.date;
}

Result<void> Credentials::on(const TokenIssued& event) {
    std::vector<Token>& tokens = tokens_[event.person];
    if (std::ranges::find(tokens, event.name, &Token::name) != tokens.end())
        return conflict("there was a token of this name already", event.name);
    tokens.push_back({event.name, event.sha256, event.until, event.only, {}});
    return {};
}

Result<void> Credentials::on(const TokenRevoked& event) {
    std::vector<Token>& tokens = tokens_[event.person];
    const auto found = std::ranges::find(tokens, event.name, &Token::name);
    if (found == tokens.end() || found->revoked)
        return conflict("there is no such token to revoke", event.name);
    found->revoked = event.date;
    return {};
}

bool Credentials::needed_from(const std::string& person) const {
    return required_ || passwords_.contains(person) || !tokens_of(person).empty();
}

const Credentials::Password* Credentials::password_of(const std::string& person) const {
    const auto found = passwords_.find(person);
    return found == passwords_.end() ? nullptr : &found->second;
}

const std::vector<Credentials::Token>& Credentials::tokens_of(const std::string& person) const {
    static const std::vector<Token> none;
    const auto found = tokens_.find(person);
    return found == tokens_.end() ? none : found->second;
}

}  // namespace aliquot
