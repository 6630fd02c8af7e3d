// The one writer of a store: many callers, one durable step for all who are waiting.
//
// A durable step costs a wait for the disk, however much it writes. While one is under way, the
// next callers gather; then all of them go into the next step together. Each gets its own answer,
// and never before its records are on the disk.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "aliquot/ledger/log/store.hpp"

namespace aliquot::ledger {

class Writer {
public:
    struct Limits {
        std::size_t together = 1000;   // drafts in one step
        std::size_t waiting = 10'000;  // drafts that may wait; more callers wait to hand theirs in
    };

    // Requires: the store outlives the writer.
    explicit Writer(Store& store) : Writer{store, Limits{}} {}
    Writer(Store& store, const Limits& limits);
    ~Writer();  // as `stop`
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // As Store::append of this draft alone. Errors: io also after `stop`.
    [[nodiscard]] Result<Place> append(Draft draft);
    [[nodiscard]] std::future<Result<Place>> submit(Draft draft);

    // Answers everyone who is waiting and refuses whoever comes later.
    void stop();

    // Durable steps taken so far: far fewer than drafts when many are waiting.
    [[nodiscard]] std::int64_t steps() const;

private:
    struct Waiting {
        Draft draft;
        std::promise<Result<Place>> answer;
    };

    void write_until_stopped();
    void write(std::vector<Draft>& drafts, std::vector<std::promise<Result<Place>>>& answers);

    Store* store_;
    Limits limits_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable room_;
    std::deque<Waiting> queue_;
    bool stopped_ = false;
    std::int64_t steps_ = 0;
    std::mutex stopping_;
    std::thread thread_;
};

}  // namespace aliquot::ledger
