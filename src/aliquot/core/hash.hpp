// SHA-256 of bytes (FIPS 180-4), by OpenSSL: the name under which inputs are approved, and what
// chains the records of the log.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aliquot {

template <std::size_t size>
using Bytes = std::array<std::uint8_t, size>;

using Digest = Bytes<32>;

[[nodiscard]] Digest sha256(std::string_view bytes);

[[nodiscard]] std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits

// The first eight bytes of the SHA-256, as a number: for lotteries that anyone can redo.
[[nodiscard]] std::uint64_t sha256_number(std::string_view bytes);

// Two lower-case hex digits a byte.
[[nodiscard]] std::string hex_of(std::span<const std::uint8_t> bytes);

// Fills `bytes` from exactly as many pairs of lower-case hex digits; false if `text` is not that.
[[nodiscard]] bool read_hex(std::string_view text, std::span<std::uint8_t> bytes);

}  // namespace aliquot
