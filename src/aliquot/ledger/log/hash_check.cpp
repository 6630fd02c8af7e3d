// Blocks of encoded records go to a thread that hashes them; empty blocks come back.
#include "aliquot/ledger/log/hash_check.hpp"

#include <utility>

namespace aliquot::ledger {

namespace {

constexpr std::size_t block_bytes = 1U << 18U;
constexpr std::size_t most_blocks_waiting = 4;

}  // namespace

HashCheck::HashCheck() : thread_{[this] { check_until_done(); }} {}

HashCheck::~HashCheck() {
    if (thread_.joinable()) (void)finish();
}

void HashCheck::add(const Record& record) {
    if (filling_.ends.empty()) filling_.first = added_;
    ++added_;
    encode(record, filling_.bytes);
    filling_.ends.push_back(filling_.bytes.size());
    filling_.stated.push_back(record.hash);
    if (filling_.bytes.size() >= block_bytes) hand_over();
}

std::vector<std::size_t> HashCheck::finish() {
    hand_over();
    {
        const std::lock_guard lock{mutex_};
        done_ = true;
    }
    changed_.notify_all();
    thread_.join();
    return std::move(wrong_);
}

void HashCheck::hand_over() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return full_.size() < most_blocks_waiting; });
    full_.push_back(std::move(filling_));
    filling_ = {};
    if (!empty_.empty()) {
        filling_ = std::move(empty_.back());
        empty_.pop_back();
    }
    changed_.notify_all();
}

void HashCheck::check_until_done() {
    for (;;) {
        Block block;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return done_ || !full_.empty(); });
            if (full_.empty()) return;
            block = std::move(full_.front());
            full_.pop_front();
        }
        changed_.notify_all();
        std::size_t start = 0;
        for (std::size_t i = 0; i < block.ends.size(); ++i) {
            const std::string_view bytes{block.bytes.data() + start, block.ends[i] - start};
            if (sha256(bytes) != block.stated[i]) wrong_.push_back(block.first + i);
            start = block.ends[i];
        }
        block.bytes.clear();
        block.ends.clear();
        block.stated.clear();
        const std::lock_guard lock{mutex_};
        empty_.push_back(std::move(block));
    }
}

}  // namespace aliquot::ledger
