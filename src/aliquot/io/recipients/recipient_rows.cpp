// recipients.csv: one row a recipient, with its weight and whatever limits it has.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "aliquot/core/text.hpp"
#include "aliquot/io/recipients/line_lists.hpp"
#include "aliquot/io/recipients/plain_cells.hpp"
#include "aliquot/io/recipients/pool_reading.hpp"

namespace aliquot::reading {

namespace {

// Places in `columns`; the storage classes in their own order.
enum Place : std::size_t {
    recipient,
    weight,
    held,
    room,
    request,
    lines,
    first_class,
    courses_per_week = first_class + storage_class_names.size(),
    district,
};

constexpr std::array<Column, 11> columns{{{"recipient", true},
                                          {"weight", true},
                                          {"held"},
                                          {"room"},
                                          {"request"},
                                          {"lines"},
                                          {"fridge"},
                                          {"freezer"},
                                          {"ultra_cold"},
                                          {"courses_per_week"},
                                          {"district"}}};

constexpr WholeRange weight_range{1, (std::int64_t{1} << 48) - 1, "people"};

// What one row says.
struct RecipientRow {
    std::string_view id;
    std::int64_t weight = 1;
    std::int64_t held = 0;
    std::int64_t room = no_limit;
    std::int64_t request = no_limit;
    std::uint32_t group = 0;
    std::array<std::int64_t, storage_class_names.size()> class_room{no_limit, no_limit, no_limit};
    std::int64_t weekly = no_limit;
    std::optional<std::uint32_t> district;
};

// An optional amount of courses. Requires: `number` holds what an empty cell means.
bool plain_courses(std::string_view cell, std::int64_t& number) {
    return cell.empty() || plain_number(cell, course_range.least, course_range.most, number);
}

std::vector<std::string> ids_of(const std::vector<PooledLine>& lines) {
    std::vector<std::string> ids;
    for (const PooledLine& line : lines) ids.push_back(line.id);
    return ids;
}

class RecipientTaker : public RowTaker {
public:
    explicit RecipientTaker(PoolReading& reading)
        : reading_{reading}, pool_{reading.made.pool}, lists_{ids_of(reading.made.lines)} {
        for (const auto& [id, number] : reading.districts.places) district_ids_.add(id);
        for (const auto& [id, number] : reading.districts.places)
            district_numbers_.push_back(static_cast<std::uint32_t>(number));
    }

    void begin(const Places& places, std::size_t rows) override {
        places_ = places;
        for (std::size_t k = 0; k < storage_class_names.size(); ++k)
            if (places[first_class + k]) reading_.classes.push_back(static_cast<StorageClass>(k));
        has_weekly_ = places[courses_per_week].has_value();
        has_district_ = places[district].has_value();
        if (has_weekly_ && !reading_.has_weeks && reading_.lines.complete)
            reading_.findings.add(
                Spot{"recipients.csv", {1, 1}, *places[courses_per_week], "courses_per_week"},
                "there are no weeks to count", "give until_week in lines.csv");
        limits_districts_ = has_district_ && reading_.files.has("districts.csv");
        constexpr std::size_t likely_id = 12;
        reading_.made.recipients.reserve(rows, rows * likely_id);
        for (auto* column : {&pool_.weight, &pool_.held, &pool_.room}) column->reserve(rows);
        pool_.group.reserve(rows);
        reading_.class_room.reserve(rows * reading_.classes.size());
        if (has_weekly_) pool_.weekly.reserve(rows);
        if (limits_districts_) pool_.district.reserve(rows);
    }

    bool take(const Cells& cells) override {
        RecipientRow row;
        row.id = cells[recipient];
        if (!is_plain_id(row.id) ||
            !plain_number(cells[weight], weight_range.least, weight_range.most, row.weight) ||
            !plain_courses(cells[held], row.held) || !plain_courses(cells[room], row.room) ||
            !plain_courses(cells[request], row.request))
            return false;
        for (const StorageClass each : reading_.classes) {
            const auto k = static_cast<std::size_t>(each);
            if (!plain_courses(cells[first_class + k], row.class_room.at(k))) return false;
        }
        if (!plain_courses(cells[courses_per_week], row.weekly)) return false;
        if (!plain_district(cells[district], row)) return false;
        const auto group = lists_.group_of(cells[lines]);
        if (!group) return false;
        row.group = *group;
        keep(row);
        return true;
    }

    void take_closely(Row& row) override {
        RecipientRow made;
        const std::string id = row.id("recipient");
        made.id = id;
        made.weight = row.whole("weight", weight_range).value_or(1);
        made.held = row.whole("held", course_range).value_or(0);
        made.room = row.whole("room", course_range).value_or(no_limit);
        made.request = row.whole("request", course_range).value_or(no_limit);
        for (std::size_t k = 0; k < storage_class_names.size(); ++k)
            made.class_room.at(k) =
                row.whole(columns[first_class + k].name, course_range).value_or(no_limit);
        made.weekly = row.whole("courses_per_week", course_range).value_or(no_limit);
        if (limits_districts_) {
            if (const auto place = row.known("district", reading_.districts))
                made.district = static_cast<std::uint32_t>(*place);
        } else {
            (void)row.id("district");
        }
        made.group = closely_read_group(row);
        // With a line whose own row is wrong, the row is taken as if it named all.
        keep(made);
    }

    void skip() override { keep({}); }

    void finish() {
        for (std::uint32_t g = 0; g < lists_.groups(); ++g) {
            const auto of_group = lists_.lines_of(g);
            pool_.group_lines.insert(pool_.group_lines.end(), of_group.begin(), of_group.end());
            pool_.group_begin.push_back(static_cast<std::uint32_t>(pool_.group_lines.size()));
        }
        if (content_ > 0)
            reading_.made.notices.push_back(fmt::format(
                "recipients.csv: {} more than requested and can be given nothing; the first is {}, "
                "which holds {} and requests {}",
                content_ == 1 ? "one recipient holds" : grouped(content_) + " recipients hold",
                first_content_, grouped(first_held_), grouped(first_request_)));
        if (has_district_ && !limits_districts_)
            reading_.made.notices.emplace_back(
                "recipients.csv: districts are named, and without districts.csv none has a limit");
    }

private:
    bool plain_district(std::string_view cell, RecipientRow& row) {
        if (cell.empty()) return true;
        if (!limits_districts_) return is_plain_id(cell);
        const auto found = district_ids_.find(cell);
        if (!found || district_numbers_[*found] == static_cast<std::uint32_t>(Known::unsound))
            return false;
        row.district = district_numbers_[*found];
        return true;
    }

    std::uint32_t closely_read_group(Row& row) {
        const std::string text = row.text("lines");
        if (const auto group = lists_.group_of(text)) return *group;
        std::vector<std::size_t> seen;
        std::string_view rest = text;
        for (bool more = true; more;) {
            const std::size_t end = rest.find(';');
            const std::string_view id = rest.substr(0, end);
            more = end != std::string_view::npos;
            if (more) rest.remove_prefix(end + 1);
            if (id == "*") {
                row.wrong("lines", "\"*\" stands beside other supply lines",
                          "write \"*\" alone, or the supply lines alone");
                continue;
            }
            const auto place = row.known_word("lines", id, reading_.lines);
            if (!place) continue;
            if (std::ranges::find(seen, *place) != seen.end())
                row.wrong("lines", fmt::format("{} is named twice", shown(id)), "name it once");
            seen.push_back(*place);
        }
        return *lists_.group_of("*");
    }

    void keep(const RecipientRow& row) {
        reading_.made.recipients.add(row.id);
        pool_.weight.push_back(row.weight);
        pool_.held.push_back(row.held);
        std::int64_t most = row.room;
        if (row.request < no_limit) {
            // The first by id, so that the order of rows does not show.
            if (row.request < row.held && (content_++ == 0 || row.id < first_content_)) {
                first_content_ = row.id;
                first_held_ = row.held;
                first_request_ = row.request;
            }
            most = std::min(most, std::max<std::int64_t>(0, row.request - row.held));
        }
        pool_.room.push_back(most);
        pool_.group.push_back(row.group);
        for (const StorageClass each : reading_.classes)
            reading_.class_room.push_back(row.class_room.at(static_cast<std::size_t>(each)));
        if (has_weekly_) pool_.weekly.push_back(row.weekly);
        if (limits_districts_) pool_.district.push_back(row.district);
    }

    PoolReading& reading_;
    Pool& pool_;
    LineLists lists_;
    InternedTexts district_ids_;
    std::vector<std::uint32_t> district_numbers_;
    Places places_;
    bool has_weekly_ = false;
    bool has_district_ = false;
    bool limits_districts_ = false;
    // Those that hold more than they request.
    std::int64_t content_ = 0;
    std::string first_content_;
    std::int64_t first_held_ = 0;
    std::int64_t first_request_ = 0;
};

}  // namespace

Spot PoolReading::spot_of(std::size_t recipient, std::string column) const {
    const std::uint64_t row = (rows.empty() ? recipient : rows[recipient]) + 2;  // after the header
    return {"recipients.csv", {row, row}, 0, std::move(column)};
}

void read_recipient_rows(PoolReading& reading) {
    auto file = reading.files.open("recipients.csv");
    if (!file) {
        reading.findings.add(Spot{"recipients.csv", {}, 0, ""}, std::move(file.error()));
        return;
    }
    RecipientTaker taker{reading};
    LargeTable table{"recipients.csv", *std::move(file), columns,
                     reading.findings, reading.progress, reading.block};
    reading.all_rows = table.read(taker);
    taker.finish();
    if (reading.all_rows && reading.made.recipients.size() == 0)
        reading.findings.add(Spot{"recipients.csv", {}, 0, ""}, "there is no recipient in it",
                             "give a row for each");
}

}  // namespace aliquot::reading
