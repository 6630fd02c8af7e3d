// Times the exact solver on one workload in a fresh process, and checks the answer it timed.
//
//     sharing_bench one str-room 1000000 20     one workload; prints a line of JSON
//     sharing_bench smoke                       every workload at 200 and 5,000, checked, not timed
//
// Ends with 0 only if every answer passed.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "measuring.hpp"
#include "peers/decomposition.hpp"
#include "workloads.hpp"
#include <fmt/format.h>

#include "aliquot/sharing/share.hpp"
#include "aliquot/sharing/verify.hpp"

namespace aliquot_bench {

namespace {

using aliquot::Pool;
using aliquot::Shares;

constexpr double enough_seconds = 0.2;  // of repeated runs, where one takes less
constexpr int least_runs = 3;
constexpr std::size_t most_lines_by_subsets = 20;

// Whether a table of all subsets of the lines gives everybody the same courses.
enum class Second : std::uint8_t { not_asked, same, another };

Second second_opinion(const Workload& workload, const Pool& pool, const Shares& shares) {
    if (workload.limits != Limits::none && workload.limits != Limits::room)
        return Second::not_asked;
    if (workload.lines > most_lines_by_subsets) return Second::not_asked;
    const auto given = given_by_decomposition(pool, Nodes::merged, bottleneck_by_subsets);
    return given == shares.given ? Second::same : Second::another;
}

struct Checked {
    std::size_t faults = 0;
    Second second = Second::not_asked;
    Seconds verify;

    [[nodiscard]] bool passed() const { return faults == 0 && second != Second::another; }
};

Checked check(const Workload& workload, const Pool& pool, const Shares& shares) {
    Checked checked;
    const Seconds start = now();
    const auto faults = aliquot::verify(pool, shares);
    checked.verify = since(start);
    checked.faults = faults.size();
    for (const aliquot::Fault& fault : faults)
        fmt::print(stderr, "{} {}: {}\n", workload.name(), workload.recipients, fault.words);
    checked.second = second_opinion(workload, pool, shares);
    if (checked.second == Second::another)
        fmt::print(stderr, "{} {}: a table of all subsets of the lines gives other courses\n",
                   workload.name(), workload.recipients);
    return checked;
}

std::uint64_t bytes_of(const Pool& pool) {
    const auto size = [](const auto& column) { return column.size() * sizeof(column[0]); };
    std::uint64_t bytes = size(pool.supply) + size(pool.group_begin) + size(pool.group_lines);
    bytes += size(pool.weight) + size(pool.held) + size(pool.room) + size(pool.group);
    bytes += size(pool.pair_begin) + size(pool.pair_line) + size(pool.pair_most);
    return bytes + size(pool.set_room) + size(pool.weekly) + size(pool.district);
}

std::uint32_t blocks_of(const Shares& shares) {
    std::uint32_t blocks = 0;
    for (const aliquot::LineLevel& level : shares.levels) blocks = std::max(blocks, level.block);
    return blocks;
}

bool time_one(const Workload& workload) {
    const Pool pool = pool_of(workload);
    start_counting_memory();
    Seconds start = now();
    Shares shares = aliquot::share(pool);
    const Seconds cold = since(start);
    const std::uint64_t peak = peak_memory();
    const Checked checked = check(workload, pool, shares);

    Seconds warm{1e9, 1e9};
    double spent = 0;
    int runs = 0;
    for (; runs < least_runs || spent < enough_seconds; ++runs) {
        start = now();
        shares = aliquot::share(pool);
        const Seconds took = since(start);
        warm.clock = std::min(warm.clock, took.clock);
        warm.processor = std::min(warm.processor, took.processor);
        spent += took.processor;
    }
    constexpr std::string_view seconds[] = {"not asked", "same", "another"};
    fmt::print(R"({{"workload":"{}","recipients":{},"lines":{},"groups":{},"edges":{},"blocks":{},)"
               R"("cold_s":{:.6g},"cold_clock_s":{:.6g},"warm_s":{:.6g},"warm_clock_s":{:.6g},)"
               R"("runs":{},"check_s":{:.6g},"pool_bytes":{},"peak_bytes":{},"faults":{},)"
               R"("second_opinion":"{}"}})"
               "\n",
               workload.name(), workload.recipients, workload.lines, pool.groups(), edges_of(pool),
               blocks_of(shares), cold.processor, cold.clock, warm.processor, warm.clock, runs,
               checked.verify.processor, bytes_of(pool), peak, checked.faults,
               seconds[static_cast<std::size_t>(checked.second)]);
    return checked.passed();
}

bool smoke() {
    std::size_t passed = 0;
    std::size_t tried = 0;
    for (const std::string& name : workload_names())
        for (const std::size_t recipients : {std::size_t{200}, std::size_t{5'000}}) {
            const Workload workload = *workload_named(name, recipients, 20);
            const Pool pool = pool_of(workload);
            if (const auto fault = aliquot::fault_of(pool)) {
                fmt::print(stderr, "{} {}: {}\n", name, recipients, fault->what);
                return false;
            }
            ++tried;
            if (check(workload, pool, aliquot::share(pool)).passed()) ++passed;
        }
    fmt::print("{} of {} workloads shared as promised\n", passed, tried);
    return passed == tried;
}

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int answer(int count, char** words) {
    const std::string_view what = count > 1 ? words[1] : "";
    if (what == "smoke" && count == 2) return smoke() ? 0 : 1;
    if (what == "one" && count == 5)
        if (const auto workload = workload_named(words[2], number(words[3]), number(words[4])))
            return time_one(*workload) ? 0 : 1;
    fmt::print(stderr, "usage: sharing_bench smoke | one WORKLOAD RECIPIENTS LINES\nworkloads:");
    for (const std::string& name : workload_names()) fmt::print(stderr, " {}", name);
    fmt::print(stderr, "\n");
    return 2;
}

}  // namespace

}  // namespace aliquot_bench

int main(int count, char** words) {
    return aliquot_bench::answer(count, words);
}
