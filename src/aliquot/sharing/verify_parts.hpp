// What the checker's parts share: units of coverage, one recipient's own limits, a list of faults.
#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "aliquot/core/wide.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot::checking {

inline constexpr std::int64_t unlimited = std::int64_t{1} << 62;  // above any sum of supply

// One course on its way to a recipient that holds `covered`: those with the smaller covered/weight
// go first, of equals the smaller weight, then the smaller rank.
struct Unit {
    std::int64_t covered = 0;
    std::int64_t weight = 0;  // 0: no course at all, before every other
    std::uint64_t rank = 0;
    std::uint32_t recipient = 0;

    [[nodiscard]] bool before(const Unit& other) const {
        if (weight == 0 || other.weight == 0) return weight < other.weight;
        const Wide left = Wide{covered} * other.weight;
        const Wide right = Wide{other.covered} * weight;
        if (left != right) return left < right;
        if (weight != other.weight) return weight < other.weight;
        return rank < other.rank;
    }
};

inline Unit next_unit(const Pool& pool, const Shares& shares, std::size_t i) {
    return {pool.held[i] + shares.given[i], pool.weight[i], pool.rank(i),
            static_cast<std::uint32_t>(i)};
}
inline Unit last_unit(const Pool& pool, const Shares& shares, std::size_t i) {
    Unit unit = next_unit(pool, shares, i);
    --unit.covered;
    return unit;
}

using Portions = std::span<const Portion>;

// Walks the portions recipient by recipient. Requires: sorted by recipient.
class PortionsInOrder {
public:
    explicit PortionsInOrder(const std::vector<Portion>& all) : all_{all} {}

    [[nodiscard]] Portions of(std::size_t recipient) {
        const std::size_t begin = at_;
        while (at_ < all_.size() && all_[at_].recipient == recipient) ++at_;
        return {all_.data() + begin, at_ - begin};
    }

private:
    const std::vector<Portion>& all_;
    std::size_t at_ = 0;
};

// Courses of a line that wait to be used in certain weeks.
struct Waiting {
    Weeks weeks;
    std::int64_t courses;
};

// The most of `waiting` that can be used with so many courses a week.
[[nodiscard]] std::int64_t most_used(std::int64_t weekly, std::vector<Waiting> waiting);

// The limits that single recipients have on lines, besides their room.
class OwnLimits {
public:
    explicit OwnLimits(const Pool& pool);

    [[nodiscard]] bool any(std::size_t i) const {
        return (has_pairs_ && pool_.pair_begin[i] != pool_.pair_begin[i + 1]) ||
               (has_sets_ && in_sets(i)) || (has_weeks_ && pool_.weekly[i] < no_limit);
    }
    [[nodiscard]] std::int64_t room(std::size_t i) const {
        return pool_.room[i] < no_limit ? pool_.room[i] : unlimited;
    }
    [[nodiscard]] std::int64_t pair_most(std::size_t i, LineNumber line) const;
    [[nodiscard]] std::int64_t set_room(std::size_t i, std::size_t set) const;
    [[nodiscard]] std::int64_t weekly(std::size_t i) const;
    [[nodiscard]] const std::vector<std::uint32_t>& sets_of(LineNumber line) const {
        return sets_of_line_[line];
    }

    // The most that i could take of the lines marked in `keep` (by place in lines_of(i)), if
    // nobody else took any and there were enough of each.
    [[nodiscard]] std::int64_t most_from(std::size_t i, const std::vector<bool>& keep) const;

    // Can i take so many courses of each line (by place in lines_of(i))?
    [[nodiscard]] bool fits(std::size_t i, const std::vector<std::int64_t>& courses) const;

private:
    [[nodiscard]] bool in_sets(std::size_t i) const;

    const Pool& pool_;
    bool has_pairs_;
    bool has_sets_;
    bool has_weeks_;
    std::vector<std::vector<std::uint32_t>> sets_of_line_;
};

// i's portions as courses by place in lines_of(i).
[[nodiscard]] std::vector<std::int64_t> courses_by_place(const Pool& pool, std::size_t i,
                                                         Portions portions);

// Keeps the worst faults of each kind and counts all.
class Findings {
public:
    // `unit` says how early its recipient would come: of one kind, the earliest is the worst.
    void add(Fault fault, Unit unit = {});

    [[nodiscard]] bool empty() const { return count_ == 0; }
    // In the order of the kinds; words are made for those that are named.
    [[nodiscard]] std::vector<Fault> take(const Pool& pool, const Shares& shares,
                                          const Names& names) &&;

private:
    struct Found {
        Fault fault;
        Unit unit;
        [[nodiscard]] bool worse(const Found& other) const;
    };
    static constexpr std::size_t kinds = static_cast<std::size_t>(FaultKind::more_faults);

    std::array<std::vector<Found>, kinds> found_;
    std::int64_t count_ = 0;
};

[[nodiscard]] std::string words_of(const Pool& pool, const Shares& shares, const Names& names,
                                   const Fault& fault);

// Districts with their limit reached stop their members as own room would.
class FullDistricts {
public:
    FullDistricts(const Pool& pool, const Shares& shares);

    // The innermost full district that the recipient is in.
    [[nodiscard]] std::optional<std::uint32_t> around(std::size_t i) const {
        if (stop_.empty() || !pool_.district[i]) return std::nullopt;
        return stop_[*pool_.district[i]];
    }
    // The last course handed out in a full district.
    [[nodiscard]] const Unit& last_in(std::uint32_t district) const { return last_[district]; }

private:
    const Pool& pool_;
    std::vector<std::optional<std::uint32_t>> stop_;
    std::vector<Unit> last_;
};

void find_infeasible(const Pool& pool, const Shares& shares, Findings& findings);
void find_unfair_by_levels(const Pool& pool, const Shares& shares, Findings& findings);
void find_exchanges(const Pool& pool, const Shares& shares, Findings& findings);

}  // namespace aliquot::checking
