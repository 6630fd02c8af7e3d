// A piece of a page, and the numbers on it as a person reads them.
//
// Whatever is put into a pattern as text is escaped; only patterns (ours) and other pieces are
// markup. So a name such as `A & "B" <C>` can never break the page.
#pragma once

#include <concepts>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "aliquot/domain/coverage.hpp"

namespace aliquot::report {

[[nodiscard]] std::string escaped(std::string_view text);

class Html;
template <class T>
[[nodiscard]] auto safe(const T& value);

class Html {
public:
    Html() = default;

    // `pattern` is markup with {} for the arguments.
    template <class... Args>
    Html& put(fmt::format_string<decltype(safe(std::declval<const Args&>()))...> pattern,
              const Args&... args) {
        fmt::format_to(std::back_inserter(bytes_), pattern, safe(args)...);
        return *this;
    }

    template <class... Args>
    [[nodiscard]] static Html of(
        fmt::format_string<decltype(safe(std::declval<const Args&>()))...> pattern,
        const Args&... args) {
        Html piece;
        fmt::format_to(std::back_inserter(piece.bytes_), pattern, safe(args)...);
        return piece;
    }

    Html& operator+=(const Html& other) {
        bytes_ += other.bytes_;
        return *this;
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }

private:
    std::string bytes_;
};

template <class T>
auto safe(const T& value) {
    if constexpr (std::same_as<T, Html>)
        return std::string_view{value.bytes()};
    else if constexpr (std::convertible_to<const T&, std::string_view>)
        return escaped(std::string_view{value});
    else
        return value;
}

// 1704000 as "1,704,000".
[[nodiscard]] std::string counted(std::size_t count);
template <class Kind>
[[nodiscard]] std::string counted(Count<Kind> count) {
    return counted(static_cast<std::size_t>(count.value()));
}

// 0.1234 as "12.3%"; "no data" if it is not a number. Never "nan", never "-0.0%".
[[nodiscard]] std::string percent(double share);

// With so many decimals; "no data" if it is not a number.
[[nodiscard]] std::string decimal(double value, int decimals);

// "1 dose", "2 doses": the word with the number before it.
[[nodiscard]] std::string several(std::size_t count, std::string_view one, std::string_view many);

}  // namespace aliquot::report
