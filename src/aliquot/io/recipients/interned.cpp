// Each different text once: a table with open addressing over one string of all bytes.
#include "aliquot/io/recipients/interned.hpp"

#include <cstring>

namespace aliquot::reading {

namespace {

std::uint64_t load(const char* bytes, std::size_t count) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, count);
    return word;
}

__extension__ using UnsignedWide = unsigned __int128;

// Both halves of a product, folded: every bit of the input moves every bit of the answer.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<UnsignedWide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio
    constexpr std::uint64_t other = 0xD6E8FEB86659FD93U;
    const char* bytes = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = odd ^ text.size();
    for (; left > 8; left -= 8, bytes += 8) hash = mixed(hash ^ load(bytes, 8), other);
    hash = mixed(hash ^ (left == 0 ? 0 : load(bytes, left)), other);
    return mixed(hash, odd);
}

std::size_t InternedTexts::slot_of(std::string_view text, std::uint64_t hash) const {
    const std::size_t last = slots_.size() - 1;
    std::size_t slot = hash & last;
    for (; slots_[slot] != 0; slot = (slot + 1) & last) {
        const std::uint32_t number = slots_[slot] - 1;
        if (texts_[number].hash == hash && (*this)[number] == text) break;
    }
    return slot;
}

void InternedTexts::grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
    const std::size_t last = slots_.size() - 1;
    for (std::uint32_t number = 0; number < texts_.size(); ++number) {
        std::size_t slot = texts_[number].hash & last;
        while (slots_[slot] != 0) slot = (slot + 1) & last;
        slots_[slot] = number + 1;
    }
}

InternedTexts::Added InternedTexts::add(std::string_view text) {
    if (2 * (texts_.size() + 1) > slots_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    const std::size_t slot = slot_of(text, hash);
    if (slots_[slot] != 0) return {slots_[slot] - 1, false};
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back({hash, bytes_.size(), static_cast<std::uint32_t>(text.size())});
    bytes_.append(text);
    slots_[slot] = number + 1;
    return {number, true};
}

std::optional<std::uint32_t> InternedTexts::find(std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    const std::size_t slot = slot_of(text, hash_of(text));
    if (slots_[slot] == 0) return std::nullopt;
    return slots_[slot] - 1;
}

}  // namespace aliquot::reading
