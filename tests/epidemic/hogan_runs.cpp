// Every published run of Hogan et al. 2021 that lies beside the checkout, worked out again: how
// many deaths of 2021 come out alike. Not a test, for it takes minutes; hogan_test.cpp has a few.
//
// hogan_runs [--threads N] [--steps A_DAY] [--within SHARE] [--show WORST] [--every NTH]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <thread>

#include "epidemic/hogan.hpp"
#include "epidemic/reference.hpp"
#include <fmt/format.h>

#include "aliquot/epidemic/mean_field.hpp"

namespace aliquot::epidemic::testing {
namespace {

struct Options {
    int threads = 2;
    int steps = 2;  // a day
    double within = 2e-3;
    int show = 0;   // of the worst
    int every = 1;  // run
};

bool read(Options& options, int count, char** arguments) {
    for (int k = 1; k + 1 < count; k += 2) {
        const double value = std::strtod(arguments[k + 1], nullptr);
        if (!(value > 0)) return false;
        if (std::strcmp(arguments[k], "--threads") == 0)
            options.threads = static_cast<int>(value);
        else if (std::strcmp(arguments[k], "--steps") == 0)
            options.steps = static_cast<int>(value);
        else if (std::strcmp(arguments[k], "--within") == 0)
            options.within = value;
        else if (std::strcmp(arguments[k], "--show") == 0)
            options.show = static_cast<int>(value);
        else if (std::strcmp(arguments[k], "--every") == 0)
            options.every = static_cast<int>(value);
        else
            return false;
    }
    return count % 2 == 1;
}

struct Apart {
    double deaths = 0;  // as a share of the published ones
    double vaccinated = 0;
    std::size_t run = 0;
};

Apart apart_of(const nlohmann::json& settings, const PublishedRun& run, int steps,
               double coverage_factor = 1) {
    ByAge coverage = coverage_of(run.targeted);
    for (double& each : coverage) each *= coverage_factor;
    const Parameters p = hogan_parameters(settings, run.group, coverage);
    const Year2021 year = year_2021(settings, mean_field(p, steps));
    return {year.deaths / run.deaths - 1,
            run.vaccinated > 0 ? year.vaccinated / run.vaccinated - 1 : 0};
}

std::vector<Apart> all_apart(const std::vector<PublishedRun>& runs, const Options& options) {
    const nlohmann::json settings = hogan_settings();
    std::vector<Apart> apart(runs.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t k = next++; k < runs.size(); k = next++) {
            apart[k] = apart_of(settings, runs[k], options.steps);
            apart[k].run = k;
        }
    };
    std::vector<std::thread> threads;
    for (int k = 1; k < options.threads; ++k) threads.emplace_back(work);
    work();
    for (std::thread& each : threads) each.join();
    return apart;
}

void print(const std::vector<PublishedRun>& runs, std::vector<Apart> apart,
           const Options& options) {
    const double within = options.within;
    const auto show = [&](const char* figure, double Apart::* what) {
        std::ranges::sort(apart, {}, [&](const Apart& a) { return std::abs(a.*what); });
        const auto inside = std::ranges::count_if(
            apart, [&](const Apart& a) { return std::abs(a.*what) <= within; });
        const Apart& worst = apart.back();
        fmt::print(
            "{}: {} of {} within {:g}; median {:.2g}, 99 in 100 {:.2g}, worst {:+.2g} ({} {})\n",
            figure, inside, apart.size(), within, std::abs(apart[apart.size() / 2].*what),
            std::abs(apart[apart.size() * 99 / 100].*what), worst.*what, runs[worst.run].group,
            runs[worst.run].targeted);
    };
    show("vaccinated", &Apart::vaccinated);
    show("deaths", &Apart::deaths);
    const nlohmann::json settings = hogan_settings();
    for (int k = 0; k < options.show && k < static_cast<int>(apart.size()); ++k) {
        const Apart& a = apart[apart.size() - 1 - static_cast<std::size_t>(k)];
        // With the published number of people vaccinated instead of the target.
        const Apart same = apart_of(settings, runs[a.run], options.steps, 1 / (1 + a.vaccinated));
        fmt::print(
            "  {} {}: deaths {:+.2g}, vaccinated {:+.2g}; with as many vaccinated: deaths "
            "{:+.2g}\n",
            runs[a.run].group, runs[a.run].targeted, a.deaths, a.vaccinated, same.deaths);
    }
}

int hogan_runs(const Options& options) {
    if (!has_reference()) {
        fmt::print("the reference is not beside this checkout\n");
        return 0;
    }
    std::vector<PublishedRun> runs = published_runs();
    std::size_t kept = 0;
    for (std::size_t k = 0; k < runs.size(); k += static_cast<std::size_t>(options.every))
        std::swap(runs[kept++], runs[k]);
    runs.resize(kept);
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Apart> apart = all_apart(runs, options);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    print(runs, apart, options);
    fmt::print("{} steps a day, {} threads: {:.1f} s, {:.0f} ms a run and thread\n", options.steps,
               options.threads, took.count(),
               1e3 * took.count() * options.threads / static_cast<double>(runs.size()));
    return std::ranges::all_of(apart,
                               [&](const Apart& a) { return std::abs(a.deaths) <= options.within; })
               ? 0
               : 1;
}

}  // namespace
}  // namespace aliquot::epidemic::testing

int main(int count, char** arguments) {
    aliquot::epidemic::testing::Options options;
    if (!read(options, count, arguments)) {
        fmt::print(stderr,
                   "usage: hogan_runs [--threads N] [--steps A_DAY] [--within SHARE] [--show "
                   "WORST] [--every NTH]\n");
        return 2;
    }
    return aliquot::epidemic::testing::hogan_runs(options);
}
