// Rank 0 hands out batches as they are asked for, so that a slow machine has fewer of them.
#include <charconv>
#include <exception>
#include <future>
#include <mutex>
#include <thread>

#include "ranks.hpp"
#include <fmt/format.h>

#include "aliquot/core/check.hpp"

namespace aliquot::mpi {

namespace {

class Foreman {
public:
    Foreman(EnsembleWork& work, int others) : work_{work}, at_work_{others} {}

    [[nodiscard]] bool somebody_at_work() const { return at_work_ > 0; }
    [[nodiscard]] const std::string& broken() const { return broken_; }

    void answer(const Message& message) {
        switch (message.word) {
            case Word::wanted:
                return hand_out(message);
            case Word::finished: {
                const std::string_view line = message.text;
                const auto finished =
                    read_batch_line(work_.plan(), line.substr(0, line.size() - 1));
                ALIQUOT_CHECK(finished.has_value());
                return work_.hand_in(*finished);
            }
            case Word::failed:
                if (broken_.empty())
                    broken_ = fmt::format("rank {}: {}", message.rank, message.text);
                work_.stop({ErrorCode::io, "another rank failed", "", ""});
                --at_work_;
                return;
            case Word::batches:
                break;
        }
        ALIQUOT_CHECK(false);
    }

private:
    void hand_out(const Message& message) {
        int wanted = 0;
        std::from_chars(message.text.data(), message.text.data() + message.text.size(), wanted);
        std::string batches;
        for (int k = 0; k < wanted; ++k)
            if (const auto batch = work_.take()) batches += fmt::format("{} ", *batch);
        if (batches.empty()) --at_work_;
        send(message.rank, Word::batches, batches);
    }

    EnsembleWork& work_;
    int at_work_;
    std::string broken_;
};

}  // namespace

bool lead(const Session& session, EnsembleWork& work, int threads, std::string& broken) {
    auto own = std::async(std::launch::async, [&] { work_here(work, threads); });
    Foreman foreman{work, session.size() - 1};
    while (foreman.somebody_at_work()) foreman.answer(receive());
    try {
        own.get();
        broken = foreman.broken();
    } catch (const BrokenPromise& bug) {
        broken = bug.what();
    }
    return broken.empty();
}

}  // namespace aliquot::mpi
