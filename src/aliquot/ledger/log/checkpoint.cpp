// The statement that a checkpoint signs.
#include "aliquot/ledger/log/checkpoint.hpp"

#include "aliquot/core/check.hpp"

namespace aliquot::ledger {

namespace {

std::string statement(std::string_view log_id, const Checkpoint& checkpoint) {
    std::string text;
    bytes::put_text(text, "aliquot-log/1 checkpoint");
    bytes::put_text(text, log_id);
    bytes::put(text, checkpoint.head.sequence);
    bytes::put(text, checkpoint.head.hash);
    bytes::put(text, checkpoint.recorded);
    bytes::put(text, checkpoint.key);
    return text;
}

}  // namespace

Checkpoint sign_checkpoint(std::string_view log_id, const Head& head, std::int64_t recorded,
                           const SigningKey& key) {
    ALIQUOT_CHECK(head.sequence > 0);
    Checkpoint checkpoint{head, recorded, key.public_key(), {}};
    checkpoint.signature = key.sign(statement(log_id, checkpoint));
    return checkpoint;
}

bool is_signed(std::string_view log_id, const Checkpoint& checkpoint) {
    return is_signed_by(checkpoint.key, statement(log_id, checkpoint), checkpoint.signature);
}

Result<PublicKey> parse_public_key(std::string_view text) {
    PublicKey key{};
    if (read_hex(text, key)) return key;
    return tl::unexpected(Error{ErrorCode::wrong_input, "this is no public key", std::string{text},
                                "give its 64 hex digits in lower case"});
}

}  // namespace aliquot::ledger
