// What finished batches come to together, taken in one by one in any order, so that none of them
// need be kept.
#pragma once

#include <vector>

#include "aliquot/ensemble/batch_line.hpp"
#include "aliquot/ensemble/plan.hpp"

namespace aliquot {

// Requires: the plan outlives it.
class Tally {
public:
    explicit Tally(const EnsemblePlan& plan);

    // Requires: a batch of the plan that is not in it.
    void take_in(const FinishedBatch& finished);
    // All batches at once. Requires: the ensemble of the plan.
    void take_all(ComparedRuns compared);

    [[nodiscard]] bool has(std::size_t batch) const { return has_.at(batch); }
    [[nodiscard]] std::size_t batches() const { return batches_; }
    [[nodiscard]] bool whole() const { return batches_ == has_.size(); }
    // Requires: whole.
    [[nodiscard]] const ComparedRuns& compared() const;

private:
    const EnsemblePlan* plan_;
    std::vector<bool> has_;
    std::size_t batches_ = 0;
    ComparedRuns compared_;
};

}  // namespace aliquot
