// A checkpoint: somebody who is trusted vouches, by signature, that the log stood at this record.
//
// Hashes alone do not stop a person who rewrites the log from some record on and chains it anew. A
// signature made before does: the rewritten record no longer has the hash that was signed. It also
// shows that a log was cut off, for the record that was signed is missing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "aliquot/core/signature.hpp"
#include "aliquot/ledger/log/record.hpp"

namespace aliquot::ledger {

struct Checkpoint {
    Head head;                  // the record that was signed; never the empty log
    std::int64_t recorded = 0;  // when, in microseconds since 1970-01-01T00:00:00Z
    PublicKey key{};            // of whoever signed
    Signature signature{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

[[nodiscard]] Checkpoint sign_checkpoint(std::string_view log_id, const Head& head,
                                         std::int64_t recorded, const SigningKey& key);

// Whether the holder of `checkpoint.key` signed exactly this, for this log.
[[nodiscard]] bool is_signed(std::string_view log_id, const Checkpoint& checkpoint);

// Private keys live in files of their own, away from the store, that only their owner can read.
// Errors: io, when the file exists already or cannot be written.
[[nodiscard]] Result<void> write_key(const std::string& file, const SigningKey& key);
// Errors: io, when others can read the file, or it is no key.
[[nodiscard]] Result<SigningKey> read_key(const std::string& file);

// 64 hex digits, as checkpoints show a public key.
// Errors: wrong_input.
[[nodiscard]] Result<PublicKey> parse_public_key(std::string_view text);

}  // namespace aliquot::ledger
