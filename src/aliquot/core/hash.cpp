// SHA-256 by libsodium.
#include "aliquot/core/hash.hpp"

#include <array>

#include <fmt/core.h>
#include <sodium.h>

namespace aliquot {

namespace {

std::array<unsigned char, crypto_hash_sha256_BYTES> sha256(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return digest;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    std::string text;
    for (const unsigned char byte : sha256(bytes)) text += fmt::format("{:02x}", byte);
    return text;
}

std::uint64_t sha256_number(std::string_view bytes) {
    const auto digest = sha256(bytes);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8U | digest[i];
    return number;
}

}  // namespace aliquot
