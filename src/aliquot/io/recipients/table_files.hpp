// The files of a folder, opened one by one and read in blocks: tables that are too large to be
// held in memory as text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot::reading {

struct OpenFile {
    std::uint64_t size = 0;
    // Fills a part of the space with what comes next, and says how much; 0 at the end.
    std::function<Result<std::size_t>(std::span<char>)> read;
};

struct TableFiles {
    std::string name;                // of the folder, for messages
    std::vector<std::string> files;  // sorted; hidden files and subfolders are left out
    std::function<Result<OpenFile>(const std::string&)> open;

    [[nodiscard]] bool has(std::string_view file) const;
};

// Errors: not_found, io.
[[nodiscard]] Result<TableFiles> files_on_disk(const std::filesystem::path& folder);
// Of a folder in memory, which must outlive what is opened.
[[nodiscard]] TableFiles files_in_memory(const Folder& folder);

[[nodiscard]] Result<std::string> whole_file(const TableFiles& files, const std::string& file);

}  // namespace aliquot::reading
