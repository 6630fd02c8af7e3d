// Equal coverage by bisection over levels of coverage and a flow that is kept between them.
#include "aliquot/allocation/equal_coverage.hpp"

#include <algorithm>
#include <vector>

#include "aliquot/allocation/supply_network.hpp"

namespace aliquot {

namespace {

// Coverage as a whole number of 2^-48 of the weight. Levels only skip ahead: with weights below
// 2^48 a claim gains at most one course from one level to the next, and those last courses are
// placed one by one in exact order.
using Level = Wide;
constexpr int level_bits = 48;
constexpr std::int64_t heaviest = std::int64_t{1} << level_bits;

class Filling {
public:
    explicit Filling(const Problem& problem)
        : problem_{problem},
          network_{problem},
          given_(problem.claims.size(), 0),
          frozen_(problem.claims.size(), false) {
        for (const Claim& claim : problem.claims) {
            ALIQUOT_CHECK(claim.weight > People{0} && claim.weight.value() < heaviest);
            ALIQUOT_CHECK(claim.held.value() <= Claim::unlimited);
            ALIQUOT_CHECK(claim.room.value() <= Claim::unlimited);
        }
    }

    std::vector<std::int64_t> run() {
        freeze_the_stuck();
        Level level = -1;  // nobody has been given anything
        while (!all_frozen()) {
            level = highest_affordable(level);
            raise_to(level);
            place_one_by_one(level + 1);
            freeze_the_stuck();
            ++level;
        }
        return given_;
    }

private:
    // The courses this claim has been given when every course that starts from a coverage within
    // `level` has been handed out.
    [[nodiscard]] std::int64_t demand(std::size_t i, Level level) const {
        if (frozen_[i]) return given_[i];
        const Claim& claim = problem_.claims[i];
        // Above its own highest level a claim wants no more; there the product would not fit.
        if (level >= level_of_room(claim)) return std::max(claim.room.value(), given_[i]);
        const Wide reached = (level * claim.weight.value()) >> level_bits;
        const Wide wanted = reached + 1 - claim.held.value();
        return static_cast<std::int64_t>(
            std::clamp<Wide>(wanted, given_[i], std::max(claim.room.value(), given_[i])));
    }

    [[nodiscard]] std::vector<std::int64_t> demands(Level level) const {
        std::vector<std::int64_t> all(given_.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = demand(i, level);
        return all;
    }

    // Where a claim has been given its last course.
    static Level level_of_room(const Claim& claim) {
        return ((Wide{claim.held.value()} + claim.room.value()) << level_bits) /
                   claim.weight.value() +
               1;
    }

    [[nodiscard]] Level level_of_all_rooms() const {
        Level highest = 0;
        for (const Claim& claim : problem_.claims)
            highest = std::max(highest, level_of_room(claim));
        return highest;
    }

    // By bisection; every level found affordable is kept as the starting point of the next try.
    Level highest_affordable(Level affordable) {
        Level too_high = std::max(level_of_all_rooms(), affordable) + 1;
        while (too_high - affordable > 1) {
            const Level middle = affordable + (too_high - affordable) / 2;
            if (network_.raise(demands(middle)))
                affordable = middle;
            else
                too_high = middle;
        }
        return affordable;
    }

    void raise_to(Level level) {
        given_ = demands(level);
        ALIQUOT_CHECK(network_.raise(given_));
    }

    // The next course of each claim that is covered within `level`, in exact order of coverage;
    // a claim that cannot be given its course can never be given one again.
    void place_one_by_one(Level level) {
        std::vector<std::size_t> next;
        for (std::size_t i = 0; i < given_.size(); ++i)
            if (demand(i, level) > given_[i]) next.push_back(i);
        std::ranges::sort(next, [&](std::size_t a, std::size_t b) { return goes_first(a, b); });
        for (const std::size_t i : next) {
            if (network_.raise_by_one(i))
                ++given_[i];
            else
                frozen_[i] = true;
        }
    }

    [[nodiscard]] bool goes_first(std::size_t a, std::size_t b) const {
        const Claim& left = problem_.claims[a];
        const Claim& right = problem_.claims[b];
        const auto order = Coverage{left.held + Courses{given_[a]}, left.weight} <=>
                           Coverage{right.held + Courses{given_[b]}, right.weight};
        if (std::is_neq(order)) return std::is_lt(order);
        if (left.weight != right.weight) return left.weight < right.weight;
        return left.tie_rank < right.tie_rank;
    }

    void freeze_the_stuck() {
        const std::vector<bool> more = network_.could_get_more();
        for (std::size_t i = 0; i < given_.size(); ++i)
            if (!more[i] || given_[i] >= problem_.claims[i].room.value()) frozen_[i] = true;
    }

    [[nodiscard]] bool all_frozen() const {
        return std::ranges::all_of(frozen_, [](bool frozen) { return frozen; });
    }

    const Problem& problem_;
    SupplyNetwork network_;
    std::vector<std::int64_t> given_;
    std::vector<bool> frozen_;
};

}  // namespace

Grid<Courses> equal_coverage(const Problem& problem) {
    return canonical_plan(problem, Filling{problem}.run());
}

}  // namespace aliquot
