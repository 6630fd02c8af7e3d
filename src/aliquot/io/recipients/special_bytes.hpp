// Where the bytes stand that mean something in a table: commas, line ends, quotes, and whatever
// is not plain ASCII text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aliquot::reading {

// Writes the offset of every `,`, `"`, control character, DEL and byte of more than seven bits,
// in order, over what the vector holds, and says how many there are. Requires: count < 2^32.
[[nodiscard]] std::size_t find_special(const char* bytes, std::size_t count,
                                       std::vector<std::uint32_t>& offsets);

}  // namespace aliquot::reading
