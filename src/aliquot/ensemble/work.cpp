// One list of batches, and a lock.
#include "aliquot/ensemble/work.hpp"

#include <exception>
#include <thread>
#include <utility>

#include "aliquot/core/check.hpp"

namespace aliquot {

EnsembleWork::EnsembleWork(const EnsemblePlan& plan, Keep keep)
    : plan_{plan},
      keep_{std::move(keep)},
      done_(plan.batches.size(), false),
      figures_{plan.participants.size(), plan.head.runs.size(), plan.members} {}

void EnsembleWork::put(const FinishedBatch& finished) {
    const Batch& batch = plan_.batches.at(finished.batch);
    ALIQUOT_CHECK(!done_[finished.batch]);
    ALIQUOT_CHECK(finished.figures.size() == plan_.figures_in(finished.batch));
    const std::size_t first = batch.first_member - plan_.first_member;
    for (std::size_t run = 0; run < plan_.head.runs.size(); ++run)
        for (std::size_t m = 0; m < batch.members; ++m)
            figures_.at(batch.participant, run, first + m) =
                finished.figures[run * batch.members + m];
    done_[finished.batch] = true;
    ++finished_;
}

void EnsembleWork::done_before(const FinishedBatch& finished) {
    const std::scoped_lock lock{mutex_};
    ALIQUOT_CHECK(next_ == 0);
    put(finished);
}

std::optional<std::size_t> EnsembleWork::take() {
    const std::scoped_lock lock{mutex_};
    while (next_ < done_.size() && done_[next_]) ++next_;
    if (error_ || next_ == done_.size()) return std::nullopt;
    return next_++;
}

void EnsembleWork::hand_in(const FinishedBatch& finished) {
    const std::scoped_lock lock{mutex_};
    if (error_) return;
    put(finished);
    if (auto kept = keep_(finished); !kept) error_ = kept.error();
}

void EnsembleWork::stop(const Error& error) {
    const std::scoped_lock lock{mutex_};
    if (!error_) error_ = error;
}

std::size_t EnsembleWork::finished() const {
    const std::scoped_lock lock{mutex_};
    return finished_;
}

Result<ComparedRuns> EnsembleWork::result() const {
    const std::scoped_lock lock{mutex_};
    if (error_) return tl::unexpected(*error_);
    ALIQUOT_CHECK(finished_ == done_.size());
    return ComparedRuns{plan_.head, static_cast<std::int64_t>(plan_.first_member), figures_};
}

void work_here(EnsembleWork& work, int threads) {
    std::mutex mutex;
    std::exception_ptr broken;
    const auto one = [&] {
        try {
            while (const auto batch = work.take())
                work.hand_in({*batch, work_out(work.plan(), *batch)});
        } catch (...) {
            work.stop({ErrorCode::io, "a thread failed", "", ""});
            const std::scoped_lock lock{mutex};
            if (!broken) broken = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (int k = 1; k < threads; ++k) others.emplace_back(one);
    one();
    for (std::thread& each : others) each.join();
    if (broken) std::rethrow_exception(broken);
}

}  // namespace aliquot
