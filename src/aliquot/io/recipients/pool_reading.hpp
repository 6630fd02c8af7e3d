// What the tables of a folder of recipients have in common while they are read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/io/recipients/large_table.hpp"
#include "aliquot/io/recipients/named_pool.hpp"

namespace aliquot::reading {

inline constexpr std::array<std::string_view, 4> recipient_files{"lines.csv", "recipients.csv",
                                                                 "limits.csv", "districts.csv"};

inline constexpr WholeRange course_range{0, most_doses, "courses"};

struct PoolReading {
    const TableFiles& files;
    Findings& findings;
    LargeTable::Progress progress;
    std::size_t block;

    NamedPool made = {};
    Known lines{"supply line", "lines.csv", false, {}};
    Known districts{"district", "districts.csv", false, {}};
    bool has_weeks = false;  // some line has a last week
    // Rooms by storage class, of the classes with a column: recipient by recipient.
    std::vector<StorageClass> classes = {};
    std::vector<std::int64_t> class_room = {};
    bool all_rows = true;                  // every record of recipients.csv has its place
    std::vector<std::uint32_t> rows = {};  // of each recipient, once they were put in order of id

    // Where a recipient stands in recipients.csv.
    [[nodiscard]] Spot spot_of(std::size_t recipient, std::string column = "") const;
    void add(const Spot& spot, std::string what, std::string hint) const {
        if (!findings.full(spot.file)) findings.add(spot, std::move(what), std::move(hint));
    }
};

void read_pooled_lines(PoolReading& reading);
void read_districts(PoolReading& reading);
void read_recipient_rows(PoolReading& reading);
// Puts everything in order of id, and reports ids given twice.
void order_by_id(PoolReading& reading);
// Requires: order_by_id.
void read_pair_limits(PoolReading& reading);
// Drops rooms that say no more than another limit, then looks for limits that do not go together
// and sums that are too large. Requires: no findings.
void fit_together(PoolReading& reading);

}  // namespace aliquot::reading
