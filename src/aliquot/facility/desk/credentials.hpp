// By what each person shows who it is, as the events add up to.
//
// While nobody has a password, the desk is open: everybody is taken at their word. Whoever has ever
// had a credential is never taken at their word again, nor is anybody once that was decided.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/office_event.hpp"

namespace aliquot {

// How a token names reading among the kinds of commands that it is limited to.
inline constexpr std::string_view reading = "look";

class Credentials {
public:
    struct Password {
        std::string verifier;
        bool first = false;  // set by somebody else
        std::string by;
        Date date;
    };
    struct Token {
        std::string name;
        std::string sha256;
        Date until;
        std::vector<std::string> only;
        std::optional<Date> revoked;
    };

    void on(const PasswordSet& event);
    // Errors: conflict, when the person has had a token of this name.
    Result<void> on(const TokenIssued& event);
    // Errors: conflict, when there is no such token, or it is revoked already.
    Result<void> on(const TokenRevoked& event);
    void on(const CredentialsRequired&) { required_ = true; }

    [[nodiscard]] bool required() const { return required_; }  // of everybody
    [[nodiscard]] bool needed_from(const std::string& person) const;
    // Whether everybody is taken at their word.
    [[nodiscard]] bool open_desk() const {
        return !required_ && passwords_.empty() && tokens_.empty();
    }
    [[nodiscard]] const Password* password_of(const std::string& person) const;
    [[nodiscard]] const std::vector<Token>& tokens_of(const std::string& person) const;

private:
    std::map<std::string, Password> passwords_;
    std::map<std::string, std::vector<Token>> tokens_;
    bool required_ = false;
};

}  // namespace aliquot
