// Ed25519 by libsodium.
#include "aliquot/core/signature.hpp"

#include <sodium.h>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

using SecretKey = Bytes<crypto_sign_SECRETKEYBYTES>;

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

SigningKey SigningKey::generate() {
    ALIQUOT_CHECK(sodium_init() >= 0);
    Seed seed{};
    randombytes_buf(seed.data(), seed.size());
    SigningKey key{seed};
    sodium_memzero(seed.data(), seed.size());
    return key;
}

SigningKey::SigningKey(const Seed& seed) : seed_{seed} {
    SecretKey secret{};
    crypto_sign_seed_keypair(public_key_.data(), secret.data(), seed_.data());
    sodium_memzero(secret.data(), secret.size());
}

SigningKey::~SigningKey() {
    sodium_memzero(seed_.data(), seed_.size());
}

Signature SigningKey::sign(std::string_view bytes) const {
    PublicKey again{};
    SecretKey secret{};
    crypto_sign_seed_keypair(again.data(), secret.data(), seed_.data());
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, data_of(bytes), bytes.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature;
}

bool is_signed_by(const PublicKey& key, std::string_view bytes, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), data_of(bytes), bytes.size(),
                                       key.data()) == 0;
}

}  // namespace aliquot
