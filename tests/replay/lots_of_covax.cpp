// Prints what whole lots cost in every round of covax-2021, as the table of docs/methods/lots.md.
//
// Every row is the round as the default run meets it, shared once without a solver and, if this
// build has one, once with it: so that both start from the same holdings.
#include <fmt/core.h>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/lorenz_gap.hpp"
#include "aliquot/allocation/mip/polish.hpp"
#include "aliquot/allocation/mip/solver.hpp"
#include "aliquot/allocation/rules.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/facility/knowledge.hpp"
#include "aliquot/facility/round.hpp"
#include "aliquot/io/scenario_reader.hpp"
#include "aliquot/replay/replay.hpp"

namespace {

using namespace aliquot;

std::string number(Courses courses) {
    return grouped(courses.value());
}

std::string change(const Problem& problem, const std::optional<LotsOutcome::Change>& who) {
    return who ? fmt::format("{} {}", problem.claims[who->claim].id, number(who->courses)) : "";
}

std::string gini(const LotsOutcome::Spread& spread) {
    return fmt::format("0.{:06}", spread.gini_millionths);
}

// Of the worst-covered people, the share that has lost the gap.
std::string share_of_people(const LotsOutcome& lots) {
    return fmt::format("{:.1f} %", 100 * static_cast<double>(lots.gap_weight.value()) /
                                       static_cast<double>(lots.weight.value()));
}

void print_round(int number_of_round, const Problem& problem, const Scenario& scenario) {
    const LotSettings& lots = scenario.settings.lots;
    const Proposal proposal = share_evenly(problem, lots);
    const LotsOutcome& plain = *proposal.lots;
    const mip::Polished polished = mip::polish(problem, proposal.without_product_limit,
                                               proposal.plan, scenario.settings.rule, lots);
    std::string with_solver = "no better plan";
    if (polished.plan) {
        const LotsOutcome better =
            against_exact(problem, proposal.without_product_limit, *polished.plan);
        with_solver = fmt::format("{}, {}", number(better.gap), gini(better.in_lots));
    }
    fmt::print("| {} | {} | {} | {} of {} | {} | {} | {} | {} | {} | {} |\n", number_of_round,
               plain.served, gini(plain.exact), number(plain.gap), number(plain.gap_of),
               share_of_people(plain), number(plain.bound()), gini(plain.in_lots),
               change(problem, plain.gained_most), change(problem, plain.lost_most),
               mip::solver_name().empty() ? "" : with_solver);
}

}  // namespace

int main() {
    const Scenario scenario = *read_scenario(embedded_scenario("covax-2021").value(), {});
    ReplayOptions options;
    options.keep_facts = true;
    const auto replayed = replay(scenario, options);
    if (!replayed) return 1;
    fmt::print(
        "| round | served | Gini exactly | gap | of the worst covered | no plan adds more "
        "than | Gini in lots | gained most | lost most | {} |\n| ---: | ---: | ---: | ---: "
        "| ---: | ---: | ---: | --- | --- | --- |\n",
        mip::solver_name().empty() ? "no solver" : mip::solver_name());
    const Knowledge knowledge{scenario};
    for (const auto& [round, facts] : replayed->facts)
        print_round(
            round, RoundComputer{scenario, knowledge}.compute(facts.input, facts.holdings)->problem,
            scenario);
    return 0;
}
