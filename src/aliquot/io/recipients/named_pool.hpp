// A pool together with the names of what it is made of: the step inside a country, where supply
// lines are shared among up to twenty million health facilities.
//
// Read from a folder of tables: recipients.csv and lines.csv, and where there are any, limits.csv
// and districts.csv. docs/reference/recipients.md says what they hold.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/supply.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/io/recipients/ids.hpp"
#include "aliquot/sharing/pool.hpp"

namespace aliquot {

struct PooledLine {
    std::string id;
    std::int64_t doses = 0;
    std::int64_t doses_per_course = 1;
    StorageClass storage_class = StorageClass::fridge;
    std::optional<std::int64_t> from_week, until_week;  // as given; weeks count from 1

    [[nodiscard]] std::int64_t courses() const { return doses / doses_per_course; }
    [[nodiscard]] std::int64_t odd_doses() const { return doses % doses_per_course; }
};

struct NamedPool {
    // Recipients and lines stand in order of their ids, groups in order of first appearance,
    // districts by depth and id: the same pool whatever the order of rows. No fault_of(pool).
    Pool pool;
    std::vector<PooledLine> lines;
    Ids recipients;
    std::vector<std::string> districts;
    std::vector<std::string> notices;  // what the tables say and nothing comes of
};

// Whether the folder is one of recipients and not a scenario.
[[nodiscard]] bool holds_recipients(const std::filesystem::path& folder);

// Told how many bytes of all have been read.
using ReadingProgress = std::function<void(std::uint64_t read, std::uint64_t all)>;

// Errors: everything wrong with the tables, in order of file, row and column.
[[nodiscard]] Checked<NamedPool> read_recipients(const std::filesystem::path& folder,
                                                 const ReadingProgress& progress = {});
// `block`: bytes read at a time.
[[nodiscard]] Checked<NamedPool> read_recipients(const Folder& folder,
                                                 std::size_t block = std::size_t{1} << 18U);

}  // namespace aliquot
