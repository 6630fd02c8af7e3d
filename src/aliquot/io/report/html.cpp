// Escaping, and numbers as a person reads them.
#include "aliquot/io/report/html.hpp"

#include <cmath>

#include "aliquot/core/text.hpp"

namespace aliquot::report {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (each == '&')
            out += "&amp;";
        else if (each == '<')
            out += "&lt;";
        else if (each == '>')
            out += "&gt;";
        else if (each == '"')
            out += "&quot;";
        else if (each == '\'')
            out += "&#39;";
        else if (byte >= 0x20 || each == '\n' || each == '\t')
            out += each;  // other control characters are not allowed in HTML
    }
    return out;
}

std::string counted(std::size_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string decimal(double value, int decimals) {
    if (!std::isfinite(value)) return "no data";
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    const bool zero = text.find_first_not_of("-0.") == std::string::npos;
    return zero && text.starts_with('-') ? text.substr(1) : text;
}

std::string percent(double share) {
    return std::isfinite(share) ? decimal(100 * share, 1) + "%" : "no data";
}

std::string several(std::size_t count, std::string_view one, std::string_view many) {
    return counted(count) + " " + std::string{count == 1 ? one : many};
}

}  // namespace aliquot::report
