// Runs compared by their epidemics, as the files of docs/reference/ensemble.md: written, read
// back, and put together from parts that were worked out apart.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/core/result.hpp"
#include "aliquot/epidemic/comparison.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

struct ComparedRun {
    std::string folder;  // as it was named
    std::string rule;
    std::string inputs_sha256;  // empty: a yardstick, such as no doses at all, which nobody ran

    [[nodiscard]] bool is_yardstick() const { return inputs_sha256.empty(); }
    friend bool operator==(const ComparedRun&, const ComparedRun&) = default;
};

struct ComparedPopulation {
    std::string id;
    std::int64_t people = 0;
    std::vector<std::int64_t> doses_arrived;  // by run
    std::string group = {};                   // a free label, such as an income group; may be empty

    friend bool operator==(const ComparedPopulation&, const ComparedPopulation&) = default;
};

struct LeftOut {
    std::string id;
    std::string why;

    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct ComparisonHead {
    std::uint64_t seed = 1;
    std::int64_t members = 0;  // of the whole ensemble
    Date first_day{};          // of the epidemics, and how many there are
    std::int64_t days = 1;
    std::string settings_sha256;
    std::vector<ComparedRun> runs;  // the first is what the others are held against
    std::vector<ComparedPopulation> participants;
    std::vector<LeftOut> left_out;

    friend bool operator==(const ComparisonHead&, const ComparisonHead&) = default;
};

[[nodiscard]] inline std::size_t weeks_of(const ComparisonHead& head) {
    return epidemic::weeks_in(head.days);
}
[[nodiscard]] inline Date first_day_of(const ComparisonHead& head, std::size_t week) {
    return head.first_day + Days{epidemic::days_of_week * static_cast<std::int64_t>(week)};
}

struct ComparedRuns {
    ComparisonHead head;
    std::int64_t first_member = 0;  // of those here
    epidemic::Comparison figures{0, 0, 0};
    epidemic::WeeklySums weeks{0, 0, 0};  // of just these figures
};

// An ensemble as it is called on a page. Several of the same runs differ in their settings, and so
// carry what is not known of the epidemics, which chance alone does not.
struct NamedEnsemble {
    std::string name;
    ComparedRuns compared;
};

// ensemble.json, participants.csv, groups.csv (if some participant has a group), weeks.csv,
// members.csv and member_weeks.csv; of two runs or more also pairs.csv, ensemble.svg and
// ensemble.html.
[[nodiscard]] Folder comparison_files(const ComparedRuns& compared);

// In words, for people.
[[nodiscard]] std::string comparison_text(const ComparedRuns& compared);

// What comparison_files wrote. Errors: not_found, io, wrong_input, each located.
[[nodiscard]] Result<ComparedRuns> read_comparison(const std::filesystem::path& folder);

// The same of three files in memory.
[[nodiscard]] Result<ComparedRuns> read_comparison(const std::string& folder,
                                                   std::string_view ensemble_json,
                                                   std::string_view members_csv,
                                                   std::string_view member_weeks_csv);

// Parts of one ensemble, in any order, as if it had been worked out in one go.
// Errors: conflict, where they are of different ensembles or members are missing or there twice.
[[nodiscard]] Result<ComparedRuns> merged(std::vector<ComparedRuns> parts);

}  // namespace aliquot
