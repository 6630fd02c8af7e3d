// Nearest words by edit distance, and grouped digits.
#include "aliquot/core/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace aliquot {

namespace {

// Whether eight bytes are ASCII without NUL: none has its first bit set, and taking one from each
// sets none.
bool are_plain(const char* eight) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t first_bits = 0x8080808080808080U;
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    return ((word | (word - ones)) & first_bits) == 0;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Optimal string alignment distance (Damerau-Levenshtein without repeated edits of a part).
std::size_t edits(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> cost((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
        return cost[i * width + j];
    };
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                at(i, j) = i + j;
                continue;
            }
            const std::size_t replaced = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + replaced});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    }
    return at(a.size(), b.size());
}

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string> known) {
    constexpr std::size_t longest_compared = 64;
    if (word.size() > longest_compared) return {};
    std::string best;
    std::size_t fewest = 3;
    for (const std::string& candidate : known) {
        if (candidate.size() > longest_compared) continue;
        const std::size_t count = edits(word, candidate);
        // In a word of three letters, two edits leave nothing to recognise.
        if (count < fewest && count * 2 < std::max(word.size(), candidate.size()) + 1) {
            fewest = count;
            best = candidate;
        }
    }
    return best;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3;) {
        i -= 3;
        digits.insert(i, 1, ',');
    }
    return digits;
}

std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return length;
}

bool is_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (text.size() - i >= 8 && are_plain(text.data() + i)) {
            i += 8;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte > 0 && byte < 0x80) {  // nearly all of most texts
            ++i;
            continue;
        }
        const std::size_t length = utf8_length(text.substr(i));
        if (length < 2) return false;
        i += length;
    }
    return true;
}

}  // namespace aliquot
