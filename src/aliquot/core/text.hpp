// Words for people: the nearest known name to a misspelt one, counts with separators, and which
// bytes are text at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aliquot {

// The known word within two edits (insert, delete, replace, swap of neighbours) of `word`, case
// ignored; the nearest, then the first. Empty if none is near.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

// The length of the well-formed UTF-8 character at the start of `text`; 0 if it is none
// (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] std::size_t utf8_length(std::string_view text);

// Whether `text` is well-formed UTF-8 from end to end, without the character NUL.
[[nodiscard]] bool is_text(std::string_view text);

// 1704000 as "1,704,000".
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace aliquot
