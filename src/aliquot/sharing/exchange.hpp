// Who takes what from which line, and how courses move between lines so that all demands fit.
//
// Recipients that lines cannot tell apart flow together as one taker; a recipient whose own limits
// can bind is a taker by itself. A taker that uses line a and could use line b instead moves what
// is free from b to a. So the search for a way to serve a demand visits lines only, of which there
// are few, however many recipients there are.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "aliquot/sharing/own_limits.hpp"
#include "aliquot/sharing/pool.hpp"

namespace aliquot {

using Taker = std::uint32_t;

class Exchange {
public:
    // `room`: of each recipient, within its districts' limits.
    Exchange(const Pool& pool, std::span<const std::int64_t> room);

    // The private takers first, each a recipient whose own limits can bind, in order of their
    // groups; then the groups, each for its other members.
    [[nodiscard]] std::size_t private_takers() const { return owner_.size(); }
    [[nodiscard]] std::size_t takers() const { return owner_.size() + pool_.groups(); }
    [[nodiscard]] bool is_private(Taker taker) const { return taker < owner_.size(); }
    [[nodiscard]] std::uint32_t owner(Taker taker) const { return owner_[taker]; }
    [[nodiscard]] Taker taker_of(std::size_t recipient) const {
        return taker_of_.empty() ? pool_.group[recipient] : taker_of_[recipient];
    }

    [[nodiscard]] std::int64_t given(Taker taker) const { return given_[taker]; }
    [[nodiscard]] std::int64_t free(LineNumber line) const { return free_[line]; }

    // The part of a taker's use that lies on one line.
    struct Use {
        LineNumber line;
        std::int64_t courses;
    };
    [[nodiscard]] std::size_t uses(Taker taker) const { return lines_of(taker).size(); }
    [[nodiscard]] Use use(Taker taker, std::size_t k) const {
        return {lines_of(taker)[k], used_[begin_[taker] + k]};
    }
    [[nodiscard]] bool may_use_any(Taker taker, const std::vector<char>& marked) const;
    [[nodiscard]] bool uses_any(Taker taker, const std::vector<char>& marked) const;

    // The most that a private taker can be given of the lines marked, by its own limits, with what
    // it has of other lines kept. One more than a line has, so that who has all of it still counts
    // as left wanting.
    [[nodiscard]] std::int64_t private_maximum(Taker taker, const std::vector<char>& marked);

    // Lines that may be searched; the others keep what they give.
    void search_only(const std::vector<char>& marked) { searched_ = marked; }

    // Takes from and gives to each taker until it has its demand, where that is possible; demands
    // stand in order of the takers named. Promises: afterwards the sum is the largest possible
    // with no taker above its demand.
    void serve(std::span<const Taker> takers, std::span<const std::int64_t> demand);

    // Lines stand in order of use: what is not needed is left over on the last lines. Nobody's
    // amount changes.
    void leave_the_last_lines();

    // The lines and takers that keep the unserved from more: every line marked is used up, by the
    // takers marked, which have all they can take of other lines.
    struct Bottleneck {
        std::vector<char> lines;
        std::vector<char> takers;  // of those named: the unserved, and users of the lines
        std::size_t size = 0;      // takers marked
    };
    [[nodiscard]] Bottleneck bottleneck(std::span<const Taker> takers,
                                        std::span<const std::int64_t> demand);

private:
    using Place = std::uint32_t;  // of a line among those of a taker
    struct User {
        Taker taker;
        Place place;
    };
    static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
    static constexpr Place nowhere = OwnLimits::nothing;

    void find_private_takers(std::span<const std::int64_t> room);
    [[nodiscard]] std::span<const LineNumber> lines_of(Taker taker) const {
        const std::uint32_t kind = kind_[taker];
        return {kind_lines_.data() + kind_begin_[kind], kind_begin_[kind + 1] - kind_begin_[kind]};
    }

    // How many courses more of the line at `place` a taker can be given if it gives up as many at
    // `instead`.
    [[nodiscard]] std::int64_t room_for(Taker taker, Place place, Place instead) const {
        if (!is_private(taker)) return no_limit;
        return limits_->room({taker, kind_[taker], begin_[taker], used_.data() + begin_[taker]},
                             place, instead);
    }
    [[nodiscard]] Place place_of(Taker taker, LineNumber line) const;

    void give(Taker taker, Place place, std::int64_t courses);
    void take_back(Taker taker, std::int64_t courses);
    void give_what_is_free(Taker taker, std::int64_t wanted);
    [[nodiscard]] bool draw_for(Taker taker, std::int64_t demand);
    void list_users();
    [[nodiscard]] bool measure_distances();
    [[nodiscard]] bool reaches_distance(LineNumber line, std::uint32_t distance);
    std::int64_t draw(LineNumber line, std::int64_t wanted);
    void draw_through(LineNumber line, LineNumber to, std::int64_t wanted);
    void mark_lines_of_users(std::vector<char>& marked, std::vector<LineNumber>& queue) const;

    const Pool& pool_;
    std::optional<OwnLimits> limits_;  // nothing: no recipient has any
    std::vector<Taker> taker_of_;      // by recipient; empty: its group
    // Takers are the private ones, then the groups, then a keeper for each line, who takes what is
    // to be left over. A taker's kind says which lines it may take: those of a group, or one.
    std::vector<std::uint32_t> owner_;  // the recipient of each private taker
    std::vector<std::uint32_t> kind_;   // by taker
    std::vector<std::uint32_t> kind_begin_;
    std::vector<LineNumber> kind_lines_;
    std::vector<std::uint64_t> begin_;  // of each taker's edges, one for each of its lines
    std::vector<std::int64_t> used_;    // by edge
    std::vector<std::int64_t> given_;   // by taker
    std::vector<std::int64_t> free_;    // by line

    std::vector<char> searched_;
    bool users_listed_ = false;
    std::vector<std::vector<User>> users_;  // of each line; some may have stopped using it
    std::vector<char> listed_;              // by edge
    std::vector<std::uint32_t> distance_;   // by line: moves away from something free
    std::uint32_t farthest_ = 0;
    std::vector<char> drained_;           // by line: nothing more comes to it at this distance
    std::vector<std::size_t> next_user_;  // lines x lines: where the search goes on
    std::vector<std::int64_t> used_before_;
};

}  // namespace aliquot
