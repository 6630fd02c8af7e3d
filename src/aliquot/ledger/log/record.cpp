// The bytes of a record that are hashed, and what its fields may hold.
#include "aliquot/ledger/log/record.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/date.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot::ledger {

namespace {

bool is_kind(std::string_view kind) {
    return !kind.empty() && kind.size() <= most_kind &&
           std::ranges::all_of(kind, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
}

bool two_digits_below(std::string_view text, int limit) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    return digit(0) && digit(1) && (text[0] - '0') * 10 + text[1] - '0' < limit;
}

// "T08:30:00Z" or "T08:30:00.250Z": at most nine decimals.
bool is_time_of_day(std::string_view text) {
    if (text.size() < 10 || text.size() > 20 || text[0] != 'T' || text.back() != 'Z') return false;
    if (!two_digits_below(text.substr(1), 24) || text[3] != ':') return false;
    if (!two_digits_below(text.substr(4), 60) || text[6] != ':') return false;
    if (!two_digits_below(text.substr(7), 60)) return false;
    const std::string_view rest = text.substr(9, text.size() - 10);
    return rest.empty() || (rest.size() > 1 && rest[0] == '.' &&
                            rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

bool is_moment(std::string_view text) {
    if (!parse_date(text.substr(0, 10))) return false;
    return text.size() == 10 || is_time_of_day(text.substr(10));
}

bool is_name(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most && is_text(text);
}

}  // namespace

namespace bytes {

void put(std::string& bytes, std::int64_t number) {
    std::array<char, 8> digits{};
    auto rest = static_cast<std::uint64_t>(number);
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, rest >>= 8U)
        *digit = static_cast<char>(rest & 0xFFU);
    bytes.append(digits.data(), digits.size());
}

void put(std::string& bytes, const Digest& digest) {
    bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

void put_text(std::string& bytes, std::string_view text) {
    ALIQUOT_CHECK(text.size() <= 0xFFFF'FFFFU);
    std::array<char, 4> digits{};
    std::size_t rest = text.size();
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, rest >>= 8U)
        *digit = static_cast<char>(rest & 0xFFU);
    bytes.append(digits.data(), digits.size());
    bytes += text;
}

}  // namespace bytes

Head genesis(std::string_view log_id) {
    std::string start;
    bytes::put_text(start, "aliquot-log/1 genesis");
    bytes::put_text(start, log_id);
    return {0, sha256(start)};
}

void encode(const Record& record, std::string& bytes) {
    bytes::put_text(bytes, "aliquot-log/1 record");
    bytes::put(bytes, record.previous);
    bytes::put(bytes, record.sequence);
    bytes::put_text(bytes, record.command);
    bytes::put(bytes, record.request);
    bytes::put(bytes, record.part);
    bytes::put(bytes, record.parts);
    bytes::put_text(bytes, record.kind);
    bytes::put_text(bytes, record.who);
    bytes::put_text(bytes, record.happened);
    bytes::put(bytes, record.recorded);
    bytes::put_text(bytes, record.body);
}

Digest hash_of(const Record& record) {
    std::string bytes;
    bytes.reserve(256 + record.command.size() + record.body.size());
    encode(record, bytes);
    return sha256(bytes);
}

bool follows(const Head& before, const Record& record) {
    return record.sequence > before.sequence && record.sequence - 1 == before.sequence &&
           record.previous == before.hash && !wrong_field(record) && record.hash == hash_of(record);
}

std::optional<std::string> wrong_field(const Record& record) {
    if (!is_name(record.command, most_command))
        return fmt::format("the command's key must be text of 1 to {} bytes", most_command);
    if (record.parts < 1 || record.parts > static_cast<std::int64_t>(most_parts) ||
        record.part < 1 || record.part > record.parts)
        return fmt::format("part {} of {} cannot be", record.part, record.parts);
    if (!is_kind(record.kind))
        return fmt::format("a kind is 1 to {} letters a to z or _", most_kind);
    if (!is_name(record.who, most_who))
        return fmt::format("the person's id must be text of 1 to {} bytes", most_who);
    if (!is_moment(record.happened))
        return std::string{
            "`happened` must be a day or an instant, as 2021-02-24 or "
            "2021-02-24T08:30:00Z"};
    if (record.body.size() > most_body || !is_text(record.body))
        return fmt::format("the body must be UTF-8 text of at most {} bytes", most_body);
    return {};
}

bool is_log_id(std::string_view id) {
    return is_name(id, most_log_id);
}

}  // namespace aliquot::ledger
