// Draws small pools; which limits they have is asked for, all else is chance.
#include "sharing/small_pools.hpp"

#include <algorithm>
#include <map>

namespace aliquot_test {

using aliquot::LineNumber;
using aliquot::no_limit;
using aliquot::Pool;

namespace {

using Lines = std::vector<LineNumber>;

void draw_recipients(Pool& pool, Draw& draw, bool few_groups) {
    const std::size_t recipients = 2 + draw.below(6);
    const std::int64_t heaviest = draw.one_in(4) ? 1 : draw.one_in(4) ? 1'000'000 : 9;
    std::map<Lines, std::uint32_t> groups;
    for (std::size_t i = 0; i < recipients; ++i) {
        Lines lines;
        for (LineNumber j = 0; j < pool.lines(); ++j)
            if (!draw.one_in(3)) lines.push_back(j);
        if (few_groups && i % 4 != 0) lines = groups.begin()->first;
        if (groups.emplace(lines, static_cast<std::uint32_t>(groups.size())).second) {
            pool.group_lines.insert(pool.group_lines.end(), lines.begin(), lines.end());
            pool.group_begin.push_back(static_cast<std::uint32_t>(pool.group_lines.size()));
        }
        pool.group.push_back(groups.at(lines));
        pool.weight.push_back(draw.between(1, heaviest));
        pool.held.push_back(draw.one_in(3) ? draw.between(0, 5) : 0);
        pool.room.push_back(draw.one_in(3) ? draw.between(0, 6) : no_limit);
    }
    if (draw.one_in(2)) {
        for (std::size_t i = 0; i < recipients; ++i) pool.tie_rank.push_back(7 * i + 3);
        std::reverse(pool.tie_rank.begin(), pool.tie_rank.end());
    }
}

void draw_pairs(Pool& pool, Draw& draw) {
    pool.pair_begin.push_back(0);
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        for (LineNumber j = 0; j < pool.lines(); ++j)
            if (draw.one_in(2)) {
                pool.pair_line.push_back(j);
                pool.pair_most.push_back(draw.between(0, 4));
            }
        pool.pair_begin.push_back(pool.pair_line.size());
    }
}

// A set of the first lines, one of a part of them, and one of the others.
void draw_sets(Pool& pool, Draw& draw) {
    const std::size_t middle = 1 + draw.below(pool.lines());
    Lines first;
    Lines second;
    for (LineNumber j = 0; j < pool.lines(); ++j) (j < middle ? first : second).push_back(j);
    pool.sets.push_back(first);
    if (!second.empty()) pool.sets.push_back(second);
    if (first.size() > 1) {
        first.pop_back();
        pool.sets.push_back(first);
    }
    for (std::size_t k = 0; k < pool.recipients() * pool.sets.size(); ++k)
        pool.set_room.push_back(draw.one_in(3) ? no_limit : draw.between(0, 6));
}

void draw_weeks(Pool& pool, Draw& draw) {
    for (LineNumber j = 0; j < pool.lines(); ++j) {
        const auto first = static_cast<std::uint32_t>(draw.below(5));
        pool.weeks.push_back({first, first + static_cast<std::uint32_t>(draw.below(4))});
    }
    for (std::size_t i = 0; i < pool.recipients(); ++i)
        pool.weekly.push_back(draw.one_in(5) ? no_limit : draw.between(0, 3));
}

// Two districts for the recipients of one group, one of them inside the other half of the time,
// within a district of everybody that has no limit.
void draw_districts(Pool& pool, Draw& draw) {
    const std::uint32_t group = pool.group[draw.below(pool.recipients())];
    pool.districts.push_back({std::nullopt, no_limit});
    pool.districts.push_back({0, draw.between(0, 9)});
    pool.districts.push_back({draw.one_in(2) ? 1U : 0U, draw.between(0, 6)});
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        std::optional<std::uint32_t> district;
        if (pool.group[i] == group && !draw.one_in(4))
            district = draw.one_in(2) ? 1 : 2;
        else if (draw.one_in(2))
            district = 0;
        pool.district.push_back(district);
    }
}

}  // namespace

Pool small_pool(std::uint64_t seed, LimitsOf limits) {
    Draw draw{seed * kinds_of_limits + static_cast<std::uint64_t>(limits)};
    Pool pool;
    const std::size_t lines = 1 + draw.below(4);
    for (std::size_t j = 0; j < lines; ++j)
        pool.supply.push_back(draw.one_in(8) ? 0 : draw.between(1, 12));
    draw_recipients(pool, draw, limits == LimitsOf::districts);
    switch (limits) {
        case LimitsOf::nothing:
            break;
        case LimitsOf::pairs:
            draw_pairs(pool, draw);
            break;
        case LimitsOf::sets:
            draw_sets(pool, draw);
            if (draw.one_in(2)) draw_pairs(pool, draw);
            break;
        case LimitsOf::weeks:
            draw_weeks(pool, draw);
            if (draw.one_in(2)) draw_pairs(pool, draw);
            break;
        case LimitsOf::districts:
            draw_districts(pool, draw);
            break;
    }
    return pool;
}

}  // namespace aliquot_test
