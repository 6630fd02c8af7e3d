// Words for people: the nearest known name to a misspelt one, counts with separators.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aliquot {

// The known word within two edits (insert, delete, replace, swap of neighbours) of `word`, case
// ignored; the nearest, then the first. Empty if none is near.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

// 1704000 as "1,704,000".
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace aliquot
