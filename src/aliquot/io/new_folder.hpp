// A folder that appears whole or not at all, for files that are too large to be held in memory.
#pragma once

#include <filesystem>
#include <functional>

#include "aliquot/core/result.hpp"

namespace aliquot {

// Calls `fill` with a new folder of its own, which then becomes `path`, new or empty until then.
// A failure, of filling too, leaves `path` as it was. `fill` may be called a second time where a
// folder cannot take the place of another, such as a mounted one.
// Errors: conflict (the folder holds something already), io, and those of `fill`.
[[nodiscard]] Result<void> write_new_folder(
    const std::filesystem::path& path,
    const std::function<Result<void>(const std::filesystem::path& into)>& fill);

}  // namespace aliquot
