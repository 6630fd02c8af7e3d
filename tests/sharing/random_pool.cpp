// Pools by chance, trait by trait: weights, courses held, room, who may take what, and limits.
#include "sharing/random_pool.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace aliquot::testing {

Recipe with_any_limits(Recipe recipe, Draw& draw) {
    recipe.pairs = draw.chance(50);
    recipe.sets = draw.chance(50);
    recipe.weeks = draw.chance(50);
    recipe.districts = draw.chance(50);
    return recipe;
}

namespace {

constexpr std::int64_t largest_weight = (std::int64_t{1} << 48) - 1;

std::int64_t amount(const Recipe& recipe, Draw& draw, std::int64_t most) {
    const std::int64_t small = draw.between(0, most);
    if (recipe.scale == 1) return small;
    return std::max<std::int64_t>(0, small * recipe.scale + draw.between(-2, 2));
}

// All of a pool's weights are of one kind: equal, in simple ratios, huge, of many sizes, one giant,
// small.
void draw_weights(Draw& draw, PoolSketch& sketch) {
    const auto kind = draw.below(7);
    const std::int64_t equal = draw.between(1, 5);
    const std::int64_t heavy = largest_weight / draw.between(1, 3);
    for (SketchedRecipient& each : sketch.recipients) {
        switch (kind) {
            case 0:
                each.weight = equal;
                break;
            case 1:
                each.weight = std::int64_t{1} << draw.below(4);
                break;
            case 2:
                each.weight = (std::int64_t{1} << 40) + draw.between(-3, 3);
                break;
            case 3:
                each.weight = heavy - draw.between(0, 3);
                break;
            case 4:
                each.weight = draw.between(1, std::int64_t{1} << draw.below(33));
                break;
            default:
                each.weight = draw.between(1, 7);
                break;
        }
    }
    if (kind == 5 && !sketch.recipients.empty())
        sketch.recipients[draw.below(sketch.recipients.size())].weight = draw.between(50, 1 << 20);
}

// Nothing held, a little, the same coverage for all give or take a course, or some far ahead.
void draw_held(const Recipe& recipe, Draw& draw, PoolSketch& sketch) {
    const auto kind = draw.below(5);
    const std::int64_t parts = draw.between(1, 9);
    const std::int64_t taken = draw.between(0, parts);
    for (SketchedRecipient& each : sketch.recipients) {
        switch (kind) {
            case 0:
                break;
            case 1:
                each.held = draw.between(0, 4);
                break;
            case 2:
                each.held = each.weight / parts * taken + draw.between(0, 2);
                break;
            case 3:
                each.held = draw.chance(40) ? draw.between(0, no_limit - 1) : 0;
                break;
            default:
                each.held = amount(recipe, draw, 5);
                break;
        }
        each.held = std::min(each.held, no_limit - 1);
    }
}

void draw_room(const Recipe& recipe, Draw& draw, PoolSketch& sketch) {
    const auto kind = draw.below(6);
    for (SketchedRecipient& each : sketch.recipients) {
        switch (kind) {
            case 0:
                each.room = no_limit;
                break;
            case 1:
                each.room = draw.between(0, 1);
                break;
            case 2:
                each.room = draw.chance(70) ? 0 : amount(recipe, draw, 4);
                break;
            case 3:
                each.room = std::numeric_limits<std::int64_t>::max();
                break;
            default:
                each.room = draw.chance(30) ? no_limit : amount(recipe, draw, 6);
                break;
        }
    }
}

// Who may take what: by chance, in a chain (i takes i and i + 1), nested, all alike, two each.
void draw_lines_of(Draw& draw, PoolSketch& sketch) {
    const auto kind = draw.below(6);
    const std::size_t m = sketch.lines.size();
    for (std::size_t i = 0; i < sketch.recipients.size(); ++i) {
        std::vector<bool> may(m, false);
        const std::size_t end = m == 0 ? 0 : draw.below(m + 1);
        for (std::size_t j = 0; j < m; ++j) {
            switch (kind) {
                case 0:
                    may[j] = j == i % m || j == (i + 1) % m;
                    break;
                case 1:
                    may[j] = j < end;
                    break;
                case 2:
                    may[j] = true;
                    break;
                case 3:
                    may[j] = draw.below(m) < 2;
                    break;
                default:
                    may[j] = draw.chance(45);
                    break;
            }
        }
        if (draw.chance(5)) may.assign(m, false);
        for (std::size_t j = 0; j < m; ++j)
            if (may[j]) sketch.recipients[i].lines.push_back(static_cast<LineNumber>(j));
    }
}

void draw_pairs(const Recipe& recipe, Draw& draw, SketchedRecipient& each, std::size_t lines) {
    for (std::size_t j = 0; j < lines; ++j)
        if (draw.chance(50))
            each.pair_most[static_cast<LineNumber>(j)] =
                draw.chance(10) ? no_limit + draw.between(0, 5) : amount(recipe, draw, 3);
}

// Classes of lines, each perhaps with a part of it, and now and then all lines, or none.
void draw_sets(Draw& draw, PoolSketch& sketch) {
    const std::size_t classes = 1 + draw.below(3);
    std::vector<std::vector<LineNumber>> of_class(classes);
    std::vector<std::vector<LineNumber>> part(classes);
    std::vector<LineNumber> all;
    for (std::size_t j = 0; j < sketch.lines.size(); ++j) {
        const auto line = static_cast<LineNumber>(j);
        const std::size_t c = draw.below(classes);
        of_class[c].push_back(line);
        if (draw.chance(50)) part[c].push_back(line);
        all.push_back(line);
    }
    for (std::size_t c = 0; c < classes; ++c) {
        if (draw.chance(85)) sketch.sets.push_back(of_class[c]);
        if (draw.chance(50)) sketch.sets.insert(sketch.sets.begin(), part[c]);
    }
    if (draw.chance(20)) sketch.sets.push_back(all);
    if (draw.chance(5)) sketch.sets.emplace_back();
}

void draw_weeks(const Recipe& recipe, Draw& draw, PoolSketch& sketch) {
    const std::uint32_t start = draw.chance(20) ? 4000 : 0;
    for (SketchedLine& each : sketch.lines) {
        each.weeks.first = start + static_cast<std::uint32_t>(draw.below(5));
        each.weeks.last = each.weeks.first + static_cast<std::uint32_t>(draw.below(4));
        // Where nobody goes through the weeks one by one, a line may last for ever.
        if (recipe.scale > 1 && draw.chance(20)) each.weeks.last = last_week;
    }
}

void draw_own_limits(const Recipe& recipe, Draw& draw, PoolSketch& sketch) {
    if (recipe.sets) draw_sets(draw, sketch);
    if (recipe.weeks) draw_weeks(recipe, draw, sketch);
    for (SketchedRecipient& each : sketch.recipients) {
        if (draw.chance(25)) continue;
        if (recipe.pairs && draw.chance(60)) draw_pairs(recipe, draw, each, sketch.lines.size());
        const bool by_week = recipe.weeks && draw.chance(recipe.sets ? 50 : 80);
        if (by_week) {
            each.weekly = amount(recipe, draw, 3);
        } else if (recipe.sets) {
            for (std::size_t k = 0; k < sketch.sets.size(); ++k)
                each.set_room.push_back(draw.chance(25) ? no_limit : amount(recipe, draw, 4));
        }
    }
}

// A forest of districts. A recipient of a limited one takes the lines of the first one there.
void draw_districts(const Recipe& recipe, Draw& draw, PoolSketch& sketch) {
    const std::size_t count = 1 + draw.below(4);
    for (std::size_t d = 0; d < count; ++d) {
        District district;
        if (d > 0 && draw.chance(60)) district.parent = static_cast<std::uint32_t>(draw.below(d));
        district.most = draw.chance(20) ? no_limit : amount(recipe, draw, 6);
        sketch.districts.push_back(district);
    }
    std::vector<std::optional<std::size_t>> first(count);
    for (std::size_t i = 0; i < sketch.recipients.size(); ++i) {
        SketchedRecipient& each = sketch.recipients[i];
        if (draw.chance(25)) continue;
        each.district = static_cast<std::uint32_t>(draw.below(count));
        const auto limited = sketch.limited_district(i);
        if (!limited) continue;
        if (each.has_own_limits()) {
            each.district.reset();
            continue;
        }
        if (!first[*limited]) first[*limited] = i;
        each.lines = sketch.recipients[*first[*limited]].lines;
    }
}

void draw_ranks(Draw& draw, PoolSketch& sketch) {
    std::vector<std::uint64_t> rank(sketch.recipients.size());
    std::iota(rank.begin(), rank.end(), std::uint64_t{0});
    if (draw.chance(50)) {
        for (std::size_t i = rank.size(); i > 1; --i) std::swap(rank[i - 1], rank[draw.below(i)]);
        const std::uint64_t apart = draw.chance(50) ? 1 : draw.below(std::uint64_t{1} << 40) + 1;
        for (std::uint64_t& each : rank) each *= apart;
    }
    for (std::size_t i = 0; i < rank.size(); ++i) sketch.recipients[i].rank = rank[i];
}

}  // namespace

PoolSketch random_sketch(const Recipe& recipe, Draw& draw) {
    PoolSketch sketch;
    const auto up_to = [&draw](std::size_t most) {
        return draw.chance(2) ? 0 : 1 + draw.below(most);
    };
    sketch.recipients.resize(up_to(recipe.most_recipients));
    sketch.lines.resize(up_to(recipe.most_lines));
    const bool empty = draw.chance(2);
    for (SketchedLine& each : sketch.lines)
        each.supply = empty || draw.chance(10) ? 0 : amount(recipe, draw, recipe.most_supply);
    draw_weights(draw, sketch);
    draw_held(recipe, draw, sketch);
    draw_room(recipe, draw, sketch);
    draw_lines_of(draw, sketch);
    draw_own_limits(recipe, draw, sketch);
    if (recipe.districts) draw_districts(recipe, draw, sketch);
    draw_ranks(draw, sketch);
    return sketch;
}

}  // namespace aliquot::testing
