// Claims and lines turned into columns, and portions back into a grid.
#include "aliquot/allocation/pooling.hpp"

#include <algorithm>
#include <utility>

namespace aliquot {

namespace {

constexpr std::size_t classes = 3;

void add_storage(const Problem& problem, Pool& pool) {
    const bool limited = std::ranges::any_of(problem.claims, [](const Claim& claim) {
        return std::ranges::any_of(claim.class_room,
                                   [](Courses room) { return room.value() < no_limit; });
    });
    if (!limited) return;
    pool.sets.resize(classes);
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        pool.sets[problem.lines[j].storage_class].push_back(static_cast<LineNumber>(j));
    for (const Claim& claim : problem.claims)
        for (const Courses room : claim.class_room) pool.set_room.push_back(room.value());
}

}  // namespace

Pool pool_of(const Problem& problem) {
    static_assert(Claim::unlimited == no_limit);
    Pool pool;
    for (const Line& line : problem.lines) pool.supply.push_back(line.courses().value());
    pool.pair_begin.push_back(0);
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Claim& claim = problem.claims[i];
        pool.weight.push_back(claim.weight.value());
        pool.held.push_back(claim.held.value());
        pool.room.push_back(claim.room.value());
        pool.group.push_back(static_cast<std::uint32_t>(i));
        pool.tie_rank.push_back(claim.tie_rank);
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            if (!problem.open(i, j)) continue;
            pool.group_lines.push_back(static_cast<LineNumber>(j));
            if (problem.limit.at(i, j).value() >= no_limit) continue;
            pool.pair_line.push_back(static_cast<LineNumber>(j));
            pool.pair_most.push_back(problem.limit.at(i, j).value());
        }
        pool.group_begin.push_back(static_cast<std::uint32_t>(pool.group_lines.size()));
        pool.pair_begin.push_back(pool.pair_line.size());
    }
    if (pool.pair_line.empty()) pool.pair_begin.clear();
    add_storage(problem, pool);
    return pool;
}

Grid<Courses> grid_of(const Problem& problem, const Shares& shares) {
    Grid<Courses> grid{problem.claims.size(), problem.lines.size()};
    for (const Portion& portion : shares.portions)
        grid.at(portion.recipient, portion.line) = Courses{portion.courses};
    return grid;
}

Shares shares_of(const Grid<Courses>& plan, std::vector<LineLevel> levels) {
    Shares shares{{}, {}, std::move(levels)};
    for (std::uint32_t i = 0; i < plan.rows(); ++i) {
        std::int64_t& given = shares.given.emplace_back(0);
        for (LineNumber j = 0; j < plan.columns(); ++j) {
            const std::int64_t courses = plan.at(i, j).value();
            if (courses == 0) continue;
            shares.portions.push_back({i, j, courses});
            given += courses;
        }
    }
    return shares;
}

}  // namespace aliquot
