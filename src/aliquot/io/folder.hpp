// A folder of text files in memory: a scenario as given, or a run to be written.
//
// Reading, validating and writing work on these, so that a scenario on disk, one embedded in the
// program and one made by a test are the same thing.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot {

struct Folder {
    std::string name;                          // for messages: the path, or "embedded:NAME"
    std::map<std::string, std::string> files;  // relative path with '/' -> bytes
};

// Every file of the folder; subfolders and hidden files are left out.
// Errors: not_found, io; a file above one GiB is refused.
[[nodiscard]] Result<Folder> read_folder(const std::filesystem::path& path);

// Writes all files into a new or empty folder, or nothing: a failure leaves the folder as it was.
// Errors: conflict (it holds something already), io.
[[nodiscard]] Result<void> write_folder(const std::filesystem::path& path, const Folder& folder);

// Scenarios that every installation carries, by name; covax-2021 is the first.
[[nodiscard]] std::vector<std::string> embedded_scenario_names();
[[nodiscard]] std::optional<Folder> embedded_scenario(std::string_view name);

}  // namespace aliquot
