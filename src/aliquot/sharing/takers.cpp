// The takers of a pool: each recipient whose own limits can bind, and its groups.
#include <numeric>

#include "aliquot/sharing/exchange.hpp"

namespace aliquot {

Exchange::Exchange(const Pool& pool, std::span<const std::int64_t> room)
    : pool_{pool},
      kind_begin_(pool.group_begin),
      kind_lines_(pool.group_lines.begin(),
                  pool.group_lines.begin() + static_cast<std::ptrdiff_t>(pool.group_begin.back())),
      free_{pool.supply},
      searched_(pool.lines(), 1) {
    if (!pool.pair_begin.empty() || !pool.set_room.empty() || !pool.weekly.empty())
        find_private_takers(room);
    for (const std::uint32_t i : owner_) kind_.push_back(pool.group[i]);
    for (std::uint32_t kind = 0; kind < pool.groups() + pool.lines(); ++kind) kind_.push_back(kind);
    for (LineNumber j = 0; j < pool.lines(); ++j) {
        kind_lines_.push_back(j);
        kind_begin_.push_back(static_cast<std::uint32_t>(kind_lines_.size()));
    }
    std::uint64_t edges = 0;
    begin_.reserve(kind_.size());
    for (Taker taker = 0; taker < kind_.size(); ++taker) {
        begin_.push_back(edges);
        edges += lines_of(taker).size();
    }
    used_.assign(edges, 0);
    given_.assign(kind_.size(), 0);
}

// In order of groups, so that neighbours may take the same lines.
void Exchange::find_private_takers(std::span<const std::int64_t> room) {
    limits_.emplace(pool_, room);
    std::vector<char> is_private(pool_.recipients());
    std::vector<Taker> next(pool_.groups() + 1, 0);
    for (std::size_t i = 0; i < pool_.recipients(); ++i) {
        is_private[i] = limits_->can_bind(i) ? 1 : 0;
        next[pool_.group[i] + 1] += is_private[i] ? 1U : 0U;
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    owner_.resize(next.back());
    if (owner_.empty()) return;
    const auto first_group = static_cast<Taker>(owner_.size());
    taker_of_.resize(pool_.recipients());
    for (std::uint32_t i = 0; i < pool_.recipients(); ++i) {
        taker_of_[i] = is_private[i] ? next[pool_.group[i]]++ : first_group + pool_.group[i];
        if (is_private[i]) owner_[taker_of_[i]] = i;
    }
    for (const std::uint32_t i : owner_) limits_->add_owner(i);
}

}  // namespace aliquot
