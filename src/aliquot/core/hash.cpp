// SHA-256 by libsodium, and bytes as hex digits.
#include "aliquot/core/hash.hpp"

#include <sodium.h>

namespace aliquot {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

Digest sha256(std::string_view bytes) {
    static_assert(std::tuple_size_v<Digest> == crypto_hash_sha256_BYTES);
    Digest digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return digest;
}

std::string sha256_hex(std::string_view bytes) {
    return hex_of(sha256(bytes));
}

std::uint64_t sha256_number(std::string_view bytes) {
    const Digest digest = sha256(bytes);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8U | digest[i];
    return number;
}

std::string hex_of(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0x0FU];
    }
    return text;
}

bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
    if (text.size() != 2 * bytes.size()) return false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t high = digits.find(text[2 * i]);
        const std::size_t low = digits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        bytes[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    return true;
}

}  // namespace aliquot
