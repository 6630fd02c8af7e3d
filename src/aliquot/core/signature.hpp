// Signatures (Ed25519, RFC 8032), by libsodium: who holds the private key vouches for some bytes,
// and everyone who has the public key can check it.
#pragma once

#include <string_view>

#include "aliquot/core/hash.hpp"

namespace aliquot {

using PublicKey = Bytes<32>;
using Signature = Bytes<64>;

// A private key. Whoever holds a copy of it can sign in its owner's name: it is wiped from memory
// when it goes, and is never printed.
class SigningKey {
public:
    using Seed = Bytes<32>;

    [[nodiscard]] static SigningKey generate();  // from the operating system's randomness
    explicit SigningKey(const Seed& seed);
    ~SigningKey();
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;

    [[nodiscard]] const Seed& seed() const { return seed_; }
    [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
    [[nodiscard]] Signature sign(std::string_view bytes) const;

private:
    Seed seed_;
    PublicKey public_key_{};
};

[[nodiscard]] bool is_signed_by(const PublicKey& key, std::string_view bytes,
                                const Signature& signature);

}  // namespace aliquot
