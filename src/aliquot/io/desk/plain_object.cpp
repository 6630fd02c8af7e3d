// One walk over the bytes. Whatever could mean something else to a whole JSON parser is not plain:
// escapes, bytes that are not UTF-8, numbers that are long or begin with a zero, nested values.
#include "aliquot/io/desk/plain_object.hpp"

#include "aliquot/core/text.hpp"

namespace aliquot::desk {

namespace {

class Walk {
public:
    explicit Walk(std::string_view json) : at_{json.data()}, end_{json.data() + json.size()} {}

    [[nodiscard]] bool at_end() const { return at_ == end_; }
    [[nodiscard]] char next() const { return at_ == end_ ? '\0' : *at_; }
    bool take(char c) {
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }
    bool take_text(std::string_view& text) {
        if (!take('"')) return false;
        const char* const start = at_;
        unsigned char any = 0;
        for (; at_ != end_ && *at_ != '"'; ++at_) {
            const auto byte = static_cast<unsigned char>(*at_);
            if (byte < 0x20 || byte == '\\') return false;
            any |= byte;
        }
        text = {start, static_cast<std::size_t>(at_ - start)};
        return take('"') && (any < 0x80 || is_text(text));
    }
    bool take_number(std::int64_t& number) {
        constexpr std::ptrdiff_t most_digits = 18;  // more may be too large
        const bool below_zero = take('-');
        const char* const start = at_;
        number = 0;
        for (; at_ != end_ && *at_ >= '0' && *at_ <= '9' && at_ - start < most_digits; ++at_)
            number = number * 10 + (*at_ - '0');
        if (at_ == start || (*start == '0' && (below_zero || at_ - start > 1))) return false;
        if (below_zero) number = -number;
        return true;
    }
    bool take_word(std::string_view word) {
        if (!std::string_view{at_, end_}.starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

private:
    const char* at_;
    const char* end_;
};

bool take_value(Walk& walk, PlainObject::Member& member) {
    using Kind = PlainObject::Kind;
    switch (walk.next()) {
        case '"':
            member.kind = Kind::text;
            return walk.take_text(member.text);
        case 't':
        case 'f':
            member.kind = Kind::flag;
            member.number = walk.next() == 't' ? 1 : 0;
            return walk.take_word(member.number == 1 ? "true" : "false");
        default:
            member.kind = Kind::number;
            return walk.take_number(member.number);
    }
}

}  // namespace

bool PlainObject::read(std::string_view json) {
    count_ = 0;
    Walk walk{json};
    if (!walk.take('{')) return false;
    do {
        if (count_ == most) return false;
        Member& member = members_[count_];
        if (!walk.take_text(member.name) || !walk.take(':') || !take_value(walk, member))
            return false;
        // In alphabetical order, hence none twice.
        if (count_ > 0 && members_[count_ - 1].name >= member.name) return false;
        ++count_;
    } while (walk.take(','));
    return walk.take('}') && walk.at_end();
}

}  // namespace aliquot::desk
