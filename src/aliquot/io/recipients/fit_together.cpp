// Limits of one recipient, and of districts: which of them go together, and which say the same.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "aliquot/core/wide.hpp"
#include "aliquot/io/recipients/pool_reading.hpp"

namespace aliquot::reading {

namespace {

using Classes = std::array<bool, storage_class_names.size()>;

std::size_t number(StorageClass each) {
    return static_cast<std::size_t>(each);
}

// The storage classes among the lines of each group.
std::vector<Classes> classes_of_groups(const NamedPool& made) {
    std::vector<Classes> classes(made.pool.groups(), Classes{});
    for (std::size_t g = 0; g < made.pool.groups(); ++g)
        for (const LineNumber line : made.pool.lines_of_group(g))
            classes[g].at(number(made.lines[line].storage_class)) = true;
    return classes;
}

// Room for a class none of whose lines may be taken says nothing; where all lines are of one
// class it says the same as room. What remains are rooms that share a recipient.
void settle_class_rooms(PoolReading& reading) {
    Pool& pool = reading.made.pool;
    const std::vector<Classes> of_group = classes_of_groups(reading.made);
    const std::size_t width = reading.classes.size();
    bool any = false;
    for (std::size_t i = 0; i < pool.recipients() && width > 0; ++i) {
        const Classes& classes = of_group[pool.group[i]];
        const bool one_class = std::ranges::count(classes, true) == 1;
        for (std::size_t k = 0; k < width; ++k) {
            std::int64_t& room = reading.class_room[i * width + k];
            if (room >= no_limit) continue;
            const bool of_this = classes.at(number(reading.classes[k]));
            if (of_this && one_class) pool.room[i] = std::min(pool.room[i], room);
            if (!of_this || one_class) room = no_limit;
            any = any || room < no_limit;
        }
    }
    if (!any) return;
    for (const StorageClass each : reading.classes) {
        std::vector<LineNumber> set;
        for (LineNumber line = 0; line < reading.made.lines.size(); ++line)
            if (reading.made.lines[line].storage_class == each) set.push_back(line);
        pool.sets.push_back(std::move(set));
    }
    pool.set_room = std::move(reading.class_room);
}

void settle_weeks(PoolReading& reading) {
    Pool& pool = reading.made.pool;
    if (std::ranges::all_of(pool.weekly, [](std::int64_t most) { return most >= no_limit; })) {
        pool.weekly.clear();
        return;
    }
    std::int64_t last = 1;
    for (const PooledLine& line : reading.made.lines)
        last = std::max({last, line.from_week.value_or(1), line.until_week.value_or(1)});
    for (const PooledLine& line : reading.made.lines)
        pool.weeks.push_back({static_cast<std::uint32_t>(line.from_week.value_or(1)),
                              static_cast<std::uint32_t>(line.until_week.value_or(last))});
}

bool has_class_rooms(const Pool& pool, std::size_t i) {
    const std::size_t width = pool.sets.size();
    for (std::size_t k = 0; k < width; ++k)
        if (pool.set_room[i * width + k] < no_limit) return true;
    return false;
}

bool has_weekly_limit(const Pool& pool, std::size_t i) {
    return !pool.weekly.empty() && pool.weekly[i] < no_limit;
}

bool has_pair_limits(const Pool& pool, std::size_t i) {
    return !pool.pair_begin.empty() && pool.pair_begin[i] != pool.pair_begin[i + 1];
}

void check_weeks_and_rooms(PoolReading& reading) {
    const Pool& pool = reading.made.pool;
    if (pool.sets.empty() || pool.weekly.empty()) return;
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        if (!has_class_rooms(pool, i) || !has_weekly_limit(pool, i)) continue;
        reading.add(reading.spot_of(i, "courses_per_week"),
                    fmt::format("{} has rooms by storage class and a weekly limit",
                                shown(reading.made.recipients[i])),
                    "give one of the two: together no one answer is best for everybody");
    }
}

std::string lines_in_words(const NamedPool& made, std::size_t recipient) {
    std::string text;
    const auto lines = made.pool.lines_of(recipient);
    constexpr std::size_t most_named = 5;
    for (std::size_t k = 0; k < std::min(lines.size(), most_named); ++k)
        text += (k == 0 ? "" : ";") + made.lines[lines[k]].id;
    return lines.size() > most_named ? text + ";..." : text;
}

// Of each limited district the first recipient that does not fit is named.
void check_districts(PoolReading& reading) {
    const NamedPool& made = reading.made;
    const Pool& pool = made.pool;
    constexpr std::size_t nobody = SIZE_MAX;
    std::vector<std::size_t> first(pool.districts.size(), nobody);
    std::vector<bool> reported(pool.districts.size(), false);
    const std::string hint =
        "in a district with a limit, give all the same lines and no limits but room: otherwise "
        "no one answer is best for everybody";
    for (std::size_t i = 0; i < pool.district.size(); ++i) {
        for (auto d = pool.district[i]; d; d = pool.districts[*d].parent) {
            if (pool.districts[*d].most >= no_limit || reported[*d]) continue;
            if (first[*d] == nobody) first[*d] = i;
            const std::string who = shown(made.recipients[i]);
            const std::string where = shown(made.districts[*d]);
            if (has_class_rooms(pool, i) || has_weekly_limit(pool, i) || has_pair_limits(pool, i)) {
                reading.add(reading.spot_of(i, "district"),
                            fmt::format("district {} has a limit, and {} limits of its own for "
                                        "lines or weeks",
                                        where, who),
                            hint);
                reported[*d] = true;
            } else if (pool.group[i] != pool.group[first[*d]]) {
                reading.add(
                    reading.spot_of(i, "district"),
                    fmt::format("district {} has a limit, and mixed lines: {} may take {}, "
                                "but {} may take {}",
                                where, who, lines_in_words(made, i),
                                shown(made.recipients[first[*d]]), lines_in_words(made, first[*d])),
                    hint);
                reported[*d] = true;
            }
        }
    }
}

// Every later sum stays within 64 bits.
void check_sums(PoolReading& reading) {
    const Pool& pool = reading.made.pool;
    Wide weight = 0;
    Wide held = 0;
    for (const std::int64_t each : pool.weight) weight += each;
    for (const std::int64_t each : pool.held) held += each;
    const Wide most = Wide{1} << 60U;
    if (weight > most)
        reading.add(Spot{"recipients.csv", {}, 0, ""}, "the weights add up to more than 2^60",
                    "check the unit: people, not thousands of people");
    if (held > most)
        reading.add(Spot{"recipients.csv", {}, 0, ""}, "what is held adds up to more than 2^60",
                    "check the unit: courses, not thousands of courses");
}

}  // namespace

void fit_together(PoolReading& reading) {
    check_sums(reading);
    settle_class_rooms(reading);
    settle_weeks(reading);
    check_weeks_and_rooms(reading);
    check_districts(reading);
}

}  // namespace aliquot::reading
