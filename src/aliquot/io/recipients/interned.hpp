// Each different text once, numbered in the order of first appearance, and ids by position.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aliquot::reading {

[[nodiscard]] std::uint64_t hash_of(std::string_view text);

class InternedTexts {
public:
    struct Added {
        std::uint32_t number;
        bool is_new;
    };
    Added add(std::string_view text);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return texts_.size(); }
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const {
        const Text& text = texts_[number];
        return std::string_view{bytes_}.substr(text.begin, text.length);
    }

private:
    struct Text {
        std::uint64_t hash;
        std::uint64_t begin;  // in bytes_
        std::uint32_t length;
    };

    // The slot that holds the text, or the free one where it belongs.
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
    void grow();

    std::string bytes_;
    std::vector<Text> texts_;
    std::vector<std::uint32_t> slots_;  // number + 1; 0: free. A power of two, at most half full
};

}  // namespace aliquot::reading
