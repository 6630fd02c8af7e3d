// Passwords and tokens compared with what the facility keeps of them.
#include "aliquot/facility/desk/authenticator.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "aliquot/core/hash.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

// Of a random password that was thrown away. Checked where a person has none, so that a wrong
// password takes as long to refuse whether or not there is such a person.
constexpr std::string_view nobodys_verifier =
    "$argon2id$v=19$m=65536,t=2,p=1$5uYZ1EkqAWfuklZtYOuOaQ$89jdRz"
    "r8TaWFbo2IBTFstwsuU8MbnHx2nRvUqCkzd10";

tl::unexpected<Refusal> not_authenticated(std::string what, const std::string& person,
                                          std::string hint) {
    return refuse(RefusalCode::not_authenticated, std::move(what), person, std::move(hint));
}

Date day_of(std::int64_t microseconds) {
    return std::chrono::floor<Days>(
        std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{microseconds}});
}

std::string minute_of(std::int64_t microseconds) {
    const std::int64_t minutes = microseconds / 60'000'000 + 1;
    return fmt::format("{} {:02}:{:02} UTC", format_date(day_of(minutes * 60'000'000)),
                       minutes / 60 % 24, minutes % 60);
}

// What no token does, whoever made it: else one token makes the next, and none ever ends.
bool is_never_by_token(std::string_view kind) {
    return kind == command::SetPassword::kind || kind == command::IssueToken::kind ||
           kind == command::RequireCredentials::kind;
}

}  // namespace

Allowed<Proven> Authenticator::prove(const Caller& caller) const {
    struct Look {
        const Authenticator& with;
        const std::string& person;
        Allowed<Proven> operator()(const AtTheirWord&) const { return with.at_their_word(person); }
        Allowed<Proven> operator()(const ByPassword& proof) const {
            return with.by_password(person, proof.password);
        }
        Allowed<Proven> operator()(const ByToken& proof) const {
            return with.by_token(person, proof.token);
        }
    };
    return std::visit(Look{*this, caller.person}, caller.proof);
}

bool Authenticator::must_wait(const std::string& person) const {
    return failed_->wait_until(person, now_).has_value();
}

Allowed<Proven> Authenticator::at_their_word(const std::string& person) const {
    if (staff_->credentials().needed_from(person))
        return not_authenticated("is not taken at their word", person,
                                 "give the password, or a token, of this person");
    return Proven{person, Proven::By::word, ""};
}

Allowed<Proven> Authenticator::by_password(const std::string& person, const Secret& given) const {
    if (const auto until = failed_->wait_until(person, now_); until)
        return not_authenticated(
            fmt::format("{} wrong passwords within an hour", FailedAttempts::most), person,
            "the next is looked at after " + minute_of(*until));
    const Credentials::Password* kept = staff_->credentials().password_of(person);
    const std::string_view verifier = kept ? std::string_view{kept->verifier} : nobodys_verifier;
    const bool is_right = is_password_of(verifier, given) && kept != nullptr;
    if (!is_right)
        return not_authenticated("this is not the password of this person", person,
                                 "an administrator can set a first one anew");
    return Proven{person, Proven::By::password, sha256_hex(kept->verifier)};
}

Allowed<Proven> Authenticator::by_token(const std::string& person, const Secret& given) const {
    const std::string sha256 = token_sha256(given);
    const auto& tokens = staff_->credentials().tokens_of(person);
    const auto found = std::ranges::find(tokens, sha256, &Credentials::Token::sha256);
    if (found == tokens.end())
        return not_authenticated("this is no token of this person", person,
                                 "a person makes its own with its password");
    return is_not_over(*found, person).map([&] {
        return Proven{person, Proven::By::token, sha256};
    });
}

Allowed<void> Authenticator::is_not_over(const Credentials::Token& token,
                                         const std::string& person) const {
    if (token.revoked)
        return not_authenticated(
            fmt::format("the token {} was revoked on {}", token.name, format_date(*token.revoked)),
            person, "a person makes its own with its password");
    if (token.until < day_of(now_))
        return not_authenticated(
            fmt::format("the token {} held until {}", token.name, format_date(token.until)), person,
            "a person makes its own with its password");
    return {};
}

Allowed<void> Authenticator::may_give(const Proven& who, const Command& command) const {
    const auto* password = std::get_if<command::SetPassword>(&command);
    const bool sets_own = password != nullptr && password->person == who.person_;
    if (who.by_ == Proven::By::word && std::holds_alternative<command::IssueToken>(command))
        return not_authenticated("a token is made with the password", who.person_,
                                 "set a password first");
    return may(who, kind_of(command), sets_own);
}

Allowed<void> Authenticator::may_look(const Proven& who) const {
    return may(who, reading, false);
}

Allowed<void> Authenticator::may(const Proven& who, std::string_view kind,
                                 bool sets_own_password) const {
    switch (who.by_) {
        case Proven::By::word:
            return at_their_word(who.person_).map([](const Proven&) {});
        case Proven::By::token:
            return token_may(who, kind);
        case Proven::By::password:
            break;
    }
    const Credentials::Password* kept = staff_->credentials().password_of(who.person_);
    if (kept == nullptr || sha256_hex(kept->verifier) != who.mark_)
        return not_authenticated("the password was changed", who.person_, "give the new one");
    if (kept->first && !sets_own_password)
        return refuse(RefusalCode::password_to_change,
                      fmt::format("{} set this password", kept->by), who.person_,
                      "set one that nobody else knows, then do the rest");
    return {};
}

Allowed<void> Authenticator::token_may(const Proven& who, std::string_view kind) const {
    const auto& tokens = staff_->credentials().tokens_of(who.person_);
    const auto found = std::ranges::find(tokens, who.mark_, &Credentials::Token::sha256);
    if (found == tokens.end())
        return not_authenticated("this is no token of this person", who.person_, "");
    if (auto holds = is_not_over(*found, who.person_); !holds) return holds;
    if (is_never_by_token(kind))
        return refuse(RefusalCode::token_limited, fmt::format("no token may {}", kind), who.person_,
                      "this takes the password");
    if (!found->only.empty() && std::ranges::find(found->only, kind) == found->only.end())
        return refuse(RefusalCode::token_limited,
                      fmt::format("the token {} may not {}", found->name, kind), who.person_,
                      fmt::format("it was made for: {}", fmt::join(found->only, ", ")));
    return {};
}

}  // namespace aliquot
