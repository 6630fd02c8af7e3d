// A bar of forty, the batches, and how long it may still take.
#include "progress.hpp"

#include <cstdio>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

namespace aliquot::cli {

namespace {

std::string in_time(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

Progress::Progress(std::size_t total, std::size_t before, bool wanted)
    : total_{total}, before_{before}, at_terminal_{wanted && ::isatty(STDERR_FILENO) == 1} {}

Progress::~Progress() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(std::size_t done) {
    if (!at_terminal_ || total_ == 0) return;
    const Clock::time_point now = Clock::now();
    if (shown_ && now - last_ < std::chrono::milliseconds{200}) return;
    last_ = now;
    shown_ = true;
    constexpr std::size_t width = 40;
    std::string bar(done * width / total_, '#');
    bar.resize(width, '.');
    std::string left;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (done > before_ && seconds > 1)
        left = fmt::format(", {} left", in_time(seconds * static_cast<double>(total_ - done) /
                                                static_cast<double>(done - before_)));
    fmt::print(stderr, "\r\033[K[{}] {} of {} batches{}", bar, done, total_, left);
    std::fflush(stderr);
}

}  // namespace aliquot::cli
