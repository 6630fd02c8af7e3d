// SHA-256 of bytes (FIPS 180-4), by libsodium: the name under which inputs are approved.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aliquot {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits

// The first eight bytes of the SHA-256, as a number: for lotteries that anyone can redo.
[[nodiscard]] std::uint64_t sha256_number(std::string_view bytes);

}  // namespace aliquot
