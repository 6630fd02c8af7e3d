// The takers of a pool: its groups, and each recipient with limits of its own.
#include <algorithm>

#include "aliquot/sharing/exchange.hpp"

namespace aliquot {

Exchange::Exchange(const Pool& pool) : pool_{pool}, free_{pool.supply}, searched_(pool.lines(), 1) {
    for (const auto& set : pool.sets) {
        in_set_.emplace_back(pool.lines(), 0);
        for (const LineNumber j : set) in_set_.back()[j] = 1;
    }
    add_groups();
    if (!pool.pair_begin.empty() || !pool.set_room.empty() || !pool.weekly.empty())
        add_private_takers();
    add_keepers();
    used_.assign(line_.size(), 0);
    given_.assign(begin_.size() - 1, 0);
}

void Exchange::add_groups() {
    begin_.reserve(pool_.groups() + pool_.lines() + 1);
    begin_.assign(pool_.group_begin.begin(), pool_.group_begin.end());
    line_.reserve(pool_.group_lines.size() + pool_.lines());
    line_ = pool_.group_lines;
}

bool Exchange::has_own_limits(std::size_t i) const {
    if (!pool_.pair_begin.empty() && pool_.pair_begin[i] != pool_.pair_begin[i + 1]) return true;
    if (!pool_.weekly.empty() && pool_.weekly[i] < no_limit) return true;
    if (pool_.set_room.empty()) return false;
    const auto rooms = pool_.set_room.begin() + static_cast<std::ptrdiff_t>(i * pool_.sets.size());
    return std::any_of(rooms, rooms + static_cast<std::ptrdiff_t>(pool_.sets.size()),
                       [](std::int64_t room) { return room < no_limit; });
}

// Lines of which it may take nothing are left out.
void Exchange::add_private_takers() {
    taker_of_ = pool_.group;
    if (!pool_.pair_begin.empty()) most_.assign(line_.size(), no_limit);
    for (std::size_t i = 0; i < pool_.recipients(); ++i) {
        if (!has_own_limits(i)) continue;
        taker_of_[i] = static_cast<Taker>(begin_.size() - 1);
        owner_.push_back(static_cast<std::uint32_t>(i));
        std::uint64_t k = pool_.pair_begin.empty() ? 0 : pool_.pair_begin[i];
        const std::uint64_t end = pool_.pair_begin.empty() ? 0 : pool_.pair_begin[i + 1];
        for (const LineNumber j : pool_.lines_of(i)) {
            while (k < end && pool_.pair_line[k] < j) ++k;
            const std::int64_t most =
                k < end && pool_.pair_line[k] == j ? pool_.pair_most[k] : no_limit;
            if (most == 0) continue;
            line_.push_back(j);
            if (!most_.empty()) most_.push_back(most);
        }
        begin_.push_back(line_.size());
    }
}

void Exchange::add_keepers() {
    for (LineNumber j = 0; j < pool_.lines(); ++j) {
        line_.push_back(j);
        if (!most_.empty()) most_.push_back(no_limit);
        begin_.push_back(line_.size());
    }
}

}  // namespace aliquot
