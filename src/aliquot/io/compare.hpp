// Runs side by side: who is worst off, how even it is, and where the doses were left.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/io/run/spread_figures.hpp"

namespace aliquot {

struct RunsEpidemics;  // compare_epidemics.hpp

// Participants with fewer doses per 100 people (delivered and from elsewhere) are counted.
inline constexpr std::array<std::int64_t, 3> low_marks{10, 20, 40};

struct RunSummary {
    std::string folder;  // as it was named
    std::string scenario;
    std::string rule;
    std::string until;
    std::string inputs_sha256;
    SpreadFigures coverage;
    SpreadFigures doses_per_100;
    Totals totals;
    bool conserved = false;
    std::int64_t certificates = 0;
    std::int64_t verified = 0;  // of them
    std::int64_t participants = 0;
    std::array<std::int64_t, low_marks.size()> below{};  // participants under each of low_marks

    // Doses that exist and are on their way to nobody: unallocated, offered and not answered yet,
    // or accepted and not sent yet.
    [[nodiscard]] Doses idle() const {
        return totals.unallocated + totals.open_offers + totals.awaiting_dispatch;
    }
};

// From summary.json and coverage.csv of a run's folder.
// Errors: not_found, io, wrong_input (located; also a format of another version).
[[nodiscard]] Result<RunSummary> read_run_summary(const std::filesystem::path& folder);

// One column a run, in the order given; aligned for a fixed-width font, no line ends in spaces.
// With what an ensemble says of their epidemics, if there is one.
[[nodiscard]] std::string compare_text(std::span<const RunSummary> runs,
                                       const RunsEpidemics* epidemics = nullptr);
[[nodiscard]] std::string compare_json(std::span<const RunSummary> runs,
                                       const RunsEpidemics* epidemics = nullptr);

}  // namespace aliquot
