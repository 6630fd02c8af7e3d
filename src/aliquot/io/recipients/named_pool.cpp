// A folder of recipients, from its files to a pool, or to everything that is wrong with them.
#include "aliquot/io/recipients/named_pool.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/core.h>

#include "aliquot/io/recipients/pool_reading.hpp"

namespace aliquot {

namespace {

using reading::Findings;
using reading::PoolReading;
using reading::Spot;
using reading::TableFiles;

void check_files(const TableFiles& files, Findings& findings) {
    const std::vector<std::string> known(reading::recipient_files.begin(),
                                         reading::recipient_files.end());
    for (const std::string& file : files.files) {
        if (file.ends_with(".md") || std::ranges::find(known, file) != known.end()) continue;
        findings.add(Spot{file, {}, 0, ""},
                     {ErrorCode::wrong_input, fmt::format("unknown file {}", reading::shown(file)),
                      files.name,
                      reading::did_you_mean(file, known,
                                            "the folder holds lines.csv, recipients.csv, "
                                            "limits.csv, districts.csv and *.md only")});
    }
    for (const std::string_view file : {"lines.csv", "recipients.csv"})
        if (!files.has(file))
            findings.add(Spot{std::string{file}, {}, 0, ""},
                         {ErrorCode::wrong_input, fmt::format("{} is missing", file), files.name,
                          "docs/reference/recipients.md says what it holds"});
}

Checked<NamedPool> read_files(const TableFiles& files, reading::LargeTable::Progress progress,
                              std::size_t block) {
    Findings findings{reading::recipient_files};
    check_files(files, findings);
    if (!files.has("lines.csv") || !files.has("recipients.csv"))
        return tl::make_unexpected(findings.take());
    PoolReading reading{files, findings, std::move(progress), block};
    read_pooled_lines(reading);
    read_districts(reading);
    read_recipient_rows(reading);
    order_by_id(reading);
    if (reading.all_rows) read_pair_limits(reading);
    if (findings.empty()) fit_together(reading);
    if (!findings.empty()) return tl::make_unexpected(findings.take());
    return std::move(reading.made);
}

}  // namespace

bool holds_recipients(const std::filesystem::path& folder) {
    std::error_code ignored;
    return std::filesystem::is_directory(folder, ignored) &&
           !std::filesystem::exists(folder / "scenario.toml", ignored) &&
           (std::filesystem::exists(folder / "recipients.csv", ignored) ||
            std::filesystem::exists(folder / "lines.csv", ignored));
}

Checked<NamedPool> read_recipients(const std::filesystem::path& folder,
                                   const ReadingProgress& progress) {
    const auto files = reading::files_on_disk(folder);
    if (!files) return tl::make_unexpected(Errors{files.error()});
    std::uint64_t all = 0;
    for (const std::string_view file : reading::recipient_files) {
        std::error_code absent;
        const auto size = std::filesystem::file_size(folder / file, absent);
        if (!absent) all += size;
    }
    std::uint64_t read = 0;
    reading::LargeTable::Progress told;
    if (progress)
        told = [&](std::uint64_t bytes) {
            read += bytes;
            progress(read, all);
        };
    return read_files(*files, std::move(told), std::size_t{1} << 18U);
}

Checked<NamedPool> read_recipients(const Folder& folder, std::size_t block) {
    return read_files(reading::files_in_memory(folder), {}, block);
}

}  // namespace aliquot
