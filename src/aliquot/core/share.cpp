// Shares read and written as decimals, exactly.
#include "aliquot/core/share.hpp"

#include <cmath>

#include <fmt/core.h>

namespace aliquot {

std::optional<Share> Share::parse(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view decimals;
    if (point != std::string_view::npos) decimals = text.substr(point + 1);
    if (whole.empty() || whole.size() > 9 || decimals.size() > 9) return std::nullopt;
    if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : whole) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < 9; ++i) {
        const char c = i < decimals.size() ? decimals[i] : '0';
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return Share{value};
}

std::optional<Share> Share::from_double(double value) {
    if (!std::isfinite(value) || value < 0 || value >= 1e9) return std::nullopt;
    return Share{std::llround(value * static_cast<double>(one))};
}

std::string Share::text() const {
    std::string text = fmt::format("{}.{:09}", billionths_ / one, billionths_ % one);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace aliquot
