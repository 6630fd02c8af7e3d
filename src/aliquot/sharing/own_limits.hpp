// The limits of single recipients: pairs, rooms for sets of lines, and courses a week.
//
// All three say the same kind of thing: of these lines together, at most so much. Which lines those
// are depends on the group; how much depends on the recipient. Weeks become stretches of weeks:
// courses fit into their weeks exactly if for every stretch those that must be used within it fit
// into it (Hall's condition; stretches suffice because each line's weeks are one).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot {

class OwnLimits {
public:
    OwnLimits(const Pool& pool, std::span<const std::int64_t> room);

    // Whether a limit could ever keep the recipient from something that its room and the supply
    // leave to it. If none can, it is a member of its group like any other.
    [[nodiscard]] bool can_bind(std::size_t recipient) const;

    // Takes in the next owner of limits. Owners are numbered as they come, and so are the edges:
    // one for each line of the owner's group.
    void add_owner(std::size_t recipient);

    static constexpr std::uint32_t nothing = ~std::uint32_t{0};

    struct Asked {
        std::size_t owner;
        std::uint32_t group;
        std::uint64_t first_edge;
        const std::int64_t* used;  // of each line of the group
    };
    // How many courses more of the line at `place` fit if as many are given up at `instead`.
    [[nodiscard]] std::int64_t room(const Asked& asked, std::uint32_t place,
                                    std::uint32_t instead) const;

private:
    // Some lines of a group, and what they may hold together: the room for a set, or so many times
    // what is used in a week.
    struct Limit {
        std::uint32_t set_or_weeks;
        std::uint32_t first_place, end_place;  // in places_: the lines inside
        std::uint64_t inside;                  // in inside_: yes or no, for each line of the group
        std::int64_t supply;                   // of the lines inside
        bool weekly;
    };

    void add_limits_of(std::size_t group);
    void add_stretches(std::span<const LineNumber> lines);
    void add_limit(std::span<const LineNumber> lines, std::vector<char> inside,
                   std::uint32_t set_or_weeks, bool weekly);
    [[nodiscard]] std::int64_t pair_most(std::size_t recipient, LineNumber line) const;

    const Pool& pool_;
    std::span<const std::int64_t> room_;
    // By group. The limits that hold the line at a place are listed for each place.
    std::vector<std::uint32_t> begin_{0};  // of each group's limits
    std::vector<Limit> limits_;
    std::vector<std::uint32_t> places_;
    std::vector<char> inside_;
    std::vector<std::uint32_t> holding_begin_{0};  // by place of each group in group_lines
    std::vector<std::uint32_t> holding_;           // limits
    // By owner, and by edge.
    std::vector<std::int64_t> set_room_;
    std::vector<std::int64_t> weekly_;
    std::vector<std::int64_t> pair_most_;
};

}  // namespace aliquot
