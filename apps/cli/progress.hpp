// How far the work is, as one line at a terminal that is written over, and nothing anywhere else.
#pragma once

#include <chrono>
#include <cstddef>

namespace aliquot::cli {

class Progress {
public:
    // `before` of `total` were done when the work began.
    Progress(std::size_t total, std::size_t before, bool wanted);
    ~Progress();  // takes the line away
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // Not from two threads at once.
    void show(std::size_t done);

private:
    using Clock = std::chrono::steady_clock;

    std::size_t total_;
    std::size_t before_;
    bool at_terminal_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_{};
    bool shown_ = false;
};

}  // namespace aliquot::cli
