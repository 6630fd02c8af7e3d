// Secrets by which people and programs show who they are, by libsodium: passwords, of which only a
// verifier is kept (Argon2id, RFC 9106), and tokens, of which only the SHA-256 is kept.
//
// A verifier is salted and slow to compute, so that whoever reads one can try only a few passwords
// a second. A token is 256 bits from the operating system: nobody guesses it, however fast.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "aliquot/core/result.hpp"

namespace aliquot {

// A text that is wiped from memory when it goes, and is never printed by accident.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_{std::move(text)} {}
    ~Secret() { wipe(); }
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;
    Secret(Secret&& other) noexcept : text_{other.text_} { other.wipe(); }
    Secret& operator=(Secret&& other) noexcept;

    [[nodiscard]] std::string_view text() const { return text_; }

private:
    void wipe();

    std::string text_;
};

// What computing a verifier costs whoever knows the password, and whoever tries one.
struct PasswordCost {
    std::uint64_t passes = 2;
    std::size_t memory = std::size_t{64} << 20U;  // bytes
};
// libsodium's "interactive": about a tenth of a second and 64 MiB. Every door takes this one.
inline constexpr PasswordCost interactive_cost{};
// Quick to compute, and as quick to guess: for tests, which make many. No door offers it.
inline constexpr PasswordCost lowest_cost{1, 8192};

inline constexpr std::size_t shortest_password = 12;   // bytes
inline constexpr std::size_t longest_password = 1000;  // bytes

// Errors: wrong_input, when the password is too short or too long; io, when there is no memory.
[[nodiscard]] Result<std::string> password_verifier(const Secret& password,
                                                    const PasswordCost& cost = interactive_cost);

// Whether the text is a verifier that this program would check: Argon2id in the usual form, at most
// 1 GiB and 16 passes, so that no text of a log can make a check take all memory.
[[nodiscard]] bool is_verifier(std::string_view text);

// False also when the text is no verifier.
[[nodiscard]] bool is_password_of(std::string_view verifier, const Secret& password);

// "aliquot-" and 64 hex digits.
[[nodiscard]] Secret new_token();
[[nodiscard]] std::string token_sha256(const Secret& token);  // 64 hex digits

}  // namespace aliquot
