// Who has shown who they are, worked out a second time: docs/reference/authority.md, once more.
#include <algorithm>

#include "simulation/model.hpp"
#include "simulation/secrets.hpp"

namespace aliquot::simulation {

namespace {

constexpr std::int64_t hour = std::int64_t{3600} * 1'000'000;
constexpr std::size_t most_wrong = 10;

Date day_at(std::int64_t now) {
    return std::chrono::floor<Days>(
        std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{now}});
}

}  // namespace

std::optional<std::string> person_concerned(const Order& order) {
    if (const auto* c = std::get_if<command::SetPassword>(&order.command)) return c->person;
    if (const auto* c = std::get_if<command::RevokeToken>(&order.command)) return c->person;
    if (std::holds_alternative<command::IssueToken>(order.command)) return order.who;
    return std::nullopt;
}

const PasswordRow* Model::password_of(const std::string& person) const {
    const auto found = passwords_.find(person);
    return found == passwords_.end() ? nullptr : &found->second;
}

std::vector<TokenRow> Model::tokens_of(const std::string& person) const {
    const auto found = tokens_.find(person);
    return found == tokens_.end() ? std::vector<TokenRow>{} : found->second;
}

bool Model::must_show(const std::string& person) const {
    return everybody_shows_ || password_of(person) != nullptr || !tokens_of(person).empty();
}

bool Model::must_wait(const std::string& person, std::int64_t now) const {
    const auto found = wrong_passwords_.find(person);
    if (found == wrong_passwords_.end() || found->second.size() < most_wrong) return false;
    const std::vector<std::int64_t> last{found->second.end() - most_wrong, found->second.end()};
    const std::int64_t oldest = *std::ranges::min_element(last);
    return *std::ranges::max_element(last) < oldest + hour && now >= oldest - hour &&
           now < oldest + hour;
}

bool Model::is_unproven(const Order& order, std::int64_t now) const {
    if (order.shown.by == Shown::By::password && must_wait(order.who, now)) return true;
    // As if it were about nothing that a proof could be too little for.
    const Order look{order.who, order.day, command::OpenRound{}, order.shown};
    return against_shown(look, now).contains(RefusalCode::not_authenticated);
}

void Model::failed_to_show(const Order& order, std::int64_t now) {
    if (order.shown.by == Shown::By::password && !must_wait(order.who, now))
        wrong_passwords_[order.who].push_back(now);
}

Model::Reasons Model::against_shown(const Order& order, std::int64_t now) const {
    const std::string_view kind = kind_of(order.command);
    if (order.shown.by == Shown::By::word) {
        if (must_show(order.who) || kind == "issue_token") return {RefusalCode::not_authenticated};
        return {};
    }
    if (order.shown.by == Shown::By::password) {
        const PasswordRow* password = password_of(order.who);
        if (password == nullptr || password->secret != order.shown.secret)
            return {RefusalCode::not_authenticated};
        if (password->first && !(kind == "set_password" && person_concerned(order) == order.who))
            return {RefusalCode::password_to_change};
        return {};
    }
    for (const TokenRow& token : tokens_of(order.who)) {
        if (token.secret != order.shown.secret) continue;
        if (token.revoked || token.until < day_at(now)) return {RefusalCode::not_authenticated};
        const bool never =
            kind == "set_password" || kind == "issue_token" || kind == "require_credentials";
        if (never || (!token.only.empty() && !token.only.contains(std::string{kind})))
            return {RefusalCode::token_limited};
        return {};
    }
    return {RefusalCode::not_authenticated};
}

Model::Reasons Model::against(const Order&, const command::SetPassword& c) const {
    Reasons reasons;
    if (!people_.contains(c.person)) reasons.insert(RefusalCode::unknown_object);
    if (secret_behind(c.verifier).empty()) reasons.insert(RefusalCode::wrong_value);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::IssueToken& c) const {
    Reasons reasons;
    if (c.name.empty() || c.name.find(' ') != std::string::npos ||
        secret_behind(c.sha256).empty() || c.until < order.day)
        reasons.insert(RefusalCode::wrong_value);
    for (const std::string& each : c.only)
        if (each != "look" && std::ranges::find(command_kinds, each) == command_kinds.end())
            reasons.insert(RefusalCode::wrong_value);
    for (const TokenRow& token : tokens_of(order.who))
        if (token.name == c.name) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::RevokeToken& c) const {
    for (const TokenRow& token : tokens_of(c.person))
        if (token.name == c.name)
            return token.revoked ? Reasons{RefusalCode::wrong_state} : Reasons{};
    return {RefusalCode::unknown_object};
}

Model::Reasons Model::against(const Order& order, const command::RequireCredentials&) const {
    if (everybody_shows_ || password_of(order.who) == nullptr) return {RefusalCode::wrong_state};
    return {};
}

void Model::effect(const Order& order, const command::SetPassword& c) {
    const bool first = c.person != order.who;
    passwords_[c.person] = {secret_behind(c.verifier), first};
    if (!first || !tokens_.contains(c.person)) return;
    for (TokenRow& token : tokens_.at(c.person)) token.revoked = true;
}

void Model::effect(const Order& order, const command::IssueToken& c) {
    tokens_[order.who].push_back(
        {c.name, secret_behind(c.sha256), c.until, {c.only.begin(), c.only.end()}, false});
}

void Model::effect(const Order&, const command::RevokeToken& c) {
    for (TokenRow& token : tokens_[c.person])
        if (token.name == c.name) token.revoked = true;
}

void Model::effect(const Order&, const command::RequireCredentials&) {
    everybody_shows_ = true;
}

}  // namespace aliquot::simulation
