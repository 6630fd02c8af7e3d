// Recomputes the hashes of a long log beside its reading, on a thread of its own.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "aliquot/ledger/log/record.hpp"

namespace aliquot::ledger {

class HashCheck {
public:
    HashCheck();
    ~HashCheck();
    HashCheck(const HashCheck&) = delete;
    HashCheck& operator=(const HashCheck&) = delete;

    void add(const Record& record);
    // Waits for the thread. Which of the records, counted from 0 in the order in which they were
    // added, do not have the hash they state.
    [[nodiscard]] std::vector<std::size_t> finish();

private:
    // Encoded records, one after another.
    struct Block {
        std::size_t first = 0;
        std::string bytes;
        std::vector<std::size_t> ends;
        std::vector<Digest> stated;
    };

    void hand_over();
    void check_until_done();

    std::size_t added_ = 0;
    Block filling_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Block> full_;
    std::vector<Block> empty_;
    bool done_ = false;
    std::vector<std::size_t> wrong_;
    std::thread thread_;
};

}  // namespace aliquot::ledger
