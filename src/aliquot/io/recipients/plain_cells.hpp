// Plain cells of large tables: digits to a number, and what may stand in an id.
//
// These accept only what cells.hpp accepts, and leave every doubt to it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aliquot::reading {

// False: not one to eighteen digits, or not between the bounds.
[[nodiscard]] inline bool plain_number(std::string_view cell, std::int64_t least, std::int64_t most,
                                       std::int64_t& number) {
    if (cell.empty() || cell.size() > 18) return false;
    std::int64_t value = 0;
    for (const char c : cell) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        if (digit > 9) return false;
        value = value * 10 + digit;
    }
    number = value;
    return value >= least && value <= most;
}

inline constexpr std::size_t longest_id = 40;

inline constexpr std::array<bool, 256> stands_in_ids = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "abcdefghijklmnopqrstuvwxyz_-."})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

[[nodiscard]] inline bool is_plain_id(std::string_view cell) {
    if (cell.empty() || cell.size() > longest_id) return false;
    bool plain = true;
    for (const char c : cell) plain &= stands_in_ids[static_cast<unsigned char>(c)];
    return plain;
}

}  // namespace aliquot::reading
