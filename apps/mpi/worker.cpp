// A rank that asks for as many batches as it has threads, works them out, and asks again.
#include <atomic>
#include <charconv>
#include <exception>
#include <thread>

#include "ranks.hpp"

namespace aliquot::mpi {

namespace {

std::vector<std::size_t> numbers_of(const std::string& text) {
    std::vector<std::size_t> numbers;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at != end; ++at) {
        numbers.push_back(0);
        at = std::from_chars(at, end, numbers.back()).ptr;
    }
    return numbers;
}

// A batch for each thread.
std::vector<std::string> lines_of(const EnsemblePlan& plan,
                                  const std::vector<std::size_t>& batches) {
    std::vector<std::string> lines(batches.size());
    std::vector<std::exception_ptr> broken(batches.size());
    const auto one = [&](std::size_t k) {
        try {
            lines[k] = batch_line(batches[k], work_out(plan, batches[k]));
        } catch (...) {
            broken[k] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t k = 1; k < batches.size(); ++k) others.emplace_back(one, k);
    one(0);
    for (std::thread& each : others) each.join();
    for (const std::exception_ptr& each : broken)
        if (each) std::rethrow_exception(each);
    return lines;
}

}  // namespace

void follow(const EnsemblePlan& plan, int threads) {
    try {
        for (;;) {
            send(0, Word::wanted, std::to_string(threads));
            const std::vector<std::size_t> batches = numbers_of(receive().text);
            if (batches.empty()) return;
            for (const std::string& line : lines_of(plan, batches)) send(0, Word::finished, line);
        }
    } catch (const std::exception& bug) {
        send(0, Word::failed, bug.what());
    }
}

}  // namespace aliquot::mpi
