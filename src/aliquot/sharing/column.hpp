// A column of numbers that is written before it is read: nothing is set to zero first, and large
// columns ask the operating system for large pages, which a million recipients notice.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace aliquot {

// A hint, without effect where there are no large pages. The memory must not be in use yet.
void expect_large_pages(void* begin, std::size_t bytes);

template <class T>
class Column {
public:
    explicit Column(std::size_t size)
        : data_{std::make_unique_for_overwrite<T[]>(size)}, size_{size} {
        expect_large_pages(data_.get(), size * sizeof(T));
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }
    [[nodiscard]] T* begin() { return data_.get(); }
    [[nodiscard]] T* end() { return data_.get() + size_; }
    [[nodiscard]] std::span<T> part(std::size_t from, std::size_t count) {
        return {data_.get() + from, count};
    }

private:
    std::unique_ptr<T[]> data_;
    std::size_t size_;
};

}  // namespace aliquot
