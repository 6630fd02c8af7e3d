// The folder of an ensemble while it is worked on: what is finished is kept in it, so that work
// that was cut short goes on from there and ends with the same bytes.
//
// Until the end the folder holds one file, `.unfinished`: lines of text, each with its SHA-256. The
// first says what the ensemble is, each other is a batch. A line that a crash cut short is worked
// out again.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "aliquot/core/result.hpp"
#include "aliquot/ensemble/batch_line.hpp"
#include "aliquot/ensemble/plan.hpp"
#include "aliquot/ensemble/tally.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

class KeptWork {
public:
    // Takes the folder for this program alone. Without `resume` it must be new or empty; with it,
    // it may also hold the beginnings of the same ensemble by the same version, or all of it.
    // Requires: the plan outlives it.
    // Errors: conflict (it holds something else; another program works in it), io.
    [[nodiscard]] static Result<KeptWork> open(const std::filesystem::path& folder,
                                               const EnsemblePlan& plan, std::string_view version,
                                               bool resume);
    KeptWork(KeptWork&& other) noexcept;
    KeptWork& operator=(KeptWork&&) = delete;
    KeptWork(const KeptWork&) = delete;
    KeptWork& operator=(const KeptWork&) = delete;
    ~KeptWork();

    // What was finished before.
    [[nodiscard]] const Tally& found() const { return found_; }

    // Errors: io.
    [[nodiscard]] Result<void> keep(const FinishedBatch& finished);

    // Puts the files in the folder, each whole or not at all, and the last, ensemble.json, when the
    // others are there; then what was kept is taken away. Errors: io.
    [[nodiscard]] Result<void> finish(const Folder& files);

private:
    KeptWork(std::filesystem::path folder, int file, const EnsemblePlan& plan)
        : folder_{std::move(folder)}, file_{file}, found_{plan} {}

    Result<void> begin_or_go_on(const EnsemblePlan& plan, std::string_view version);
    [[nodiscard]] std::filesystem::path path() const;

    std::filesystem::path folder_;
    int file_ = -1;
    Tally found_;
};

// Whether work in the folder was begun and not brought to its end.
[[nodiscard]] bool is_unfinished(const std::filesystem::path& folder);

}  // namespace aliquot
