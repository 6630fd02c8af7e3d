// The work on an ensemble: batches handed out, to threads here and to machines elsewhere, and what
// they came to taken in, in any order.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "aliquot/ensemble/batch_line.hpp"
#include "aliquot/ensemble/plan.hpp"
#include "aliquot/ensemble/tally.hpp"

namespace aliquot {

// Safe to use from several threads. Requires: the plan outlives the work.
class EnsembleWork {
public:
    // Called with every batch that is done, one at a time; an error ends the work.
    using Keep = std::function<Result<void>(const FinishedBatch&)>;

    EnsembleWork(const EnsemblePlan& plan, Keep keep);

    // What was done before. Requires: before any is taken.
    void done_before(Tally tally);

    // The next batch that nobody has; nothing, if there is none or the work has ended.
    [[nodiscard]] std::optional<std::size_t> take();
    void hand_in(const FinishedBatch& finished);
    // Nothing more is handed out. The first error counts.
    void stop(const Error& error);

    [[nodiscard]] const EnsemblePlan& plan() const { return plan_; }
    [[nodiscard]] std::size_t finished() const;
    // What all batches came to, or why the work ended before. Requires: no one is still at work.
    [[nodiscard]] Result<ComparedRuns> result() const;

private:
    const EnsemblePlan& plan_;
    Keep keep_;
    mutable std::mutex mutex_;
    Tally tally_;
    std::size_t next_ = 0;
    std::optional<Error> error_;
};

// Works with so many threads, this one among them, until nothing is left to take. A promise that a
// thread breaks is thrown again here.
void work_here(EnsembleWork& work, int threads);

}  // namespace aliquot
