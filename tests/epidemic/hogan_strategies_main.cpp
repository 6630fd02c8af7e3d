// Hogan et al.'s ways of sharing 850 million courses from our own epidemics, beside the published
// figures: six fixed strategies, and with --optimum the best (all 5,576 epidemics; minutes).
//
// hogan_strategies [--threads N] [--optimum 1] [--rt2 R0_OF_2021] [--efficacy AGAINST_INFECTION]
#include <chrono>
#include <cstring>

#include "epidemic/hogan_strategies.hpp"
#include "epidemic/reference.hpp"
#include <fmt/format.h>

namespace aliquot::epidemic::testing {
namespace {

constexpr int steps = 2;  // a day
constexpr std::int64_t courses = 850'000'000;

struct Options {
    int threads = 2;
    bool optimum = false;
    double rt2 = 0;       // 0: as published
    double efficacy = 0;  // 0: as published
};

bool read(Options& options, int count, char** arguments) {
    for (int k = 1; k + 1 < count; k += 2) {
        const double value = std::strtod(arguments[k + 1], nullptr);
        if (!(value > 0)) return false;
        if (std::strcmp(arguments[k], "--threads") == 0)
            options.threads = static_cast<int>(value);
        else if (std::strcmp(arguments[k], "--optimum") == 0)
            options.optimum = true;
        else if (std::strcmp(arguments[k], "--rt2") == 0)
            options.rt2 = value;
        else if (std::strcmp(arguments[k], "--efficacy") == 0)
            options.efficacy = value;
        else
            return false;
    }
    return count % 2 == 1;
}

void print_fixed(const nlohmann::json& settings) {
    const std::vector<StrategyRow> rows = fixed_strategies(settings, steps);
    fmt::print("deaths averted per million people: ours (published)\n");
    for (const StrategyRow& row : rows)
        fmt::print("{} {} {:4} {:7.1f} ({:g})\n", row.variant, row.strategy, row.group, row.ours,
                   row.published);
    for (const auto& [name, total] : totals_of(rows))
        fmt::print("{} {} all  {:7.1f} ({:g})\n", name.first, name.second, total.ours,
                   total.published);
}

struct OfGroup {
    std::int64_t people = 0;
    std::int64_t courses = 0;
    std::int64_t averted = 0;
};

void print_optimum(const nlohmann::json& settings, int threads) {
    const auto start = std::chrono::steady_clock::now();
    const DeathsByTarget deaths = deaths_by_target(settings, steps, threads);
    const std::chrono::duration<double> runs = std::chrono::steady_clock::now() - start;
    const std::vector<CountryShare> countries = large_countries();
    const auto options = options_of(settings, countries, deaths);
    const auto from = std::chrono::steady_clock::now();
    const Choice choice = one_option_each(options, courses);
    const std::chrono::duration<double> choosing = std::chrono::steady_clock::now() - from;
    std::map<std::string, OfGroup> groups;
    OfGroup all;
    for (std::size_t c = 0; c < countries.size(); ++c) {
        const Option& chosen = options[c][choice.option[c]];
        for (OfGroup* each : {&groups[countries[c].group], &all}) {
            each->people += countries[c].people;
            each->courses += chosen.cost;
            each->averted += chosen.value;
        }
    }
    fmt::print("{} countries, {} people; {} averted with {} courses; bound {:.1f}; {}\n",
               countries.size(), all.people, choice.value, choice.cost, choice.bound,
               choice.is_proven ? "proven to be the best" : "not proven to be the best");
    groups["all"] = all;
    for (const auto& [name, group] : groups)
        fmt::print(
            "{:4} {:4.1f} courses per 100 people ({:4.1f} % of them), averted per million {:.0f}\n",
            name, 100.0 * static_cast<double>(group.courses) / static_cast<double>(group.people),
            100.0 * static_cast<double>(group.courses) / static_cast<double>(all.courses),
            1e6 * static_cast<double>(group.averted) / static_cast<double>(group.people));
    fmt::print("{} epidemics in {:.0f} s on {} threads, the choice in {:.1f} s\n",
               4 * all_targets().size(), runs.count(), threads, choosing.count());
}

int hogan_strategies(const Options& options) {
    if (!has_reference()) {
        fmt::print("the reference is not beside this checkout\n");
        return 0;
    }
    nlohmann::json settings = hogan_settings();
    if (options.rt2 > 0) settings["R0"][2] = options.rt2;
    if (options.efficacy > 0) settings["vaccine_efficacy_infection"] = options.efficacy;
    if (options.optimum)
        print_optimum(settings, options.threads);
    else
        print_fixed(settings);
    return 0;
}

}  // namespace
}  // namespace aliquot::epidemic::testing

int main(int count, char** arguments) {
    aliquot::epidemic::testing::Options options;
    if (!read(options, count, arguments)) {
        fmt::print(stderr,
                   "usage: hogan_strategies [--threads N] [--optimum 1] [--rt2 R0] "
                   "[--efficacy SHARE]\n");
        return 2;
    }
    return aliquot::epidemic::testing::hogan_strategies(options);
}
