// The limits of single recipients, as limits on lines together.
#include "aliquot/sharing/own_limits.hpp"

#include <algorithm>
#include <limits>

namespace aliquot {

namespace {

// More than any sum of supplies.
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max() / 2;

std::int64_t or_unlimited(std::int64_t most) {
    return most >= no_limit ? unlimited : most;
}

// What a limit comes to for a recipient of this weekly limit and these rooms for sets.
std::int64_t most(const auto& limit, std::int64_t weekly, const std::int64_t* set_room) {
    if (!limit.weekly) return or_unlimited(set_room[limit.set_or_weeks]);
    return weekly >= no_limit ? unlimited : weekly * limit.set_or_weeks;
}

// Whether some week parts the lines into earlier and later ones. Then what the two parts may hold
// is no more than what they may hold together.
bool falls_apart(std::span<const Weeks> inside) {
    return std::ranges::any_of(inside, [&](const Weeks& cut) {
        bool some_earlier = false;
        for (const Weeks& each : inside) {
            if (each.first < cut.first && each.last >= cut.first) return false;
            some_earlier = some_earlier || each.first < cut.first;
        }
        return some_earlier;
    });
}

}  // namespace

OwnLimits::OwnLimits(const Pool& pool, std::span<const std::int64_t> room)
    : pool_{pool}, room_{room} {
    for (std::size_t g = 0; g < pool.groups(); ++g) add_limits_of(g);
}

void OwnLimits::add_limits_of(std::size_t group) {
    const auto lines = pool_.lines_of_group(group);
    const std::size_t first = limits_.size();
    for (std::uint32_t k = 0; !pool_.set_room.empty() && k < pool_.sets.size(); ++k) {
        std::vector<char> inside(lines.size(), 0);
        for (std::size_t p = 0; p < lines.size(); ++p)
            inside[p] = std::ranges::find(pool_.sets[k], lines[p]) != pool_.sets[k].end() ? 1 : 0;
        add_limit(lines, std::move(inside), k, false);
    }
    if (!pool_.weekly.empty()) add_stretches(lines);
    begin_.push_back(static_cast<std::uint32_t>(limits_.size()));
    for (std::size_t p = 0; p < lines.size(); ++p) {
        for (std::size_t k = first; k < limits_.size(); ++k)
            if (inside_[limits_[k].inside + p]) holding_.push_back(static_cast<std::uint32_t>(k));
        holding_begin_.push_back(static_cast<std::uint32_t>(holding_.size()));
    }
}

// The stretches from the first week of a line to the last week of a line, but for those of which
// shorter ones say as much.
void OwnLimits::add_stretches(std::span<const LineNumber> lines) {
    std::vector<std::uint32_t> firsts;
    std::vector<std::uint32_t> lasts;
    for (const LineNumber j : lines) {
        firsts.push_back(pool_.weeks[j].first);
        lasts.push_back(pool_.weeks[j].last);
    }
    for (auto* ends : {&firsts, &lasts}) {
        std::ranges::sort(*ends);
        const auto repeated = std::ranges::unique(*ends);
        ends->erase(repeated.begin(), repeated.end());
    }
    for (const std::uint32_t first : firsts)
        for (const std::uint32_t last : lasts) {
            std::vector<char> inside(lines.size(), 0);
            std::vector<Weeks> weeks;
            bool begins = false;
            bool ends = false;
            for (std::size_t p = 0; p < lines.size(); ++p) {
                const Weeks& each = pool_.weeks[lines[p]];
                if (each.first < first || each.last > last) continue;
                inside[p] = 1;
                weeks.push_back(each);
                begins = begins || each.first == first;
                ends = ends || each.last == last;
            }
            if (begins && ends && !falls_apart(weeks))
                add_limit(lines, std::move(inside), last - first + 1, true);
        }
}

void OwnLimits::add_limit(std::span<const LineNumber> lines, std::vector<char> inside,
                          std::uint32_t set_or_weeks, bool weekly) {
    Limit limit{.set_or_weeks = set_or_weeks,
                .first_place = static_cast<std::uint32_t>(places_.size()),
                .end_place = 0,
                .inside = inside_.size(),
                .supply = 0,
                .weekly = weekly};
    for (std::uint32_t p = 0; p < lines.size(); ++p) {
        if (!inside[p]) continue;
        places_.push_back(p);
        limit.supply += pool_.supply[lines[p]];
    }
    limit.end_place = static_cast<std::uint32_t>(places_.size());
    if (limit.first_place == limit.end_place) return;
    inside_.insert(inside_.end(), inside.begin(), inside.end());
    limits_.push_back(limit);
}

std::int64_t OwnLimits::pair_most(std::size_t recipient, LineNumber line) const {
    if (pool_.pair_begin.empty()) return unlimited;
    const auto begin = pool_.pair_line.begin();
    const auto first = begin + static_cast<std::ptrdiff_t>(pool_.pair_begin[recipient]);
    const auto end = begin + static_cast<std::ptrdiff_t>(pool_.pair_begin[recipient + 1]);
    const auto found = std::lower_bound(first, end, line);
    if (found == end || *found != line) return unlimited;
    return or_unlimited(pool_.pair_most[static_cast<std::size_t>(found - begin)]);
}

bool OwnLimits::can_bind(std::size_t i) const {
    // Who has all there is still counts as left wanting, unless its room ends there.
    const auto binds = [&](std::int64_t most, std::int64_t supply) {
        return most <= supply && most < room_[i];
    };
    const std::size_t group = pool_.group[i];
    if (!pool_.pair_begin.empty() && pool_.pair_begin[i] != pool_.pair_begin[i + 1])
        for (const LineNumber j : pool_.lines_of_group(group))
            if (binds(pair_most(i, j), pool_.supply[j])) return true;
    const std::int64_t weekly = pool_.weekly.empty() ? no_limit : pool_.weekly[i];
    for (std::size_t k = begin_[group]; k < begin_[group + 1]; ++k)
        if (binds(most(limits_[k], weekly, pool_.set_room.data() + i * pool_.sets.size()),
                  limits_[k].supply))
            return true;
    return false;
}

void OwnLimits::add_owner(std::size_t i) {
    if (!pool_.set_room.empty()) {
        const auto begin =
            pool_.set_room.begin() + static_cast<std::ptrdiff_t>(i * pool_.sets.size());
        set_room_.insert(set_room_.end(), begin,
                         begin + static_cast<std::ptrdiff_t>(pool_.sets.size()));
    }
    if (!pool_.weekly.empty()) weekly_.push_back(pool_.weekly[i]);
    if (!pool_.pair_begin.empty())
        for (const LineNumber j : pool_.lines_of(i)) pair_most_.push_back(pair_most(i, j));
}

std::int64_t OwnLimits::room(const Asked& asked, std::uint32_t place, std::uint32_t instead) const {
    std::int64_t room =
        pair_most_.empty() ? unlimited : pair_most_[asked.first_edge + place] - asked.used[place];
    const std::int64_t weekly = weekly_.empty() ? no_limit : weekly_[asked.owner];
    const std::int64_t* set_room = set_room_.data() + asked.owner * pool_.sets.size();
    const std::size_t at = pool_.group_begin[asked.group] + place;
    for (std::size_t h = holding_begin_[at]; h < holding_begin_[at + 1]; ++h) {
        const Limit& limit = limits_[holding_[h]];
        if (instead != nothing && inside_[limit.inside + instead]) continue;
        std::int64_t left = most(limit, weekly, set_room);
        for (std::size_t p = limit.first_place; p < limit.end_place; ++p)
            left -= asked.used[places_[p]];
        room = std::min(room, left);
    }
    return room;
}

}  // namespace aliquot
