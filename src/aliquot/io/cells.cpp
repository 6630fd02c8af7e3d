// From the text of one cell or setting to a value, or to what is wrong with it in words.
#include "aliquot/io/cells.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot::reading {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// The digits alone, if the text is digits with separators between them; else empty.
std::string without_separators(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c)) {
            digits += c;
        } else if (c != ',' && c != '_' && c != ' ' && c != '\'') {
            return {};
        }
    }
    return digits.size() < text.size() ? digits : std::string{};
}

std::string whole_number_of(const WholeRange& range) {
    return range.unit.empty() ? "give a whole number"
                              : fmt::format("give a whole number of {}", range.unit);
}

std::string range_hint(const WholeRange& range) {
    return fmt::format("{} from {} to {}", whole_number_of(range), grouped(range.least),
                       grouped(range.most));
}

tl::unexpected<Wrong> wrong(std::string what, std::string hint) {
    return tl::make_unexpected(Wrong{std::move(what), std::move(hint)});
}

Wrong not_a_date(std::string_view text) {
    const std::string value = shown(text);
    if (text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
        all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2))) {
        const std::string month_text{text.substr(5, 2)};
        const auto month = static_cast<unsigned>(std::stoi(month_text));
        const int year = std::stoi(std::string{text.substr(0, 4)});
        if (month < 1 || month > 12) return {value + " is not a day", "a year has 12 months"};
        if (year < 1900 || year > 2199)
            return {value + " is out of range", "give a day from 1900-01-01 to 2199-12-31"};
        const std::chrono::year_month_day last{std::chrono::year{year} / std::chrono::month{month} /
                                               std::chrono::last};
        const std::string long_form = long_date(Date{last});  // "28 February 2021"
        return {value + " is not a day",
                fmt::format("{} has {} days", long_form.substr(long_form.find(' ') + 1),
                            static_cast<unsigned>(last.day()))};
    }
    // 2021-3-1 can be completed; 01/03/2021 means two days, depending on where one lives.
    const std::size_t first = text.find('-');
    const std::size_t second = first == std::string_view::npos ? first : text.find('-', first + 1);
    if (first == 4 && second != std::string_view::npos) {
        const std::string_view month = text.substr(5, second - 5);
        const std::string_view day = text.substr(second + 1);
        if (all_digits(month) && all_digits(day) && month.size() <= 2 && day.size() <= 2) {
            const std::string full = fmt::format("{}-{:0>2}-{:0>2}", text.substr(0, 4), month, day);
            if (parse_date(full)) return {value + " is not a full date", "write " + full};
        }
    }
    return {value + " is not a date", "write year-month-day, such as 2021-03-01"};
}

}  // namespace

std::string printable(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t length = utf8_length(text.substr(i));
        if (text[i] == '\n') {
            made += "\\n";
        } else if (length == 0 || byte < 0x20 || byte == 0x7F) {
            made += fmt::format("\\x{:02X}", static_cast<unsigned>(byte));
        } else {
            made += text.substr(i, length);
        }
        i += length == 0 ? 1 : length;
    }
    return made;
}

std::string shown(std::string_view value) {
    constexpr std::size_t longest = 60;
    std::size_t end = std::min(value.size(), longest);
    // Never cut inside a character.
    while (end < value.size() && end > 0 &&
           (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U)
        --end;
    return fmt::format("\"{}{}\"", printable(value.substr(0, end)),
                       end < value.size() ? "..." : "");
}

Parsed<std::int64_t> in_range(std::int64_t number, const WholeRange& range) {
    if (number < 0 && range.least >= 0)
        return wrong(fmt::format("{} is negative", number), range_hint(range));
    if (number < range.least)
        return wrong(fmt::format("{} is too small", number), range_hint(range));
    if (number > range.most)
        return wrong(fmt::format("{} is too large", grouped(number)), range_hint(range));
    return number;
}

Parsed<std::int64_t> whole_number(std::string_view text, const WholeRange& range) {
    const bool negative = text.starts_with('-');
    const std::string_view digits = negative ? text.substr(1) : text;
    if (!all_digits(digits)) {
        const std::string plain = without_separators(text);
        if (!plain.empty())
            return wrong(shown(text) + " has separators", fmt::format("write {}", plain));
        return wrong(shown(text) + " is not a whole number", whole_number_of(range) + " in digits");
    }
    if (negative && range.least >= 0)
        return wrong(shown(text) + " is negative", whole_number_of(range));
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{})
        return wrong(shown(text) + (negative ? " is too small" : " is too large"),
                     range_hint(range));
    if (number < range.least) return wrong(shown(text) + " is too small", range_hint(range));
    if (number > range.most) return wrong(shown(text) + " is too large", range_hint(range));
    return number;
}

Parsed<Share> in_range(Share number, Share most) {
    if (number > most)
        return wrong(number.text() + " is too large",
                     fmt::format("give a number from 0 to {}", most.text()));
    return number;
}

Parsed<Share> share_number(std::string_view text, Share most) {
    // Messages are made only when something is wrong: a table has millions of cells.
    const auto between = [&] { return fmt::format("give a number from 0 to {}", most.text()); };
    if (const auto share = Share::parse(text)) {
        if (*share > most) return wrong(shown(text) + " is too large", between());
        return *share;
    }
    const std::size_t point = text.find('.');
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (text.starts_with('-')) return wrong(shown(text) + " is negative", between());
    if (text.ends_with('%'))
        return wrong(shown(text) + " is a percentage",
                     "write a share of one, such as 0.2 for 20 %");
    if (decimals.size() > 9 && all_digits(decimals) && all_digits(text.substr(0, point)))
        return wrong(shown(text) + " has more than nine decimals", "round it to nine");
    if (point == std::string_view::npos && text.find(',') != std::string_view::npos)
        return wrong(shown(text) + " has a decimal comma", "write a decimal point, such as 0.2");
    return wrong(shown(text) + " is not a decimal number", between());
}

Parsed<double> decimal_number(std::string_view text, double least, double most) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const std::size_t point = digits.find('.');
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view{"0"} : digits.substr(point + 1);
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto between = [&] { return fmt::format("give a number from {} to {}", least, most); };
    if (!all_digits(digits.substr(0, point)) || !all_digits(decimals) || read.ec != std::errc{})
        return wrong(shown(text) + " is not a decimal number", between());
    if (number < least || number > most) return wrong(shown(text) + " is out of range", between());
    return number;
}

Parsed<Date> calendar_date(std::string_view text) {
    if (const auto date = parse_date(text)) return *date;
    return tl::make_unexpected(not_a_date(text));
}

Parsed<std::string> plain_id(std::string_view text) {
    const auto allowed = [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
               c == '-' || c == '.';
    };
    if (text.empty() || text.size() > 40 || !std::all_of(text.begin(), text.end(), allowed))
        return wrong(shown(text) + " is not an id",
                     "use up to 40 letters, digits, \"_\", \"-\" and \".\", without spaces");
    return std::string{text};
}

}  // namespace aliquot::reading
