// What makes a pool unfit to be shared, found before anything is computed.
#include "aliquot/sharing/pool.hpp"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

namespace aliquot {

namespace {

constexpr std::int64_t heaviest = std::int64_t{1} << 48;
constexpr std::int64_t most_supply = std::int64_t{1} << 62;

Error fault(std::string what, std::string where, std::string hint) {
    return {ErrorCode::wrong_input, std::move(what), std::move(where), std::move(hint)};
}

std::string recipient_at(std::size_t i) {
    return fmt::format("recipient {}", i);
}

std::optional<Error> fault_of_columns(const Pool& pool) {
    const std::size_t n = pool.recipients();
    const bool fits = pool.held.size() == n && pool.room.size() == n && pool.group.size() == n &&
                      (pool.tie_rank.empty() || pool.tie_rank.size() == n) &&
                      (pool.pair_begin.empty() || pool.pair_begin.size() == n + 1) &&
                      pool.pair_line.size() == pool.pair_most.size() &&
                      (pool.set_room.empty() || pool.set_room.size() == n * pool.sets.size()) &&
                      (pool.weekly.empty() || pool.weekly.size() == n) &&
                      (pool.weeks.empty() || pool.weeks.size() == pool.lines()) &&
                      (pool.district.empty() || pool.district.size() == n);
    if (!fits)
        return fault("the columns of the pool differ in length", "pool",
                     "give every column one entry for each recipient or line");
    if (pool.group_begin.empty() || pool.group_begin.front() != 0)
        return fault("the groups have no beginning", "pool", "let group_begin start with 0");
    if (!pool.weekly.empty() && pool.weeks.size() != pool.lines())
        return fault("there are weekly limits, but no weeks in which lines can be used", "pool",
                     "give each line its first and last week");
    return std::nullopt;
}

std::optional<Error> fault_of_supply(const Pool& pool) {
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < pool.lines(); ++j) {
        const std::string where = fmt::format("line {}", j);
        if (pool.supply[j] < 0)
            return fault(fmt::format("supply {} is negative", pool.supply[j]), where,
                         "give a whole number of courses, 0 or more");
        if (pool.supply[j] >= no_limit || sum + pool.supply[j] >= most_supply)
            return fault("the supply is too large to be added up exactly", where,
                         "give less than 2^50 courses a line and 2^62 in all");
        sum += pool.supply[j];
        if (!pool.weeks.empty() && pool.weeks[j].last > last_week)
            return fault(
                fmt::format("week {} is out of reach", pool.weeks[j].last), where,
                fmt::format("count weeks from the first arrival; give 0 to {}", last_week));
        if (!pool.weeks.empty() && pool.weeks[j].last < pool.weeks[j].first)
            return fault(fmt::format("it expires in week {}, before it arrives in week {}",
                                     pool.weeks[j].last, pool.weeks[j].first),
                         where, "give a last week that is not before the first");
    }
    return std::nullopt;
}

std::optional<Error> fault_of_groups(const Pool& pool) {
    for (std::size_t g = 0; g < pool.groups(); ++g) {
        const std::string where = fmt::format("group {}", g);
        if (pool.group_begin[g] > pool.group_begin[g + 1] ||
            pool.group_begin[g + 1] > pool.group_lines.size())
            return fault("its lines are out of bounds", where, "give ascending beginnings");
        const auto lines = pool.lines_of_group(g);
        for (std::size_t k = 0; k < lines.size(); ++k)
            if (lines[k] >= pool.lines() || (k > 0 && lines[k] <= lines[k - 1]))
                return fault(fmt::format("line {} is unknown or out of order", lines[k]), where,
                             "give each known line once, ascending");
    }
    return std::nullopt;
}

std::optional<Error> fault_of_recipient(const Pool& pool, std::size_t i) {
    if (pool.weight[i] <= 0 || pool.weight[i] >= heaviest)
        return fault(fmt::format("weight {} is not between 1 and 2^48", pool.weight[i]),
                     recipient_at(i), "give its population, or population x weight");
    if (pool.held[i] < 0 || pool.held[i] >= no_limit)
        return fault(fmt::format("held {} is not between 0 and 2^50", pool.held[i]),
                     recipient_at(i), "give the courses it holds already");
    if (pool.room[i] < 0)
        return fault(
            fmt::format("room {} is negative: it holds more than it asks for", pool.room[i]),
            recipient_at(i), "give room 0 to a recipient that can take nothing");
    if (pool.group[i] >= pool.groups())
        return fault(fmt::format("group {} is unknown", pool.group[i]), recipient_at(i),
                     fmt::format("give one of the {} groups, counted from 0", pool.groups()));
    return std::nullopt;
}

std::optional<Error> fault_of_pairs(const Pool& pool, std::size_t i) {
    if (pool.pair_begin.empty()) return std::nullopt;
    const std::uint64_t begin = pool.pair_begin[i];
    const std::uint64_t end = pool.pair_begin[i + 1];
    if (begin > end || end > pool.pair_line.size())
        return fault("its pair limits are out of bounds", recipient_at(i),
                     "give ascending beginnings");
    for (std::uint64_t k = begin; k < end; ++k)
        if (pool.pair_line[k] >= pool.lines() || pool.pair_most[k] < 0 ||
            (k > begin && pool.pair_line[k] <= pool.pair_line[k - 1]))
            return fault(fmt::format("its limit {} of line {} is negative, of an unknown line, or "
                                     "out of order",
                                     pool.pair_most[k], pool.pair_line[k]),
                         recipient_at(i), "give each known line at most once, ascending");
    return std::nullopt;
}

bool has_set_room(const Pool& pool, std::size_t i) {
    if (pool.set_room.empty()) return false;
    const auto begin = pool.set_room.begin() + static_cast<std::ptrdiff_t>(i * pool.sets.size());
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(pool.sets.size()),
                       [](std::int64_t room) { return room < no_limit; });
}

std::optional<Error> fault_of_rooms(const Pool& pool, std::size_t i) {
    const bool in_sets = has_set_room(pool, i);
    for (std::size_t k = 0; in_sets && k < pool.sets.size(); ++k)
        if (pool.set_room[i * pool.sets.size() + k] < 0)
            return fault(fmt::format("its room in set {} is negative", k), recipient_at(i),
                         "give 0 where nothing fits");
    if (pool.weekly.empty()) return std::nullopt;
    if (pool.weekly[i] < 0)
        return fault(fmt::format("{} courses a week is negative", pool.weekly[i]), recipient_at(i),
                     "give 0 where nothing can be used");
    if (pool.weekly[i] < no_limit && in_sets)
        return fault("it has rooms for sets of lines and a weekly limit", recipient_at(i),
                     "drop one of them, or turn the room into courses a week");
    return std::nullopt;
}

std::optional<Error> fault_of_ranks(const Pool& pool) {
    if (std::ranges::is_sorted(pool.tie_rank, std::less_equal{})) return std::nullopt;
    std::vector<std::uint64_t> ranks = pool.tie_rank;
    std::ranges::sort(ranks);
    const auto twice = std::ranges::adjacent_find(ranks);
    if (twice == ranks.end()) return std::nullopt;
    return fault(fmt::format("tie rank {} is given twice", *twice), "pool",
                 "give every recipient a rank of its own");
}

// Any two sets are disjoint, or one holds the other.
std::optional<Error> fault_of_sets(const Pool& pool) {
    std::vector<std::vector<bool>> member;
    for (std::size_t k = 0; k < pool.sets.size(); ++k) {
        std::vector<bool> in(pool.lines(), false);
        for (const LineNumber j : pool.sets[k]) {
            if (j >= pool.lines() || in[j])
                return fault(fmt::format("line {} is unknown or named twice", j),
                             fmt::format("set {}", k), "give each known line once");
            in[j] = true;
        }
        for (std::size_t other = 0; other < k; ++other) {
            std::size_t both = 0;
            for (const LineNumber j : pool.sets[k])
                if (member[other][j]) ++both;
            if (both != 0 && both != std::min(pool.sets[k].size(), pool.sets[other].size()))
                return fault(fmt::format("it crosses set {}", other), fmt::format("set {}", k),
                             "make sets disjoint, or one part of the other");
        }
        member.push_back(std::move(in));
    }
    return std::nullopt;
}

std::optional<Error> fault_of_districts(const Pool& pool) {
    for (std::size_t d = 0; d < pool.districts.size(); ++d) {
        const District& district = pool.districts[d];
        const std::string where = fmt::format("district {}", d);
        if (district.most < 0)
            return fault(fmt::format("its limit {} is negative", district.most), where,
                         "give a whole number of courses, 0 or more");
        if (district.parent && *district.parent >= d)
            return fault("it stands before the district it belongs to", where,
                         "put the larger district first");
    }
    std::vector<std::optional<std::uint32_t>> group(pool.districts.size());
    for (std::size_t i = 0; i < pool.district.size(); ++i) {
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent) {
            if (*d >= pool.districts.size())
                return fault(fmt::format("district {} is unknown", *d), recipient_at(i),
                             "name one of the districts");
            if (pool.districts[*d].most >= no_limit) continue;
            const bool own_limits =
                has_set_room(pool, i) || (!pool.weekly.empty() && pool.weekly[i] < no_limit) ||
                (!pool.pair_begin.empty() && pool.pair_begin[i] != pool.pair_begin[i + 1]);
            if (group[*d].value_or(pool.group[i]) != pool.group[i] || own_limits)
                return fault(
                    fmt::format("district {} is limited, and {}", *d,
                                own_limits ? "this recipient has limits of its own for lines"
                                           : "its recipients may take different lines"),
                    recipient_at(i),
                    "give a limited district recipients with the same lines and no limits but "
                    "room; otherwise no one answer is best for everybody");
            group[*d] = pool.group[i];
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Error> fault_of(const Pool& pool) {
    for (const auto find :
         {fault_of_columns, fault_of_supply, fault_of_groups, fault_of_ranks, fault_of_sets})
        if (auto found = find(pool)) return found;
    for (std::size_t i = 0; i < pool.recipients(); ++i)
        for (const auto find : {fault_of_recipient, fault_of_pairs, fault_of_rooms})
            if (auto found = find(pool, i)) return found;
    return fault_of_districts(pool);
}

}  // namespace aliquot
