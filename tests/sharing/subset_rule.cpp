// Hall's conditions over all subsets of lines, and the levels at which they break.
#include "sharing/subset_rule.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sharing/turn.hpp"

namespace aliquot::testing {

namespace {

// The amount, within the limit if it is one.
std::int64_t within(std::int64_t amount, std::int64_t limit) {
    return limit >= no_limit ? amount : std::min(amount, limit);
}

// What fits through the sets: smaller sets first, what passes is kept with the set's first line.
std::int64_t through_sets(const Pool& pool, std::size_t i, std::vector<std::int64_t> offered) {
    std::vector<std::size_t> order(pool.set_room.empty() ? 0 : pool.sets.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&pool](std::size_t a, std::size_t b) {
        return pool.sets[a].size() < pool.sets[b].size();
    });
    for (const std::size_t k : order) {
        std::int64_t sum = 0;
        for (const LineNumber j : pool.sets[k]) sum += std::exchange(offered[j], 0);
        if (!pool.sets[k].empty())
            offered[pool.sets[k].front()] = within(sum, pool.set_room[i * pool.sets.size() + k]);
    }
    return std::accumulate(offered.begin(), offered.end(), std::int64_t{0});
}

// What can be used in time, stretch of weeks after stretch of weeks, soonest expiry first.
std::int64_t within_weeks(const Pool& pool, std::size_t i, std::vector<std::int64_t> offered) {
    std::vector<std::int64_t> edges;  // weeks at which a line arrives or has just expired
    std::vector<std::size_t> soonest(offered.size());
    std::iota(soonest.begin(), soonest.end(), std::size_t{0});
    std::stable_sort(soonest.begin(), soonest.end(), [&pool](std::size_t a, std::size_t b) {
        return pool.weeks[a].last < pool.weeks[b].last;
    });
    for (const Weeks& each : pool.weeks) {
        edges.push_back(each.first);
        edges.push_back(std::int64_t{each.last} + 1);
    }
    std::sort(edges.begin(), edges.end());
    std::int64_t used = 0;
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        Wide128 can_use = Wide128{pool.weekly[i]} * (edges[e + 1] - edges[e]);
        for (const std::size_t j : soonest) {
            if (pool.weeks[j].first > edges[e] || pool.weeks[j].last < edges[e]) continue;
            const auto now = static_cast<std::int64_t>(std::min<Wide128>(offered[j], can_use));
            offered[j] -= now;
            can_use -= now;
            used += now;
        }
    }
    return used;
}

}  // namespace

std::int64_t most_from(const Pool& pool, std::size_t i, const std::vector<bool>& from,
                       std::int64_t no_more_than) {
    const auto lines = pool.lines_of(i);
    std::vector<std::int64_t> offered(pool.lines(), 0);
    // So much of each line that the sum of all is certainly enough, and certainly fits.
    for (const LineNumber j : lines)
        if (from[j]) offered[j] = std::min(pool.supply[j], no_more_than);
    if (!pool.pair_begin.empty())
        for (std::uint64_t k = pool.pair_begin[i]; k < pool.pair_begin[i + 1]; ++k)
            offered[pool.pair_line[k]] = within(offered[pool.pair_line[k]], pool.pair_most[k]);
    const bool by_week = !pool.weekly.empty() && pool.weekly[i] < no_limit;
    const std::int64_t fits =
        by_week ? within_weeks(pool, i, offered) : through_sets(pool, i, offered);
    return within(std::min(fits, no_more_than), pool.room[i]);
}

namespace {

class Levels {
public:
    explicit Levels(const Pool& pool)
        : pool_{pool},
          n_{pool.recipients()},
          all_{(std::size_t{1} << pool.lines()) - 1},
          supply_of_(all_ + 1, 0),
          most_(n_ * (all_ + 1), 0),
          given_(n_, 0),
          stopped_(n_, false) {
        const auto total = std::accumulate(pool.supply.begin(), pool.supply.end(), std::int64_t{0});
        for (std::size_t lines = 0; lines <= all_; ++lines) {
            std::vector<bool> in(pool.lines());
            for (std::size_t j = 0; j < pool.lines(); ++j) {
                in[j] = (lines >> j & 1) != 0;
                if (in[j]) supply_of_[lines] += pool.supply[j];
            }
            for (std::size_t i = 0; i < n_; ++i)
                most_[i * (all_ + 1) + lines] = most_from(pool, i, in, total);
        }
    }

    std::vector<std::int64_t> given() {
        while (std::find(stopped_.begin(), stopped_.end(), false) != stopped_.end()) raise();
        return given_;
    }

private:
    [[nodiscard]] std::int64_t most(std::size_t i, std::size_t lines) const {
        return most_[i * (all_ + 1) + lines];
    }

    [[nodiscard]] bool can_be_given(const std::vector<std::int64_t>& amounts) const {
        for (std::size_t lines = 0; lines <= all_; ++lines) {
            Wide128 must = 0;
            for (std::size_t i = 0; i < n_; ++i)
                must += std::max<std::int64_t>(0, amounts[i] - most(i, all_ ^ lines));
            if (must > supply_of_[lines]) return false;
        }
        std::vector<Wide128> in(pool_.districts.size(), 0);
        for (std::size_t i = 0; i < pool_.district.size(); ++i)
            for (auto d = pool_.district[i]; d; d = pool_.districts[*d].parent)
                in[*d] += amounts[i];
        for (std::size_t d = 0; d < in.size(); ++d)
            if (pool_.districts[d].most < no_limit && in[d] > pool_.districts[d].most) return false;
        return true;
    }

    // What everybody has been given when the turn `last` has been served.
    [[nodiscard]] std::vector<std::int64_t> served_up_to(const Turn& last) const {
        std::vector<std::int64_t> amounts = given_;
        for (std::size_t i = 0; i < n_; ++i) {
            if (stopped_[i]) continue;
            // The first turn of i that comes after `last`, counted from what it holds.
            const Wide128 reached = Wide128{last.covered} * pool_.weight[i];
            Wide128 turns = (reached + last.weight - 1) / last.weight - pool_.held[i];
            turns = std::clamp<Wide128>(turns, 0, most(i, all_) + 1);
            const auto at = static_cast<std::int64_t>(turns);
            const bool served = !comes_before(last, turn_of(pool_, i, at));
            amounts[i] = std::min(most(i, all_), at + (served ? 1 : 0));
        }
        return amounts;
    }

    // The first of i's turns before `end` with which something breaks: its number, or `end`.
    [[nodiscard]] std::int64_t first_to_break(std::size_t i, std::int64_t end) const {
        const auto fine = [&](std::int64_t turn) {
            return can_be_given(served_up_to(turn_of(pool_, i, turn)));
        };
        if (end <= given_[i] || fine(end - 1)) return end;
        std::int64_t good = given_[i];
        std::int64_t bad = end - 1;
        while (good < bad) {
            const std::int64_t middle = good + (bad - good) / 2;
            if (fine(middle))
                good = middle + 1;
            else
                bad = middle;
        }
        return bad;
    }

    // Up to the first turn that cannot be served; whoever cannot be given more stops there.
    void raise() {
        bool breaks = false;
        Turn earliest{};
        std::size_t whose = 0;
        for (std::size_t i = 0; i < n_; ++i) {
            if (stopped_[i]) continue;
            const std::int64_t end = breaks ? served_up_to(earliest)[i] : most(i, all_);
            const std::int64_t turn = first_to_break(i, end);
            if (turn == end) continue;
            earliest = turn_of(pool_, i, turn);
            whose = i;
            breaks = true;
        }
        if (!breaks) {
            for (std::size_t i = 0; i < n_; ++i)
                if (!stopped_[i]) given_[i] = most(i, all_);
            stopped_.assign(n_, true);
            return;
        }
        given_ = served_up_to(earliest);
        --given_[whose];
        for (std::size_t i = 0; i < n_; ++i) {
            if (stopped_[i]) continue;
            auto more = given_;
            ++more[i];
            stopped_[i] = given_[i] == most(i, all_) || !can_be_given(more);
        }
    }

    const Pool& pool_;
    std::size_t n_;
    std::size_t all_;  // the set of all lines, one bit each
    std::vector<std::int64_t> supply_of_;
    std::vector<std::int64_t> most_;  // by recipient and set of lines
    std::vector<std::int64_t> given_;
    std::vector<bool> stopped_;
};

}  // namespace

std::vector<std::int64_t> given_by_subsets(const Pool& pool) {
    return Levels{pool}.given();
}

}  // namespace aliquot::testing
