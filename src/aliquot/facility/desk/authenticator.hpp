// Whether somebody is the person they say, and what they may use that for.
//
// A person who has proven to be one is a `Proven`, and only the authenticator makes these: a
// command of somebody who has proven nothing cannot be given to a live facility at all. What was
// proven is looked at again with every command, for tokens are revoked and passwords changed.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "aliquot/core/secret.hpp"
#include "aliquot/domain/command.hpp"
#include "aliquot/domain/refusal.hpp"
#include "aliquot/facility/desk/failed_attempts.hpp"
#include "aliquot/facility/desk/staff.hpp"

namespace aliquot {

struct AtTheirWord {};
struct ByPassword {
    Secret password;
};
struct ByToken {
    Secret token;
};
using Proof = std::variant<AtTheirWord, ByPassword, ByToken>;

// Somebody says to be this person, and shows this.
struct Caller {
    std::string person;
    Proof proof;
};

class Proven {
public:
    [[nodiscard]] const std::string& person() const { return person_; }

private:
    friend class Authenticator;
    enum class By { word, password, token };
    Proven(std::string person, By by, std::string mark)
        : person_{std::move(person)}, by_{by}, mark_{std::move(mark)} {}

    std::string person_;
    By by_;
    std::string mark_;  // SHA-256 of the verifier or of the token
};

class Authenticator {
public:
    // Requires: both outlive it. `now`: microseconds since 1970-01-01T00:00:00Z.
    Authenticator(const Staff& staff, const FailedAttempts& failed, std::int64_t now)
        : staff_{&staff}, failed_{&failed}, now_{now} {}

    // Refusals: not_authenticated.
    [[nodiscard]] Allowed<Proven> prove(const Caller& caller) const;
    // Whether passwords of this person are not looked at for now.
    [[nodiscard]] bool must_wait(const std::string& person) const;

    // Whether the proof still holds, and for this command.
    // Refusals: not_authenticated, password_to_change, token_limited.
    [[nodiscard]] Allowed<void> may_give(const Proven& who, const Command& command) const;
    // The same for reading.
    [[nodiscard]] Allowed<void> may_look(const Proven& who) const;

private:
    [[nodiscard]] Allowed<Proven> at_their_word(const std::string& person) const;
    [[nodiscard]] Allowed<Proven> by_password(const std::string& person, const Secret& given) const;
    [[nodiscard]] Allowed<Proven> by_token(const std::string& person, const Secret& given) const;
    [[nodiscard]] Allowed<void> is_not_over(const Credentials::Token& token,
                                            const std::string& person) const;
    [[nodiscard]] Allowed<void> may(const Proven& who, std::string_view kind,
                                    bool sets_own_password) const;
    [[nodiscard]] Allowed<void> token_may(const Proven& who, std::string_view kind) const;

    const Staff* staff_;
    const FailedAttempts* failed_;
    std::int64_t now_;
};

}  // namespace aliquot
