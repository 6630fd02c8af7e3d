// Puts recipients in order of id, whatever the order of their rows.
#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/core.h>

#include "aliquot/io/recipients/pool_reading.hpp"

namespace aliquot::reading {

namespace {

// The eight bytes of an id behind what all ids begin with, as a number that sorts like them.
struct Key {
    std::uint64_t bytes = 0;
    std::uint32_t recipient = 0;
};

bool is_ascending(const Ids& ids) {
    for (std::size_t i = 1; i < ids.size(); ++i)
        if (ids[i - 1] >= ids[i]) return false;
    return true;
}

std::size_t length_in_common(const Ids& ids) {
    const std::string_view first = ids[0];
    std::size_t length = first.size();
    for (std::size_t i = 1; i < ids.size() && length > 0; ++i) {
        const std::string_view id = ids[i];
        const auto [end, other] = std::mismatch(
            first.begin(), first.begin() + static_cast<std::ptrdiff_t>(std::min(length, id.size())),
            id.begin());
        length = static_cast<std::size_t>(end - first.begin());
    }
    return length;
}

// Byte by byte from the last, each pass keeping the order of the one before.
void sort_by_bytes(std::vector<Key>& keys) {
    std::vector<Key> sorted(keys.size());
    for (unsigned shift = 0; shift < 64; shift += 8) {
        std::array<std::size_t, 257> begin{};
        for (const Key& key : keys) ++begin.at((key.bytes >> shift & 0xFFU) + 1);
        if (std::ranges::find(begin, keys.size()) != begin.end()) continue;  // all alike
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        for (const Key& key : keys) sorted[begin[key.bytes >> shift & 0xFFU]++] = key;
        keys.swap(sorted);
    }
}

// Recipients by id, equal ids by row.
std::vector<std::uint32_t> order_of(const Ids& ids) {
    const std::size_t skipped = length_in_common(ids);
    std::vector<Key> keys(ids.size());
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const std::string_view rest = ids[i].substr(skipped);
        keys[i].recipient = i;
        for (std::size_t k = 0; k < 8; ++k)
            keys[i].bytes =
                keys[i].bytes << 8U | (k < rest.size() ? static_cast<unsigned char>(rest[k]) : 0U);
    }
    sort_by_bytes(keys);
    // Ids that differ only later.
    for (auto begin = keys.begin(); begin != keys.end();) {
        const auto end = std::find_if(begin, keys.end(),
                                      [&](const Key& key) { return key.bytes != begin->bytes; });
        if (end - begin > 1)
            std::sort(begin, end, [&](const Key& a, const Key& b) {
                const int order = ids[a.recipient].compare(ids[b.recipient]);
                return order < 0 || (order == 0 && a.recipient < b.recipient);
            });
        begin = end;
    }
    std::vector<std::uint32_t> order(keys.size());
    std::ranges::transform(keys, order.begin(), &Key::recipient);
    return order;
}

// Rearranges a column, in which each recipient has `width` entries.
template <class Value>
void rearrange(std::vector<Value>& column, const std::vector<std::uint32_t>& order,
               std::size_t width = 1) {
    if (column.empty()) return;
    std::vector<Value> made;
    made.reserve(column.size());
    for (const std::uint32_t from : order)
        for (std::size_t k = 0; k < width; ++k) made.push_back(column[from * width + k]);
    column = std::move(made);
}

Ids rearranged(const Ids& ids, const std::vector<std::uint32_t>& order) {
    Ids made;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) bytes += ids[i].size();
    made.reserve(ids.size(), bytes);
    for (const std::uint32_t from : order) made.add(ids[from]);
    return made;
}

void report_repeated_ids(PoolReading& reading) {
    const Ids& ids = reading.made.recipients;
    std::size_t first = 0;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (ids[i] != ids[first] || ids[i].empty()) {
            first = i;
            continue;
        }
        reading.add(reading.spot_of(i),
                    fmt::format("the same recipient as row {}", reading.spot_of(first).at.row),
                    "keep one of the two");
    }
}

// Numbers groups in the order in which recipients first name them, and drops what nobody names.
void renumber_groups(Pool& pool) {
    constexpr std::uint32_t none = UINT32_MAX;
    std::vector<std::uint32_t> number(pool.groups(), none);
    std::vector<std::uint32_t> begin{0};
    std::vector<LineNumber> lines;
    for (std::uint32_t& group : pool.group) {
        if (number[group] == none) {
            number[group] = static_cast<std::uint32_t>(begin.size() - 1);
            const auto of_group = pool.lines_of_group(group);
            lines.insert(lines.end(), of_group.begin(), of_group.end());
            begin.push_back(static_cast<std::uint32_t>(lines.size()));
        }
        group = number[group];
    }
    pool.group_begin = std::move(begin);
    pool.group_lines = std::move(lines);
}

}  // namespace

void order_by_id(PoolReading& reading) {
    NamedPool& made = reading.made;
    if (!is_ascending(made.recipients)) {
        reading.rows = order_of(made.recipients);
        made.recipients = rearranged(made.recipients, reading.rows);
        rearrange(made.pool.weight, reading.rows);
        rearrange(made.pool.held, reading.rows);
        rearrange(made.pool.room, reading.rows);
        rearrange(made.pool.group, reading.rows);
        rearrange(made.pool.weekly, reading.rows);
        rearrange(made.pool.district, reading.rows);
        rearrange(reading.class_room, reading.rows, reading.classes.size());
        report_repeated_ids(reading);
    }
    renumber_groups(made.pool);
}

}  // namespace aliquot::reading
