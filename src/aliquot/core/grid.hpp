// A table of values, one row for each claim and one column for each supply line.
#pragma once

#include <cstddef>
#include <vector>

#include "aliquot/core/check.hpp"

namespace aliquot {

template <class T>
class Grid {
public:
    Grid() = default;
    Grid(std::size_t rows, std::size_t columns, T value = T{})
        : rows_{rows}, columns_{columns}, cells_(rows * columns, value) {}

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }

    [[nodiscard]] T& at(std::size_t row, std::size_t column) {
        ALIQUOT_CHECK(row < rows_ && column < columns_);
        return cells_[row * columns_ + column];
    }
    [[nodiscard]] const T& at(std::size_t row, std::size_t column) const {
        ALIQUOT_CHECK(row < rows_ && column < columns_);
        return cells_[row * columns_ + column];
    }

    friend bool operator==(const Grid&, const Grid&) = default;

private:
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::vector<T> cells_;
};

}  // namespace aliquot
