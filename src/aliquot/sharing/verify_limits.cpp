// What one recipient could take, for the checker: pair limits, rooms of sets, weeks, districts.
#include "aliquot/sharing/verify_parts.hpp"

namespace aliquot::checking {

namespace {

std::int64_t at_most_unlimited(Wide courses) {
    return courses < unlimited ? static_cast<std::int64_t>(courses) : unlimited;
}

}  // namespace

// Week by week, what expires first is used first: no other order uses more (Glover 1967). Between
// two days on which a line arrives or expires all weeks are alike.
std::int64_t most_used(std::int64_t weekly, std::vector<Waiting> waiting) {
    std::ranges::sort(waiting, {}, [](const Waiting& each) { return each.weeks.last; });
    std::vector<std::uint64_t> changes;
    for (const Waiting& each : waiting) {
        changes.push_back(each.weeks.first);
        changes.push_back(std::uint64_t{each.weeks.last} + 1);
    }
    std::ranges::sort(changes);
    Wide used = 0;
    for (std::size_t k = 0; k + 1 < changes.size(); ++k) {
        std::int64_t free =
            at_most_unlimited(Wide{weekly} * static_cast<Wide>(changes[k + 1] - changes[k]));
        for (Waiting& each : waiting) {
            if (each.weeks.first > changes[k] || each.weeks.last < changes[k]) continue;
            const std::int64_t now = std::min(free, each.courses);
            each.courses -= now;
            free -= now;
            used += now;
        }
    }
    return at_most_unlimited(used);
}

OwnLimits::OwnLimits(const Pool& pool)
    : pool_{pool},
      has_pairs_{!pool.pair_line.empty()},
      has_sets_{!pool.set_room.empty()},
      has_weeks_{!pool.weekly.empty()},
      sets_of_line_(pool.lines()) {
    for (std::size_t k = 0; k < pool.sets.size(); ++k)
        for (const LineNumber line : pool.sets[k])
            sets_of_line_[line].push_back(static_cast<std::uint32_t>(k));
}

bool OwnLimits::in_sets(std::size_t i) const {
    for (std::size_t k = 0; k < pool_.sets.size(); ++k)
        if (set_room(i, k) < unlimited) return true;
    return false;
}

std::int64_t OwnLimits::pair_most(std::size_t i, LineNumber line) const {
    if (!has_pairs_) return unlimited;
    const auto at = [&](std::uint64_t k) {
        return pool_.pair_line.begin() + static_cast<std::ptrdiff_t>(k);
    };
    const auto end = at(pool_.pair_begin[i + 1]);
    const auto found = std::lower_bound(at(pool_.pair_begin[i]), end, line);
    if (found == end || *found != line) return unlimited;
    const std::int64_t most =
        pool_.pair_most[static_cast<std::size_t>(found - pool_.pair_line.begin())];
    return most < no_limit ? most : unlimited;
}

std::int64_t OwnLimits::set_room(std::size_t i, std::size_t set) const {
    if (!has_sets_) return unlimited;
    const std::int64_t most = pool_.set_room[i * pool_.sets.size() + set];
    return most < no_limit ? most : unlimited;
}

std::int64_t OwnLimits::weekly(std::size_t i) const {
    return has_weeks_ && pool_.weekly[i] < no_limit ? pool_.weekly[i] : unlimited;
}

// Limits on nested or disjoint sets, and the use of courses in weeks, are polymatroids: taking as
// much as possible line by line takes the most in all, in whatever order.
std::int64_t OwnLimits::most_from(std::size_t i, const std::vector<bool>& keep) const {
    const auto lines = pool_.lines_of(i);
    if (weekly(i) < unlimited) {
        std::vector<Waiting> waiting;
        for (std::size_t k = 0; k < lines.size(); ++k)
            if (keep[k]) waiting.push_back({pool_.weeks[lines[k]], pair_most(i, lines[k])});
        return std::min(room(i), most_used(weekly(i), std::move(waiting)));
    }
    std::vector<std::int64_t> left(pool_.sets.size());
    for (std::size_t k = 0; k < left.size(); ++k) left[k] = set_room(i, k);
    Wide sum = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
        if (!keep[k]) continue;
        std::int64_t most = pair_most(i, lines[k]);
        for (const std::uint32_t set : sets_of_line_[lines[k]]) most = std::min(most, left[set]);
        for (const std::uint32_t set : sets_of_line_[lines[k]])
            if (left[set] < unlimited) left[set] -= most;
        sum += most;
    }
    return std::min(room(i), at_most_unlimited(sum));
}

bool OwnLimits::fits(std::size_t i, const std::vector<std::int64_t>& courses) const {
    const auto lines = pool_.lines_of(i);
    std::vector<Wide> in_set(pool_.sets.size(), 0);
    std::vector<Waiting> waiting;
    Wide sum = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
        if (courses[k] > pair_most(i, lines[k])) return false;
        for (const std::uint32_t set : sets_of_line_[lines[k]]) in_set[set] += courses[k];
        if (weekly(i) < unlimited) waiting.push_back({pool_.weeks[lines[k]], courses[k]});
        sum += courses[k];
    }
    for (std::size_t k = 0; k < in_set.size(); ++k)
        if (in_set[k] > set_room(i, k)) return false;
    if (sum > room(i)) return false;
    return weekly(i) == unlimited || most_used(weekly(i), std::move(waiting)) == sum;
}

std::vector<std::int64_t> courses_by_place(const Pool& pool, std::size_t i, Portions portions) {
    const auto lines = pool.lines_of(i);
    std::vector<std::int64_t> courses(lines.size(), 0);
    for (const Portion& portion : portions)
        courses[static_cast<std::size_t>(std::ranges::lower_bound(lines, portion.line) -
                                         lines.begin())] = portion.courses;
    return courses;
}

FullDistricts::FullDistricts(const Pool& pool, const Shares& shares) : pool_{pool} {
    if (pool.district.empty()) return;
    std::vector<Wide> sum(pool.districts.size(), 0);
    stop_.resize(pool.districts.size());
    last_.resize(pool.districts.size());
    for (std::size_t i = 0; i < pool.recipients(); ++i)
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent) {
            sum[*d] += shares.given[i];
            if (shares.given[i] == 0) continue;
            const Unit last = last_unit(pool, shares, i);
            if (last_[*d].before(last)) last_[*d] = last;
        }
    for (std::uint32_t d = 0; d < pool.districts.size(); ++d) {
        const District& district = pool.districts[d];
        if (district.most < no_limit && sum[d] == district.most)
            stop_[d] = d;
        else if (district.parent)
            stop_[d] = stop_[*district.parent];
    }
}

}  // namespace aliquot::checking
