// A column of numbers that is written before it is read: nothing is set to zero first, and large
// columns ask the operating system for large pages, which a million recipients notice.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace aliquot {

// A hint, without effect where there are no large pages. The memory must not be in use yet.
void expect_large_pages(void* begin, std::size_t bytes);

// Memory of its own, on large pages if it is large itself.
class Block {
public:
    explicit Block(std::size_t bytes);
    ~Block();
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    [[nodiscard]] void* begin() const { return begin_; }

private:
    void* base_ = nullptr;
    void* begin_ = nullptr;
    std::size_t mapped_ = 0;  // bytes from base_; 0: from the heap
};

template <class T>
class Column {
    static_assert(std::is_trivial_v<T>);

public:
    explicit Column(std::size_t size)
        : block_{size * sizeof(T)}, data_{static_cast<T*>(block_.begin())}, size_{size} {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }
    [[nodiscard]] T* begin() { return data_; }
    [[nodiscard]] T* end() { return data_ + size_; }
    [[nodiscard]] const T* begin() const { return data_; }
    [[nodiscard]] const T* end() const { return data_ + size_; }
    [[nodiscard]] std::span<T> all() { return {data_, size_}; }
    [[nodiscard]] std::span<const T> all() const { return {data_, size_}; }

private:
    Block block_;
    T* data_;
    std::size_t size_;
};

}  // namespace aliquot
