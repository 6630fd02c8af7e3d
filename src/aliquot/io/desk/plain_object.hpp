// A JSON object as Aliquot itself writes the body of an event: members in alphabetical order, no
// blanks, nothing within anything. It is taken apart where it stands.
//
// A log of a million records is read whenever its facility is opened. Building a tree of every body
// took more time than all else together; nearly every body is as plain as this.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace aliquot::desk {

class PlainObject {
public:
    enum class Kind { text, number, flag };
    struct Member {
        std::string_view name;
        Kind kind = Kind::flag;
        std::string_view text;    // of a text
        std::int64_t number = 0;  // of a number; of a flag, 0 or 1
    };

    // Whether `json` is such an object. If not, it may still be one that is written in another way.
    // Requires: the text outlives the members.
    [[nodiscard]] bool read(std::string_view json);

    [[nodiscard]] std::span<const Member> members() const { return {members_.data(), count_}; }

private:
    static constexpr std::size_t most = 16;
    std::array<Member, most> members_;
    std::size_t count_ = 0;
};

}  // namespace aliquot::desk
