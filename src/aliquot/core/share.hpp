// An exact decimal share or rate, such as 0.2 of a population or 0.0663028 doses per head.
//
// Kept in billionths, so that a share of a count is the same whole number on every machine.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aliquot/core/wide.hpp"

namespace aliquot {

class Share {
public:
    static constexpr std::int64_t one = 1'000'000'000;

    constexpr Share() = default;
    [[nodiscard]] static constexpr Share billionths(std::int64_t value) { return Share{value}; }
    [[nodiscard]] static constexpr Share whole() { return Share{one}; }

    // A non-negative decimal number with at most nine decimals, below one thousand million.
    [[nodiscard]] static std::optional<Share> parse(std::string_view text);
    // The nearest billionth. Nothing if the number is negative, not finite or too large.
    [[nodiscard]] static std::optional<Share> from_double(double value);

    [[nodiscard]] constexpr std::int64_t in_billionths() const { return billionths_; }

    // Promises: the whole part of share * count. Requires: the product fits a count.
    [[nodiscard]] constexpr std::int64_t floor_of(std::int64_t count) const {
        return static_cast<std::int64_t>(Wide{billionths_} * count / one);
    }
    [[nodiscard]] constexpr std::int64_t ceil_of(std::int64_t count) const {
        return static_cast<std::int64_t>((Wide{billionths_} * count + one - 1) / one);
    }

    [[nodiscard]] std::string text() const;  // "0.2", without trailing zeros

    friend constexpr auto operator<=>(Share, Share) = default;

private:
    constexpr explicit Share(std::int64_t value) : billionths_{value} {}

    std::int64_t billionths_ = 0;
};

}  // namespace aliquot
