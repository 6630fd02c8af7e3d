// lines.csv and districts.csv: what there is to share, and limits on many recipients together.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "aliquot/io/recipients/pool_reading.hpp"
#include "aliquot/io/tables.hpp"

namespace aliquot::reading {

namespace {

constexpr WholeRange week_range{1, 1000, "weeks"};

// Reads a table that fits into memory. False: some of it could not be read.
bool read_small_table(PoolReading& reading, std::string_view file, std::span<const Column> columns,
                      const std::function<void(Row&)>& each) {
    auto bytes = whole_file(reading.files, std::string{file});
    if (!bytes) {
        reading.findings.add(Spot{std::string{file}, {}, 0, ""}, std::move(bytes.error()));
        return false;
    }
    if (reading.progress) reading.progress(bytes->size());
    const Folder folder{reading.files.name, {{std::string{file}, *std::move(bytes)}}};
    return read_table(folder, file, columns, reading.findings, each) == TableState::read;
}

PooledLine read_line(Row& row) {
    PooledLine made;
    made.id = row.id("supply");
    made.doses = row.whole("doses", dose_range).value_or(0);
    made.doses_per_course = row.whole("doses_per_course", {1, 9, "doses"}).value_or(1);
    made.storage_class =
        static_cast<StorageClass>(row.one_of("storage_class", storage_class_names).value_or(0));
    made.from_week = row.whole("from_week", week_range);
    made.until_week = row.whole("until_week", week_range);
    if (made.until_week && *made.until_week < made.from_week.value_or(1))
        row.wrong("until_week",
                  fmt::format("week {} is before from_week, {}", *made.until_week, *made.from_week),
                  "");
    return made;
}

void check_doses(PoolReading& reading) {
    Wide doses = 0;
    for (const PooledLine& line : reading.made.lines) doses += line.doses;
    if (doses > most_doses)
        reading.findings.add(Spot{"lines.csv", {}, 0, ""},
                             "the lines have more than 10^15 doses together",
                             "check the unit: doses, not thousands of doses");
}

struct DistrictRow {
    std::string id;
    std::string parent;
    std::int64_t most = no_limit;
    RowAt at;
    std::size_t depth = 0;
};

using Rows = std::map<std::string, DistrictRow, std::less<>>;

// How many districts lie around each. Reports parents that are unknown or lie inside.
void find_depths(PoolReading& reading, Rows& rows) {
    std::vector<std::string> ids;
    for (const auto& [id, row] : rows) ids.push_back(id);
    for (auto& [id, row] : rows) {
        if (row.parent.empty()) continue;
        if (!rows.contains(row.parent)) {
            const auto listed = reading.districts.places.find(row.parent);
            if (listed == reading.districts.places.end())
                reading.add(Spot{"districts.csv", row.at, 0, "parent"},
                            fmt::format("unknown district {}", shown(row.parent)),
                            did_you_mean(row.parent, ids, "districts.csv does not list it"));
            continue;
        }
        const DistrictRow* around = &row;
        while (!around->parent.empty() && rows.contains(around->parent) &&
               row.depth <= rows.size()) {
            around = &rows.find(around->parent)->second;
            ++row.depth;
        }
        if (row.depth > rows.size())
            reading.add(Spot{"districts.csv", row.at, 0, "parent"},
                        fmt::format("{} lies inside itself", shown(id)),
                        "the districts around it lead back to it; correct one of them");
    }
}

}  // namespace

void read_pooled_lines(PoolReading& reading) {
    static constexpr std::array<Column, 6> columns{{{"supply", true},
                                                    {"doses", true},
                                                    {"doses_per_course"},
                                                    {"storage_class"},
                                                    {"from_week"},
                                                    {"until_week"}}};
    std::vector<Numbered<PooledLine>> rows;
    reading.lines.complete = read_small_table(reading, "lines.csv", columns, [&](Row& row) {
        PooledLine made = read_line(row);
        if (row.sound())
            rows.push_back({std::move(made), row.at()});
        else if (!made.id.empty())
            reading.lines.places.emplace(std::move(made.id), Known::unsound);
    });
    auto& lines = reading.made.lines;
    lines = in_key_order(
        std::move(rows), "lines.csv", [](const PooledLine& one) { return std::tie(one.id); },
        "supply line", reading.findings);
    for (std::size_t j = 0; j < lines.size(); ++j) reading.lines.places[lines[j].id] = j;
    if (reading.lines.complete && reading.lines.places.empty())
        reading.findings.add(Spot{"lines.csv", {}, 0, ""}, "there is no supply line in it",
                             "give a row for each");
    check_doses(reading);
    for (const PooledLine& line : lines) {
        reading.made.pool.supply.push_back(line.courses());
        reading.has_weeks = reading.has_weeks || line.until_week.has_value();
    }
}

void read_districts(PoolReading& reading) {
    if (!reading.files.has("districts.csv")) return;
    static constexpr std::array<Column, 3> columns{
        {{"district", true}, {"most", true}, {"parent"}}};
    std::vector<Numbered<DistrictRow>> read;
    reading.districts.complete = read_small_table(reading, "districts.csv", columns, [&](Row& row) {
        DistrictRow made;
        made.id = row.id("district");
        made.most = row.whole("most", course_range).value_or(no_limit);
        made.parent = row.id("parent");
        made.at = row.at();
        if (row.sound())
            read.push_back({std::move(made), row.at()});
        else if (!made.id.empty())
            reading.districts.places.emplace(std::move(made.id), Known::unsound);
    });
    Rows rows;
    for (DistrictRow& each : in_key_order(
             std::move(read), "districts.csv",
             [](const DistrictRow& one) { return std::tie(one.id); }, "district", reading.findings))
        rows.emplace(each.id, std::move(each));
    find_depths(reading, rows);
    std::vector<const DistrictRow*> order;
    for (const auto& [id, row] : rows) order.push_back(&row);
    std::ranges::stable_sort(order, {}, &DistrictRow::depth);
    for (const DistrictRow* row : order) {
        District made;
        made.most = row->most;
        if (const auto around = reading.districts.places.find(row->parent);
            around != reading.districts.places.end() && around->second != Known::unsound)
            made.parent = static_cast<std::uint32_t>(around->second);
        reading.districts.places[row->id] = reading.made.districts.size();
        reading.made.districts.push_back(row->id);
        reading.made.pool.districts.push_back(made);
    }
}

}  // namespace aliquot::reading
