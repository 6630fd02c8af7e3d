// Gathers drafts, writes them together, answers each.
#include "aliquot/ledger/log/writer.hpp"

#include <exception>
#include <utility>

#include "aliquot/core/check.hpp"
#include "aliquot/ledger/log/fault_point.hpp"

namespace aliquot::ledger {

Writer::Writer(Store& store, const Limits& limits)
    : store_{&store}, limits_{limits}, thread_{[this] { write_until_stopped(); }} {
    ALIQUOT_CHECK(limits.together > 0 && limits.waiting > 0);
}

Writer::~Writer() {
    stop();
}

Result<Place> Writer::append(Draft draft) {
    return submit(std::move(draft)).get();
}

std::future<Result<Place>> Writer::submit(Draft draft) {
    Waiting waiting{std::move(draft), {}};
    auto answer = waiting.answer.get_future();
    std::unique_lock lock{mutex_};
    room_.wait(lock, [this] { return stopped_ || queue_.size() < limits_.waiting; });
    if (stopped_) {
        waiting.answer.set_value(tl::unexpected(
            Error{ErrorCode::io, "the store is being closed", "command " + waiting.draft.command,
                  "nothing of it was recorded; send it again when the store is open"}));
        return answer;
    }
    queue_.push_back(std::move(waiting));
    arrived_.notify_one();
    return answer;
}

void Writer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }
    arrived_.notify_all();
    room_.notify_all();
    const std::lock_guard lock{stopping_};
    if (thread_.joinable()) thread_.join();
}

std::int64_t Writer::steps() const {
    const std::lock_guard lock{mutex_};
    return steps_;
}

void Writer::write_until_stopped() {
    std::vector<Draft> drafts;
    std::vector<std::promise<Result<Place>>> answers;
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            arrived_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
            if (queue_.empty()) return;
            while (!queue_.empty() && drafts.size() < limits_.together) {
                drafts.push_back(std::move(queue_.front().draft));
                answers.push_back(std::move(queue_.front().answer));
                queue_.pop_front();
            }
            ++steps_;
        }
        room_.notify_all();
        write(drafts, answers);
        drafts.clear();
        answers.clear();
    }
}

void Writer::write(std::vector<Draft>& drafts, std::vector<std::promise<Result<Place>>>& answers) {
    std::size_t answered = 0;
    const auto answer = [&](Result<Place> result) {
        answers[answered++].set_value(std::move(result));
    };
    try {
        auto placed = store_->append(drafts);
        if (placed && fails_at("answer.before"))
            placed = tl::unexpected(
                Error{ErrorCode::io, "a fault was planted here", "answer.before", ""});
        if (placed) {
            for (auto& result : *placed) answer(std::move(result));
            return;
        }
        // One draft may be what the store cannot take: the others shall not fail with it. But a
        // store that fails twice running is not asked for each of them.
        int failures = drafts.size() > 1 ? 0 : 2;
        while (answered < drafts.size() && failures < 2) {
            auto alone = store_->append({&drafts[answered], 1});
            failures = alone ? 0 : failures + 1;
            answer(alone ? std::move(alone->front()) : tl::unexpected(alone.error()));
        }
        while (answered < drafts.size()) answer(tl::unexpected(placed.error()));
    } catch (...) {
        // A bug of ours is for every caller to see.
        while (answered < answers.size())
            answers[answered++].set_exception(std::current_exception());
    }
}

}  // namespace aliquot::ledger
