// From the text of one cell or setting to a value, or to what is wrong with it in words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "aliquot/core/date.hpp"
#include "aliquot/core/share.hpp"

namespace aliquot::reading {

struct Wrong {
    std::string what;  // with the value
    std::string hint;
};

template <class T>
using Parsed = tl::expected<T, Wrong>;

struct WholeRange {
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view unit;  // "people", "doses": for hints
};

inline constexpr std::int64_t most_doses = 1'000'000'000'000'000;  // 10^15
inline constexpr std::int64_t most_people = 100'000'000'000;       // ten thousand million and more

// Control characters, and bytes that are not UTF-8, written as escapes.
[[nodiscard]] std::string printable(std::string_view text);

// The value in quotes, printable and shortened.
[[nodiscard]] std::string shown(std::string_view value);

[[nodiscard]] Parsed<std::int64_t> whole_number(std::string_view text, const WholeRange& range);
// At most nine decimals, exact.
[[nodiscard]] Parsed<Share> share_number(std::string_view text, Share most);
[[nodiscard]] Parsed<double> decimal_number(std::string_view text, double least, double most);
[[nodiscard]] Parsed<Date> calendar_date(std::string_view text);
// Letters, digits, `_`, `-` and `.`; at most forty of them.
[[nodiscard]] Parsed<std::string> plain_id(std::string_view text);

[[nodiscard]] Parsed<std::int64_t> in_range(std::int64_t number, const WholeRange& range);
[[nodiscard]] Parsed<Share> in_range(Share number, Share most);

}  // namespace aliquot::reading
