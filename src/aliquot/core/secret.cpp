// Argon2id and randomness by libsodium.
#include "aliquot/core/secret.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <sodium.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/hash.hpp"

namespace aliquot {

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::uint64_t most_kibibytes = std::uint64_t{1} << 20U;
constexpr std::uint64_t most_passes = 16;

// Takes a text off the front of a longer one, piece by piece.
class Front {
public:
    explicit Front(std::string_view rest) : rest_{rest} {}

    [[nodiscard]] bool word(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    [[nodiscard]] bool number(std::uint64_t least, std::uint64_t most) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{} || rest_.front() == '0') return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return least <= value && value <= most;
    }
    [[nodiscard]] bool base64(std::size_t size) {
        const std::string_view piece = rest_.substr(0, size);
        const bool sound = piece.size() == size && std::ranges::all_of(piece, [](char c) {
                               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                      (c >= '0' && c <= '9') || c == '+' || c == '/';
                           });
        rest_.remove_prefix(piece.size());
        return sound;
    }
    [[nodiscard]] bool is_empty() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace

void Secret::wipe() {
    sodium_memzero(text_.data(), text_.size());
    text_.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    text_.assign(other.text_);
    other.wipe();
    return *this;
}

Result<std::string> password_verifier(const Secret& password, const PasswordCost& cost) {
    ALIQUOT_CHECK(sodium_init() >= 0);
    const std::string_view text = password.text();
    if (text.size() < shortest_password || text.size() > longest_password)
        return tl::unexpected(
            Error{ErrorCode::wrong_input,
                  fmt::format("a password has {} to {} characters, this one has {}",
                              shortest_password, longest_password, text.size()),
                  "password", "four or five words that do not belong together make a good one"});
    std::array<char, crypto_pwhash_STRBYTES> verifier{};
    if (crypto_pwhash_str_alg(verifier.data(), text.data(), text.size(), cost.passes, cost.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return tl::unexpected(Error{
            ErrorCode::io, fmt::format("{} MiB of memory are not to be had", cost.memory >> 20U),
            "password", "try again when the machine has less to do"});
    return std::string{verifier.data()};
}

bool is_verifier(std::string_view text) {
    Front front{text};
    return text.size() < crypto_pwhash_STRBYTES && front.word("$argon2id$v=19$m=") &&
           front.number(8, most_kibibytes) && front.word(",t=") && front.number(1, most_passes) &&
           front.word(",p=1$") && front.base64(22) && front.word("$") && front.base64(43) &&
           front.is_empty();
}

bool is_password_of(std::string_view verifier, const Secret& password) {
    ALIQUOT_CHECK(sodium_init() >= 0);
    if (!is_verifier(verifier) || password.text().size() > longest_password) return false;
    std::array<char, crypto_pwhash_STRBYTES> padded{};
    std::ranges::copy(verifier, padded.begin());
    return crypto_pwhash_str_verify(padded.data(), password.text().data(),
                                    password.text().size()) == 0;
}

Secret new_token() {
    ALIQUOT_CHECK(sodium_init() >= 0);
    Bytes<token_bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    Secret token{"aliquot-" + hex_of(bytes)};
    sodium_memzero(bytes.data(), bytes.size());
    return token;
}

std::string token_sha256(const Secret& token) {
    return sha256_hex(token.text());
}

}  // namespace aliquot
