// A reader for one flat JSON object, byte by byte.
#include "aliquot/ledger/log/json_object.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"

namespace aliquot::ledger {

namespace {

// The character of a code point that is no surrogate.
void put_utf8(std::uint32_t code, std::string& text) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | code >> 6U);
    } else {
        if (code < 0x10000) {
            put(0xE0U | code >> 12U);
        } else {
            put(0xF0U | code >> 18U);
            put(0x80U | (code >> 12U & 0x3FU));
        }
        put(0x80U | (code >> 6U & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

class ObjectReader {
public:
    explicit ObjectReader(std::string_view text) : text_{text} {}

    Result<std::vector<JsonMember>> read() {
        std::vector<JsonMember> members;
        skip_blanks();
        if (!take('{')) return wrong("a line starts with {");
        skip_blanks();
        while (members.empty() || take(',')) {
            JsonMember member;
            if (auto done = read_member(member); !done) return tl::unexpected(done.error());
            const auto same = [&](const JsonMember& other) { return other.name == member.name; };
            if (std::ranges::any_of(members, same))
                return wrong(fmt::format("a second \"{}\"", member.name));
            members.push_back(std::move(member));
        }
        if (!take('}')) return wrong("here must be , or }");
        skip_blanks();
        if (at_ < text_.size()) return wrong("nothing may follow the }");
        return members;
    }

private:
    [[nodiscard]] tl::unexpected<Error> wrong(std::string what) const {
        return tl::unexpected(
            Error{ErrorCode::wrong_input, std::move(what), fmt::format("column {}", at_ + 1), ""});
    }

    void skip_blanks() {
        while (at_ < text_.size() && std::string_view{" \t\r"}.find(text_[at_]) != text_.npos)
            ++at_;
    }
    [[nodiscard]] bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    Result<void> read_member(JsonMember& member) {
        skip_blanks();
        if (!take('"')) return wrong("here must be a name in quotes");
        if (auto done = read_text(member.name); !done) return done;
        skip_blanks();
        if (!take(':')) return wrong("here must be :");
        skip_blanks();
        auto done = Result<void>{};
        if (take('"'))
            done = read_text(member.value.emplace<std::string>());
        else
            done = read_number(member.value.emplace<std::int64_t>());
        skip_blanks();
        return done;
    }

    Result<void> read_number(std::int64_t& number) {
        const char* start = text_.data() + at_;
        const char* end = text_.data() + text_.size();
        const std::string_view digits = text_.substr(at_ + (text_.substr(at_).starts_with('-')));
        if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
            return wrong("a number has no leading zero");
        const auto [stop, fault] = std::from_chars(start, end, number);
        if (fault != std::errc{}) return wrong("here must be text in quotes or a whole number");
        at_ += static_cast<std::size_t>(stop - start);
        return {};
    }

    // After the opening quote.
    Result<void> read_text(std::string& text) {
        for (;;) {
            const std::size_t plain = at_;
            while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
            text += text_.substr(plain, at_ - plain);
            if (at_ >= text_.size()) return wrong("the text has no closing quote");
            if (take('"')) return {};
            if (take('\\')) {
                if (auto done = read_escape(text); !done) return done;
                continue;
            }
            const std::size_t length = utf8_length(text_.substr(at_));
            if (length < 2) return wrong("this byte cannot stand in a text");
            text += text_.substr(at_, length);
            at_ += length;
        }
    }
    static bool is_plain(char c) {
        return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80;
    }

    Result<void> read_escape(std::string& text) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        if (at_ < text_.size()) {
            const std::size_t letter = letters.find(text_[at_]);
            if (letter != letters.npos) {
                ++at_;
                text += meant[letter];
                return {};
            }
        }
        std::uint32_t code = 0;
        if (!take('u') || !read_unit(code)) return wrong("there is no such escape");
        if (code >= 0xD800 && code < 0xE000) {
            std::uint32_t low = 0;
            if (code >= 0xDC00 || !take('\\') || !take('u') || !read_unit(low) || low < 0xDC00 ||
                low >= 0xE000)
                return wrong("half a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        }
        put_utf8(code, text);
        return {};
    }
    bool read_unit(std::uint32_t& unit) {
        if (text_.size() - at_ < 4) return false;
        const char* start = text_.data() + at_;
        const auto [stop, fault] = std::from_chars(start, start + 4, unit, 16);
        if (fault != std::errc{} || stop != start + 4 || *start == '-') return false;
        at_ += 4;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<JsonMember>> parse_object(std::string_view text) {
    return ObjectReader{text}.read();
}

void write_json_text(std::string_view text, std::string& json) {
    constexpr std::string_view special = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    json += '"';
    for (const char c : text) {
        const std::size_t letter = special.find(c);
        if (letter != special.npos) {
            json += '\\';
            json += letters[letter];
        } else if (c >= 0 && c < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            json += c;
        }
    }
    json += '"';
}

}  // namespace aliquot::ledger
