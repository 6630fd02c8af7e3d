// The ids of all recipients in one string, and where each ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aliquot {

class Ids {
public:
    // Requires: all ids together have less than 2^32 bytes (twenty million of forty have).
    void add(std::string_view id) {
        bytes_.append(id);
        ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    }
    void reserve(std::size_t count, std::size_t bytes) {
        ends_.reserve(count);
        bytes_.reserve(bytes);
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
        return {bytes_.data() + begin, ends_[i] - begin};
    }

private:
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
};

}  // namespace aliquot
