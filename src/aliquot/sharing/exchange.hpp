// Who takes what from which line, and how courses move between lines so that all demands fit.
//
// Recipients that lines cannot tell apart flow together as one taker; a recipient with limits of
// its own is a taker by itself. A taker that uses line a and could use line b instead moves what
// is free from b to a. So the search for a way to serve a demand visits lines only, of which there
// are few, however many recipients there are.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "aliquot/sharing/pool.hpp"

namespace aliquot {

using Taker = std::uint32_t;

class Exchange {
public:
    explicit Exchange(const Pool& pool);

    // All but the keepers.
    [[nodiscard]] std::size_t takers() const { return pool_.groups() + owner_.size(); }
    [[nodiscard]] Taker taker_of(std::size_t recipient) const {
        return taker_of_.empty() ? pool_.group[recipient] : taker_of_[recipient];
    }
    // Of one recipient with limits of its own; otherwise it stands for a group's other members.
    [[nodiscard]] bool is_private(Taker taker) const {
        return taker >= pool_.groups() && taker < pool_.groups() + owner_.size();
    }

    [[nodiscard]] std::int64_t given(Taker taker) const { return given_[taker]; }
    [[nodiscard]] std::int64_t free(LineNumber line) const { return free_[line]; }

    // The part of a taker's use that lies on one line.
    struct Use {
        LineNumber line;
        std::int64_t courses;
    };
    [[nodiscard]] std::size_t uses(Taker taker) const { return begin_[taker + 1] - begin_[taker]; }
    [[nodiscard]] Use use(Taker taker, std::size_t k) const {
        return {line_[begin_[taker] + k], used_[begin_[taker] + k]};
    }

    // The most that a taker can be given of the lines marked, by its own limits, with what it has
    // of other lines kept.
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
        std::vector<Taker> takers;  // unserved, and users of the lines
    };
    [[nodiscard]] Bottleneck bottleneck(std::span<const Taker> takers,
                                        std::span<const std::int64_t> demand);

private:
    using Edge = std::uint64_t;  // a taker and one of its lines
    struct User {
        Taker taker;
        Edge edge;
    };
    static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
    static constexpr Edge none = std::numeric_limits<Edge>::max();

    void add_groups();
    void add_private_takers();
    void add_keepers();
    [[nodiscard]] bool has_own_limits(std::size_t recipient) const;
    [[nodiscard]] std::span<const LineNumber> lines_of(Taker taker) const {
        return {line_.data() + begin_[taker], begin_[taker + 1] - begin_[taker]};
    }

    // How many courses more of `edge` a taker can be given if it gives up as many of `instead`.
    [[nodiscard]] std::int64_t room_for(Taker taker, Edge edge, Edge instead) const;
    [[nodiscard]] std::int64_t room_in_sets(Taker taker, Edge edge, Edge instead) const;
    [[nodiscard]] std::int64_t room_in_weeks(Taker taker, Edge edge, Edge instead) const;
    [[nodiscard]] Edge edge_of(Taker taker, LineNumber line) const;

    void give(Taker taker, Edge edge, std::int64_t courses);
    void take_back(Taker taker, std::int64_t courses);
    void give_what_is_free(Taker taker, std::int64_t wanted);
    void list_users();
    [[nodiscard]] bool measure_distances();
    [[nodiscard]] bool reaches_distance(LineNumber line, std::uint32_t distance);
    std::int64_t draw(LineNumber line, std::int64_t wanted);

    struct UsedInWeeks {
        Weeks weeks;
        std::int64_t used;
    };

    const Pool& pool_;
    mutable std::vector<UsedInWeeks> in_weeks_;  // of the taker that is looked at
    std::vector<std::vector<char>> in_set_;      // sets x lines
    std::vector<Taker> taker_of_;                // by recipient; empty: its group
    // Takers are the groups, then the private ones, then a keeper for each line, who takes what
    // is to be left over.
    std::vector<std::uint32_t> owner_;  // the recipient of each private taker
    std::vector<Edge> begin_{0};        // edges of each taker
    std::vector<LineNumber> line_;      // by edge
    std::vector<std::int64_t> most_;    // by edge; empty: no pair has a limit
    std::vector<std::int64_t> used_;    // by edge
    std::vector<std::int64_t> given_;   // by taker
    std::vector<std::int64_t> free_;    // by line

    std::vector<char> searched_;
    bool users_listed_ = false;
    std::vector<std::vector<User>> users_;  // of each line; some may have stopped using it
    std::vector<char> listed_;              // by edge
    std::vector<std::uint32_t> distance_;   // by line: moves away from something free
    std::vector<std::size_t> next_user_;    // lines x lines: where the search goes on
};

}  // namespace aliquot
