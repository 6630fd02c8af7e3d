// Courses moved, added, dropped and swapped; limits overstepped; labels and levels changed.
#include "sharing/planted_faults.hpp"

#include <algorithm>
#include <array>

#include "sharing/slow_sharing.hpp"

#include "aliquot/core/wide.hpp"

namespace aliquot_test {

using aliquot::Fault;
using aliquot::FaultKind;
using aliquot::LineLevel;
using aliquot::LineNumber;
using aliquot::no_limit;
using aliquot::Pool;
using aliquot::Portion;
using aliquot::Shares;

namespace {

using Answer = std::optional<Planted>;
using Kinds = std::vector<FaultKind>;

const Kinds unfair{FaultKind::line_not_used_up, FaultKind::lower_line_used, FaultKind::not_stopped,
                   FaultKind::uneven_block, FaultKind::uneven_district};

struct Field {  // what a fault is planted in
    const Pool& pool;
    const Shares& right;
    Draw& draw;

    [[nodiscard]] Table table() const { return table_of(pool, right); }
    [[nodiscard]] Shares with(const Table& table) const { return shares_of(table, right.levels); }
    [[nodiscard]] const Portion* portion() const {
        if (right.portions.empty()) return nullptr;
        return &right.portions[draw.below(right.portions.size())];
    }
    [[nodiscard]] std::uint32_t recipient() const {
        return static_cast<std::uint32_t>(draw.below(pool.recipients()));
    }
    // A line that i may take.
    [[nodiscard]] std::optional<LineNumber> open_line(std::size_t i) const {
        const auto lines = pool.lines_of(i);
        if (lines.empty()) return std::nullopt;
        return lines[draw.below(lines.size())];
    }
};

Answer portion_without_its_sum(const Field& field) {
    Shares shares = field.right;
    if (shares.portions.empty()) return std::nullopt;
    Portion& portion = shares.portions[field.draw.below(shares.portions.size())];
    ++portion.courses;
    return Planted{
        "a portion raised, its sum not", shares, {FaultKind::sum_differs}, portion.recipient};
}

Answer sums_swapped(const Field& field) {
    Shares shares = field.right;
    const std::uint32_t a = field.recipient();
    const std::uint32_t b = field.recipient();
    if (shares.given[a] == shares.given[b]) return std::nullopt;
    std::swap(shares.given[a], shares.given[b]);
    return Planted{"two sums swapped", shares, {FaultKind::sum_differs}, a};
}

Answer portion_of_nothing(const Field& field) {
    const Portion* portion = field.portion();
    if (!portion) return std::nullopt;
    Shares shares = field.right;
    Portion& changed =
        shares.portions[static_cast<std::size_t>(portion - &field.right.portions[0])];
    changed.courses = field.draw.between(-2, 0);
    return Planted{"a portion of nothing or less",
                   shares,
                   {FaultKind::not_a_count},
                   changed.recipient,
                   changed.line};
}

Answer portions_out_of_order(const Field& field) {
    Shares shares = field.right;
    if (shares.portions.size() < 2) return std::nullopt;
    const std::size_t k = field.draw.below(shares.portions.size() - 1);
    std::swap(shares.portions[k], shares.portions[k + 1]);
    return Planted{"two portions in the wrong order", shares, {FaultKind::out_of_order}};
}

Answer portion_twice(const Field& field) {
    const Portion* portion = field.portion();
    if (!portion) return std::nullopt;
    Shares shares = field.right;
    const auto at = portion - field.right.portions.data();
    const Portion again = *portion;
    shares.portions.insert(shares.portions.begin() + at, again);
    return Planted{
        "a portion twice", shares, {FaultKind::portion_twice}, again.recipient, again.line};
}

Answer line_that_is_closed(const Field& field) {
    const std::uint32_t i = field.recipient();
    const auto line = static_cast<LineNumber>(field.draw.below(field.pool.lines()));
    const auto open = field.pool.lines_of(i);
    if (std::find(open.begin(), open.end(), line) != open.end()) return std::nullopt;
    Table table = field.table();
    ++table[i][line];
    return Planted{
        "a course of a closed line", field.with(table), {FaultKind::line_closed}, i, line};
}

Answer more_than_there_is(const Field& field) {
    const Portion* portion = field.portion();
    if (!portion) return std::nullopt;
    Table table = field.table();
    table[portion->recipient][portion->line] += field.pool.supply[portion->line] + 1;
    return Planted{
        "more than a line has", field.with(table), {FaultKind::supply_exceeded}, {}, portion->line};
}

// Whatever stops the best answer from giving anybody one course more must be named.
Answer one_course_more(const Field& field) {
    const std::uint32_t i = field.recipient();
    const auto line = field.open_line(i);
    if (!line) return std::nullopt;
    Table table = field.table();
    ++table[i][*line];
    return Planted{
        "one course more than there can be",
        field.with(table),
        {FaultKind::supply_exceeded, FaultKind::room_exceeded, FaultKind::pair_exceeded,
         FaultKind::set_exceeded, FaultKind::weeks_exceeded, FaultKind::district_exceeded}};
}

Answer more_than_room(const Field& field) {
    const std::uint32_t i = field.recipient();
    const auto line = field.open_line(i);
    if (!line || field.pool.room[i] >= no_limit) return std::nullopt;
    Table table = field.table();
    table[i][*line] += field.pool.room[i] + 1 - field.right.given[i];
    return Planted{
        "more than a recipient has room for", field.with(table), {FaultKind::room_exceeded}, i};
}

Answer more_than_pair(const Field& field) {
    if (field.pool.pair_line.empty()) return std::nullopt;
    const std::size_t k = field.draw.below(field.pool.pair_line.size());
    std::uint32_t i = 0;
    while (field.pool.pair_begin[i + 1] <= k) ++i;
    const LineNumber line = field.pool.pair_line[k];
    const auto open = field.pool.lines_of(i);
    if (std::find(open.begin(), open.end(), line) == open.end()) return std::nullopt;
    if (field.pool.pair_most[k] >= no_limit) return std::nullopt;
    Table table = field.table();
    table[i][line] = field.pool.pair_most[k] + 1;
    return Planted{
        "more of one line than allowed", field.with(table), {FaultKind::pair_exceeded}, i, line};
}

Answer more_than_set(const Field& field) {
    const Pool& pool = field.pool;
    if (pool.set_room.empty()) return std::nullopt;
    const std::uint32_t i = field.recipient();
    const auto set = static_cast<std::uint32_t>(field.draw.below(pool.sets.size()));
    const std::int64_t room = pool.set_room[i * pool.sets.size() + set];
    const auto line = field.open_line(i);
    if (!line || room >= no_limit) return std::nullopt;
    const auto& lines = pool.sets[set];
    if (std::find(lines.begin(), lines.end(), *line) == lines.end()) return std::nullopt;
    Table table = field.table();
    table[i][*line] = room + 1;
    return Planted{"more of a set than there is room for",
                   field.with(table),
                   {FaultKind::set_exceeded},
                   i,
                   {},
                   set};
}

Answer more_than_weeks(const Field& field) {
    const Pool& pool = field.pool;
    if (pool.weekly.empty()) return std::nullopt;
    const std::uint32_t i = field.recipient();
    const auto line = field.open_line(i);
    if (!line || pool.weekly[i] >= no_limit) return std::nullopt;
    Table table = field.table();
    const aliquot::Weeks weeks = pool.weeks[*line];
    table[i][*line] = pool.weekly[i] * (std::int64_t{weeks.last} - weeks.first + 1) + 1;
    return Planted{
        "more than can be used in time", field.with(table), {FaultKind::weeks_exceeded}, i};
}

Answer more_than_district(const Field& field) {
    const Pool& pool = field.pool;
    if (pool.district.empty()) return std::nullopt;
    const std::uint32_t i = field.recipient();
    const auto line = field.open_line(i);
    if (!line || !pool.district[i] || pool.districts[*pool.district[i]].most >= no_limit)
        return std::nullopt;
    Table table = field.table();
    table[i][*line] += pool.districts[*pool.district[i]].most + 1;
    return Planted{"more than a district may have",
                   field.with(table),
                   {FaultKind::district_exceeded},
                   {},
                   {},
                   pool.district[i]};
}

// Anything that can be carried out and gives anybody another sum than the answer is not fair.
Answer if_it_can_be_carried_out(const Field& field, std::string_view what, const Table& table) {
    Shares shares = field.with(table);
    if (!can_be_carried_out(field.pool, table) || shares.given == field.right.given)
        return std::nullopt;
    return Planted{what, std::move(shares), unfair};
}

Answer course_moved(const Field& field) {
    const Portion* portion = field.portion();
    if (!portion) return std::nullopt;
    Table table = field.table();
    --table[portion->recipient][portion->line];
    ++table[field.recipient()][portion->line];
    return if_it_can_be_carried_out(field, "a course moved to another recipient", table);
}

Answer course_moved_by_a_chain(const Field& field) {
    const Portion* first = field.portion();
    const Portion* second = field.portion();
    if (!first || first->line == second->line) return std::nullopt;
    Table table = field.table();
    --table[first->recipient][first->line];
    ++table[second->recipient][first->line];
    --table[second->recipient][second->line];
    ++table[field.recipient()][second->line];
    return if_it_can_be_carried_out(field, "a course moved by way of a third recipient", table);
}

Answer portions_swapped(const Field& field) {
    Table table = field.table();
    std::swap(table[field.recipient()], table[field.recipient()]);
    return if_it_can_be_carried_out(field, "the portions of two recipients swapped", table);
}

Answer course_dropped(const Field& field) {
    const Portion* portion = field.portion();
    if (!portion) return std::nullopt;
    Table table = field.table();
    --table[portion->recipient][portion->line];
    Answer answer = if_it_can_be_carried_out(field, "a course left lying", table);
    answer->reasons = field.right.levels[portion->line].block > 0
                          ? Kinds{FaultKind::line_not_used_up}
                          : Kinds{FaultKind::not_stopped, FaultKind::lower_line_used};
    if (field.right.levels[portion->line].block > 0) answer->line = portion->line;
    return answer;
}

Answer level_changed(const Field& field) {
    Shares shares = field.right;
    const auto line = static_cast<LineNumber>(field.draw.below(field.pool.lines()));
    LineLevel& level = shares.levels[line];
    if (level.weight == 0)
        level = {level.block, field.draw.between(0, 2), 1};
    else if (field.draw.one_in(4))
        level = {level.block, 0, 0};
    else if (field.draw.one_in(2) && level.covered > 0)
        ++level.weight;
    else
        level.covered += field.draw.one_in(2) && level.covered > 0 ? -1 : 1;
    return Planted{"a level changed", shares, {FaultKind::wrong_level}, {}, line};
}

Answer levels_swapped(const Field& field) {
    Shares shares = field.right;
    LineLevel& a = shares.levels[field.draw.below(field.pool.lines())];
    LineLevel& b = shares.levels[field.draw.below(field.pool.lines())];
    if (a.block == 0 || b.block == 0 || a.weight == 0 || b.weight == 0 ||
        aliquot::Wide{a.covered} * b.weight == aliquot::Wide{b.covered} * a.weight)
        return std::nullopt;
    std::swap(a, b);
    return Planted{"the labels of two lines swapped",
                   shares,
                   {FaultKind::wrong_level, FaultKind::lower_line_used, FaultKind::uneven_block}};
}

// Somebody without limits on lines, who could take more, waits for a line: it must have a block.
Answer label_dropped(const Field& field) {
    const Pool& pool = field.pool;
    const std::uint32_t i = field.recipient();
    const auto line = field.open_line(i);
    const bool limited = !pool.pair_begin.empty() || !pool.set_room.empty() ||
                         !pool.weekly.empty() || !pool.district.empty();
    if (!line || limited || field.right.given[i] >= pool.room[i]) return std::nullopt;
    Shares shares = field.right;
    shares.levels[*line] = {};
    return Planted{"a label dropped", shares, {FaultKind::not_stopped}, i};
}

using Plant = Answer (*)(const Field&);
constexpr std::array<Plant, kinds_of_planting> plants{
    portion_without_its_sum, sums_swapped,        portion_of_nothing,      portions_out_of_order,
    portion_twice,           line_that_is_closed, more_than_there_is,      one_course_more,
    more_than_room,          more_than_pair,      more_than_set,           more_than_weeks,
    more_than_district,      course_moved,        course_moved_by_a_chain, portions_swapped,
    course_dropped,          level_changed,       levels_swapped,          label_dropped};

}  // namespace

bool Planted::is_named_in(const std::vector<Fault>& faults) const {
    return std::any_of(faults.begin(), faults.end(), [&](const Fault& fault) {
        return std::find(reasons.begin(), reasons.end(), fault.kind) != reasons.end() &&
               (!recipient || fault.recipient == recipient) && (!line || fault.line == line) &&
               (!limit || fault.limit == limit);
    });
}

std::optional<Planted> plant(const Pool& pool, const Shares& right, std::size_t kind, Draw& draw) {
    return plants.at(kind)({pool, right, draw});
}

}  // namespace aliquot_test
