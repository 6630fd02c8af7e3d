// Recipient after recipient takes every combination of lines that its limits allow.
#include "sharing/every_sharing.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "sharing/turn.hpp"

namespace aliquot::testing {

namespace {

using Amounts = std::vector<std::int64_t>;  // by line

// Week by week, use what expires first; whatever expires unused was too much.
bool can_use_in_time(const Pool& pool, Amounts taken, std::int64_t weekly) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool any = false;
    for (std::size_t j = 0; j < taken.size(); ++j) {
        if (taken[j] == 0) continue;
        first = any ? std::min(first, pool.weeks[j].first) : pool.weeks[j].first;
        last = any ? std::max(last, pool.weeks[j].last) : pool.weeks[j].last;
        any = true;
    }
    for (std::uint32_t week = first; any && week <= last; ++week) {
        for (std::int64_t used = 0; used < weekly; ++used) {
            std::size_t soonest = taken.size();
            for (std::size_t j = 0; j < taken.size(); ++j)
                if (taken[j] > 0 && pool.weeks[j].first <= week && week <= pool.weeks[j].last &&
                    (soonest == taken.size() || pool.weeks[j].last < pool.weeks[soonest].last))
                    soonest = j;
            if (soonest == taken.size()) break;
            --taken[soonest];
        }
    }
    return std::all_of(taken.begin(), taken.end(), [](std::int64_t left) { return left == 0; });
}

bool allowed(const Pool& pool, std::size_t i, const Amounts& taken) {
    if (std::accumulate(taken.begin(), taken.end(), std::int64_t{0}) > pool.room[i]) return false;
    if (!pool.pair_begin.empty())
        for (std::uint64_t k = pool.pair_begin[i]; k < pool.pair_begin[i + 1]; ++k)
            if (taken[pool.pair_line[k]] > pool.pair_most[k]) return false;
    for (std::size_t k = 0; !pool.set_room.empty() && k < pool.sets.size(); ++k) {
        std::int64_t sum = 0;
        for (const LineNumber j : pool.sets[k]) sum += taken[j];
        if (sum > pool.set_room[i * pool.sets.size() + k]) return false;
    }
    return pool.weekly.empty() || pool.weekly[i] >= no_limit ||
           can_use_in_time(pool, taken, pool.weekly[i]);
}

// All that recipient i may take if the whole supply were its own.
std::vector<Amounts> every_taking(const Pool& pool, std::size_t i) {
    std::vector<Amounts> all{Amounts(pool.lines(), 0)};
    for (const LineNumber j : pool.lines_of(i)) {
        const std::size_t before = all.size();
        for (std::size_t a = 0; a < before; ++a)
            for (std::int64_t take = 1; take <= pool.supply[j]; ++take) {
                Amounts more = all[a];
                more[j] = take;
                all.push_back(std::move(more));
            }
    }
    std::erase_if(all, [&](const Amounts& taken) { return !allowed(pool, i, taken); });
    return all;
}

bool within_districts(const Pool& pool, const Given& given) {
    Amounts in(pool.districts.size(), 0);
    for (std::size_t i = 0; i < pool.district.size(); ++i)
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent) in[*d] += given[i];
    for (std::size_t d = 0; d < in.size(); ++d)
        if (in[d] > pool.districts[d].most) return false;
    return true;
}

void keep_different(std::vector<std::vector<std::int64_t>>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

// What can be left of each line, followed by what each recipient was given.
std::vector<std::vector<std::int64_t>> every_outcome(const Pool& pool) {
    const std::size_t m = pool.lines();
    std::vector<std::vector<std::int64_t>> states{pool.supply};
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        const std::vector<Amounts> takings = every_taking(pool, i);
        std::vector<std::vector<std::int64_t>> next;
        for (const auto& state : states)
            for (const Amounts& taken : takings) {
                bool enough = true;
                for (std::size_t j = 0; j < m && enough; ++j) enough = taken[j] <= state[j];
                if (!enough) continue;
                auto after = state;
                for (std::size_t j = 0; j < m; ++j) after[j] -= taken[j];
                after.push_back(std::accumulate(taken.begin(), taken.end(), std::int64_t{0}));
                next.push_back(std::move(after));
            }
        keep_different(next);
        states = std::move(next);
    }
    return states;
}

}  // namespace

std::vector<Given> every_given(const Pool& pool) {
    const auto m = static_cast<std::ptrdiff_t>(pool.lines());
    std::vector<Given> all;
    for (const auto& outcome : every_outcome(pool))
        all.emplace_back(outcome.begin() + m, outcome.end());
    std::erase_if(all, [&](const Given& given) { return !within_districts(pool, given); });
    keep_different(all);
    return all;
}

std::vector<std::int64_t> least_left_of_first_lines(const Pool& pool, const Given& given) {
    const auto m = static_cast<std::ptrdiff_t>(pool.lines());
    // Ascending, so that the first that fits leaves the least of the first lines.
    for (const auto& outcome : every_outcome(pool))
        if (std::equal(outcome.begin() + m, outcome.end(), given.begin(), given.end()))
            return {outcome.begin(), outcome.begin() + m};
    return {};
}

namespace {

// -1, 0, 1: the sorted list of coverages of a is lexicographically smaller, equal, larger.
int compare_coverages(const Pool& pool, const Given& a, const Given& b) {
    const auto sorted = [&pool](const Given& given) {
        std::vector<Turn> coverages;
        for (std::size_t i = 0; i < given.size(); ++i)
            coverages.push_back({pool.held[i] + given[i], pool.weight[i], 0});
        std::sort(coverages.begin(), coverages.end(), [](const Turn& x, const Turn& y) {
            return Wide128{x.covered} * y.weight < Wide128{y.covered} * x.weight;
        });
        return coverages;
    };
    const auto of_a = sorted(a);
    const auto of_b = sorted(b);
    for (std::size_t p = 0; p < of_a.size(); ++p) {
        const Wide128 left = Wide128{of_a[p].covered} * of_b[p].weight;
        const Wide128 right = Wide128{of_b[p].covered} * of_a[p].weight;
        if (left != right) return left < right ? -1 : 1;
    }
    return 0;
}

// Whether the courses of a, each in its turn, come before those of b.
bool comes_in_earlier_turns(const Pool& pool, const Given& a, const Given& b) {
    const auto turns = [&pool](const Given& given) {
        std::vector<Turn> all;
        for (std::size_t i = 0; i < given.size(); ++i)
            for (std::int64_t k = 0; k < given[i]; ++k) all.push_back(turn_of(pool, i, k));
        std::sort(all.begin(), all.end(), comes_before);
        return all;
    };
    const auto of_a = turns(a);
    const auto of_b = turns(b);
    for (std::size_t p = 0; p < std::min(of_a.size(), of_b.size()); ++p) {
        if (comes_before(of_a[p], of_b[p])) return true;
        if (comes_before(of_b[p], of_a[p])) return false;
    }
    return of_a.size() > of_b.size();
}

}  // namespace

Given best_of(const Pool& pool, const std::vector<Given>& all) {
    const Given* best = &all.front();
    for (const Given& each : all) {
        const int compared = compare_coverages(pool, each, *best);
        if (compared > 0 || (compared == 0 && comes_in_earlier_turns(pool, each, *best)))
            best = &each;
    }
    return *best;
}

}  // namespace aliquot::testing
