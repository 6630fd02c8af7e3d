// From a sketch to columns, and the sketches that differ by one recipient, line or order.
#include "sharing/pool_sketch.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace aliquot::testing {

bool SketchedRecipient::has_set_room() const {
    return std::any_of(set_room.begin(), set_room.end(),
                       [](std::int64_t most) { return most < no_limit; });
}

bool SketchedRecipient::has_own_limits() const {
    return has_set_room() || weekly < no_limit || !pair_most.empty();
}

bool SketchedRecipient::may_take(LineNumber line) const {
    return std::binary_search(lines.begin(), lines.end(), line);
}

std::optional<std::uint32_t> PoolSketch::limited_district(std::size_t recipient) const {
    std::optional<std::uint32_t> outermost;
    for (auto d = recipients[recipient].district; d; d = districts[*d].parent)
        if (districts[*d].most < no_limit) outermost = d;
    return outermost;
}

bool PoolSketch::limits_districts() const {
    for (std::size_t i = 0; i < recipients.size(); ++i)
        if (limited_district(i)) return true;
    return false;
}

namespace {

void write_groups(const PoolSketch& sketch, Grouping grouping, Pool& pool) {
    using Key = std::pair<std::vector<LineNumber>, std::size_t>;
    std::map<Key, std::uint32_t> known;
    for (std::size_t i = 0; i < sketch.recipients.size(); ++i) {
        const auto& lines = sketch.recipients[i].lines;
        std::size_t apart = 0;
        if (grouping == Grouping::apart) {
            const auto district = sketch.limited_district(i);
            apart = district ? 1 + *district : 1 + sketch.districts.size() + i;
        }
        const auto next = static_cast<std::uint32_t>(known.size());
        const auto [at, is_new] = known.try_emplace({lines, apart}, next);
        if (is_new) {
            pool.group_lines.insert(pool.group_lines.end(), lines.begin(), lines.end());
            pool.group_begin.push_back(static_cast<std::uint32_t>(pool.group_lines.size()));
        }
        pool.group.push_back(at->second);
    }
}

void write_own_limits(const PoolSketch& sketch, Pool& pool) {
    const auto any = [&](auto has) {
        return std::any_of(sketch.recipients.begin(), sketch.recipients.end(), has);
    };
    if (any([](const SketchedRecipient& r) { return !r.pair_most.empty(); })) {
        pool.pair_begin.push_back(0);
        for (const SketchedRecipient& each : sketch.recipients) {
            for (const auto& [line, most] : each.pair_most) {
                pool.pair_line.push_back(line);
                pool.pair_most.push_back(most);
            }
            pool.pair_begin.push_back(pool.pair_line.size());
        }
    }
    pool.sets = sketch.sets;
    if (any([](const SketchedRecipient& r) { return !r.set_room.empty(); }))
        for (const SketchedRecipient& each : sketch.recipients)
            for (std::size_t k = 0; k < sketch.sets.size(); ++k)
                pool.set_room.push_back(each.set_room.empty() ? no_limit : each.set_room[k]);
    // Without lines there is nothing to use in any week.
    const bool by_week = any([](const SketchedRecipient& r) { return r.weekly < no_limit; });
    if (by_week && !sketch.lines.empty()) {
        for (const SketchedRecipient& each : sketch.recipients) pool.weekly.push_back(each.weekly);
        for (const SketchedLine& each : sketch.lines) pool.weeks.push_back(each.weeks);
    }
    pool.districts = sketch.districts;
    if (any([](const SketchedRecipient& r) { return r.district.has_value(); }))
        for (const SketchedRecipient& each : sketch.recipients)
            pool.district.push_back(each.district);
}

}  // namespace

Pool pool_of(const PoolSketch& sketch, Grouping grouping) {
    Pool pool;
    bool ranked_by_position = true;
    for (const SketchedLine& each : sketch.lines) pool.supply.push_back(each.supply);
    for (const SketchedRecipient& each : sketch.recipients) {
        ranked_by_position = ranked_by_position && each.rank == pool.weight.size();
        pool.weight.push_back(each.weight);
        pool.held.push_back(each.held);
        pool.room.push_back(each.room);
        pool.tie_rank.push_back(each.rank);
    }
    if (ranked_by_position) pool.tie_rank.clear();
    write_groups(sketch, grouping, pool);
    write_own_limits(sketch, pool);
    return pool;
}

PoolSketch without_recipient(PoolSketch sketch, std::size_t recipient) {
    sketch.recipients.erase(sketch.recipients.begin() + static_cast<std::ptrdiff_t>(recipient));
    return sketch;
}

PoolSketch without_line(PoolSketch sketch, LineNumber line) {
    const auto strike = [line](std::vector<LineNumber>& lines) {
        std::erase(lines, line);
        for (LineNumber& each : lines)
            if (each > line) --each;
    };
    sketch.lines.erase(sketch.lines.begin() + static_cast<std::ptrdiff_t>(line));
    for (auto& set : sketch.sets) strike(set);
    for (SketchedRecipient& each : sketch.recipients) {
        strike(each.lines);
        std::map<LineNumber, std::int64_t> left;
        for (const auto& [j, most] : each.pair_most)
            if (j != line) left[j > line ? j - 1 : j] = most;
        each.pair_most = std::move(left);
    }
    return sketch;
}

PoolSketch in_order(const PoolSketch& sketch, const std::vector<std::size_t>& recipients,
                    const std::vector<LineNumber>& lines) {
    std::vector<LineNumber> now_at(lines.size());
    for (std::size_t p = 0; p < lines.size(); ++p) now_at[lines[p]] = static_cast<LineNumber>(p);
    const auto moved = [&](std::vector<LineNumber> old) {
        for (LineNumber& each : old) each = now_at[each];
        std::sort(old.begin(), old.end());
        return old;
    };
    PoolSketch result;
    result.districts = sketch.districts;
    for (const LineNumber j : lines) result.lines.push_back(sketch.lines[j]);
    for (const auto& set : sketch.sets) result.sets.push_back(moved(set));
    for (const std::size_t i : recipients) {
        SketchedRecipient each = sketch.recipients[i];
        each.lines = moved(each.lines);
        each.pair_most.clear();
        for (const auto& [j, most] : sketch.recipients[i].pair_most)
            each.pair_most[now_at[j]] = most;
        result.recipients.push_back(std::move(each));
    }
    return result;
}

}  // namespace aliquot::testing
