// One list of batches, and a lock.
#include "aliquot/ensemble/work.hpp"

#include <exception>
#include <thread>
#include <utility>

#include "aliquot/core/check.hpp"

namespace aliquot {

EnsembleWork::EnsembleWork(const EnsemblePlan& plan, Keep keep)
    : plan_{plan}, keep_{std::move(keep)}, tally_{plan} {}

void EnsembleWork::done_before(Tally tally) {
    const std::scoped_lock lock{mutex_};
    ALIQUOT_CHECK(next_ == 0);
    tally_ = std::move(tally);
}

std::optional<std::size_t> EnsembleWork::take() {
    const std::scoped_lock lock{mutex_};
    while (next_ < plan_.batches.size() && tally_.has(next_)) ++next_;
    if (error_ || next_ == plan_.batches.size()) return std::nullopt;
    return next_++;
}

void EnsembleWork::hand_in(const FinishedBatch& finished) {
    const std::scoped_lock lock{mutex_};
    if (error_) return;
    tally_.take_in(finished);
    if (auto kept = keep_(finished); !kept) error_ = kept.error();
}

void EnsembleWork::stop(const Error& error) {
    const std::scoped_lock lock{mutex_};
    if (!error_) error_ = error;
}

std::size_t EnsembleWork::finished() const {
    const std::scoped_lock lock{mutex_};
    return tally_.batches();
}

Result<ComparedRuns> EnsembleWork::result() const {
    const std::scoped_lock lock{mutex_};
    if (error_) return tl::unexpected(*error_);
    return tally_.compared();
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
