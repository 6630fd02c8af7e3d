// How long does a member take? Kenya for a year in steps of a day, without vaccine and with 100,000
// people vaccinated a day, on every kind of processor that this machine is.
//
//   epidemic_bench [members] [repetitions]
//
// Processor time of one thread; the best repetition counts. What is timed is also checked: against
// the equations, and that all kinds give the same members.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "measuring.hpp"
#include <fmt/core.h>

#include "aliquot/epidemic/by_chance.hpp"
#include "aliquot/epidemic/lanes/kernels.hpp"
#include "aliquot/epidemic/mean_field.hpp"
#include "aliquot/io/epidemic/parameters_file.hpp"

namespace {

using namespace aliquot::epidemic;  // NOLINT(google-build-using-namespace)

struct Workload {
    const char* name;
    const char* parameters;
    double most_apart;  // from the equations' deaths
};

constexpr Workload workloads[] = {
    {"no vaccine, V = 1", R"({"iso3": "KEN", "R0": 2, "seed_share": 0.00002})", 0.01},
    {"vaccine, V = 6",
     R"({"iso3": "KEN", "R0": 2, "seed_share": 0.00002, "max_vaccine_per_day": [0, 100000],
         "tt_vaccine": [0, 30], "vaccine_efficacy_infection": 0.6,
         "vaccine_efficacy_disease": 0.75})",
     0.05}};

void demand(bool holds, const std::string& what) {
    if (holds) return;
    fmt::print(stderr, "wrong: {}\n", what);
    std::exit(1);
}

double deaths_of(const Ensemble& ensemble) {
    double deaths = 0;
    for (const MemberTotals& each : ensemble.members) deaths += static_cast<double>(each.deaths);
    return deaths / static_cast<double>(ensemble.members.size());
}

double best_of(const Parameters& parameters, const ChanceOptions& options, int repetitions,
               Ensemble& ensemble) {
    double best = without_end;
    for (int k = 0; k < repetitions; ++k) {
        const auto start = aliquot_bench::now();
        ensemble = by_chance(parameters, options);
        best = std::min(best, aliquot_bench::since(start).processor);
    }
    const double years = (parameters.days - 1) / 365.0 * static_cast<double>(options.members);
    return 1000 * best / years;
}

}  // namespace

int main(int count, char** words) {
    ChanceOptions options;
    options.members = count > 1 ? std::strtoul(words[1], nullptr, 10) : 128;
    const int repetitions = count > 2 ? std::atoi(words[2]) : 5;
    demand(options.members > 0 && repetitions > 0, "members and repetitions are numbers above 0");
    options.key = random_key(1, 1);
    const KernelList& kernels = kernels_of_this_machine();
    fmt::print("{:<20}{:<10}{:>16}{:>14}{:>14}\n", "workload", "kind", "ms/member-year", "deaths",
               "equations");
    for (const Workload& workload : workloads) {
        const auto file = aliquot::read_epidemic("bench", workload.parameters);
        demand(file.has_value(), "the parameters cannot be read");
        const double equations = mean_field(file->parameters, 10).back().stocks.dead;
        double first = 0;
        for (int k = 0; k < kernels.count; ++k) {
            options.kernel = kernels.kernel[k];
            Ensemble ensemble;
            const double ms = best_of(file->parameters, options, repetitions, ensemble);
            const double deaths = deaths_of(ensemble);
            fmt::print("{:<20}{:<10}{:>16.3f}{:>14.0f}{:>14.0f}\n", workload.name,
                       kernels.kernel[k]->name, ms, deaths, equations);
            demand(std::abs(deaths / equations - 1) < workload.most_apart,
                   "deaths are far from the equations'");
            if (k == 0) first = deaths;
            demand(deaths == first, "kinds of processor differ");
        }
    }
}
