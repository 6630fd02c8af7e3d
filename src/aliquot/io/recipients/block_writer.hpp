// A file of many short cells on its way to disk, in blocks of a megabyte.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot::writing {

class BlockWriter {
public:
    explicit BlockWriter(std::filesystem::path file);
    ~BlockWriter();
    BlockWriter(const BlockWriter&) = delete;
    BlockWriter& operator=(const BlockWriter&) = delete;

    void add(std::string_view text) {
        if (text.size() > buffer_.size() - used_) return add_large(text);
        std::memcpy(buffer_.data() + used_, text.data(), text.size());
        used_ += text.size();
    }
    void add(char c) { add(std::string_view{&c, 1}); }
    void add(std::int64_t number) {
        constexpr std::size_t longest = 20;
        if (buffer_.size() - used_ < longest) flush();
        char* const begin = buffer_.data() + used_;
        used_ +=
            static_cast<std::size_t>(std::to_chars(begin, begin + longest, number).ptr - begin);
    }

    // Writes what is left and closes the file. Errors: io, whenever it happened.
    [[nodiscard]] Result<void> close();

private:
    void add_large(std::string_view text);
    void flush();
    void write(std::string_view bytes);

    std::filesystem::path file_;
    int descriptor_;
    int reason_ = 0;  // the first thing that went wrong
    std::vector<char> buffer_;
    std::size_t used_ = 0;
};

}  // namespace aliquot::writing
