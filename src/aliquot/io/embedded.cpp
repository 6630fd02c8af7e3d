// Scenarios that are part of the program itself, byte for byte as they stand in scenarios/.
//
// The build writes embedded_files.inc, one line for each file, and an assembler file that holds
// the bytes between two labels (see cmake/embed.cmake).
#include <algorithm>
#include <span>

#include "aliquot/io/folder.hpp"

extern "C" {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it declares names, not values
#define ALIQUOT_EMBEDDED(number, scenario, file)           \
    extern const char aliquot_embedded_##number##_begin[]; \
    extern const char aliquot_embedded_##number##_end[];
#include "embedded_files.inc"
#undef ALIQUOT_EMBEDDED
}

namespace aliquot {

namespace {

struct EmbeddedFile {
    std::string_view scenario;
    std::string_view file;
    std::string_view bytes;
};

std::vector<EmbeddedFile> embedded_files() {
    std::vector<EmbeddedFile> files;
#define ALIQUOT_EMBEDDED(number, scenario, file) \
    files.push_back(                             \
        {scenario, file, {aliquot_embedded_##number##_begin, aliquot_embedded_##number##_end}});
#include "embedded_files.inc"
#undef ALIQUOT_EMBEDDED
    return files;
}

}  // namespace

std::vector<std::string> embedded_scenario_names() {
    std::vector<std::string> names;
    for (const EmbeddedFile& file : embedded_files())
        if (std::find(names.begin(), names.end(), file.scenario) == names.end())
            names.emplace_back(file.scenario);
    return names;
}

std::optional<Folder> embedded_scenario(std::string_view name) {
    Folder folder{"embedded:" + std::string{name}, {}};
    for (const EmbeddedFile& file : embedded_files())
        if (file.scenario == name) folder.files.emplace(file.file, file.bytes);
    if (folder.files.empty()) return std::nullopt;
    return folder;
}

}  // namespace aliquot
