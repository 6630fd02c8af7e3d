// A shared pool as files: awards.csv, who is given how much of which line, and summary.json.
// docs/reference/recipients.md says what is in them.
#pragma once

#include <filesystem>
#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/io/recipients/figures.hpp"
#include "aliquot/io/recipients/named_pool.hpp"
#include "aliquot/sharing/shares.hpp"

namespace aliquot {

// Writes both files into a new or empty folder, or nothing.
// Errors: conflict (it holds something already), io.
[[nodiscard]] Result<void> write_shares(const std::filesystem::path& folder, const NamedPool& named,
                                        const Shares& shares, const SharingFigures& figures);

[[nodiscard]] std::string shares_summary_json(const NamedPool& named, const Shares& shares,
                                              const SharingFigures& figures);

}  // namespace aliquot
