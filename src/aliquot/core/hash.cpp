// SHA-256 by OpenSSL, which uses the processor's own instructions for it, and bytes as hex digits.
#include "aliquot/core/hash.hpp"

#include <memory>

#include <openssl/evp.h>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

// Looking the method up costs more than hashing a short text: each thread does it once.
class Sha256 {
public:
    Digest operator()(std::string_view bytes) {
        Digest digest{};
        ALIQUOT_CHECK(EVP_DigestInit_ex(state_.get(), nullptr, nullptr) == 1 &&
                      EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(state_.get(), digest.data(), nullptr) == 1);
        return digest;
    }
    Sha256() { ALIQUOT_CHECK(EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr) == 1); }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> state_{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

}  // namespace

Digest sha256(std::string_view bytes) {
    thread_local Sha256 hashing;
    return hashing(bytes);
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
