// Calendar days, read and written as ISO 8601 (2021-02-24), without time of day or zone.
//
// Days are counted on the proleptic Gregorian calendar. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace aliquot {

using Date = std::chrono::sys_days;
using Days = std::chrono::days;

// Promises: exactly the form YYYY-MM-DD of a day that exists, from 1900-01-01 to 2199-12-31.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

[[nodiscard]] std::string format_date(Date date);

// "1 March 2021", as a person would write it.
[[nodiscard]] std::string long_date(Date date);

}  // namespace aliquot
