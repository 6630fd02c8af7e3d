// Runs what somebody would use instead of our solver, on the same workloads, and compares.
//
//     sharing_peers list                         the peers that this build has
//     sharing_peers one clp str-room 5000 20     one peer on one workload; prints a line of JSON
//     sharing_peers agree                        do all peers find what our solver finds?
//
// A linear program answers in fractions. It is compared with our solver on the same pool with every
// course cut into equal pieces, as many as fit into the numbers; a flow must give the same courses.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decomposition.hpp"
#include "max_min_programs.hpp"
#include "measuring.hpp"
#include "workloads.hpp"
#include <fmt/format.h>

#include "aliquot/sharing/share.hpp"
#ifdef ALIQUOT_BENCH_LEMON
#include "lemon_flow.hpp"
#endif

namespace aliquot_bench {

namespace {

using aliquot::Pool;

std::vector<std::string> peers() {
    std::vector<std::string> names{"subsets"};
#ifdef ALIQUOT_BENCH_LEMON
    names.insert(names.end(), {"lemon", "lemon-merged"});
#endif
#ifdef ALIQUOT_BENCH_CLP
    names.insert(names.end(), {"clp", "clp-merged"});
#endif
#ifdef ALIQUOT_BENCH_HIGHS
    names.insert(names.end(), {"highs", "highs-ipm", "highs-merged"});
#endif
    return names;
}

struct Outcome {
    bool finished = false;
    Seconds took;
    std::size_t programs = 0;
    // The largest difference from our solver, as a part of the coverage; in whole courses, the
    // number of recipients that are given something else.
    double difference = 0;
    std::size_t others = 0;
};

constexpr std::string_view merged_suffix = "-merged";

// Nothing if it is no linear solver, or none that this build has.
NewSolver linear_solver([[maybe_unused]] std::string_view name) {
#ifdef ALIQUOT_BENCH_CLP
    if (name == "clp") return clp_solver;
#endif
#ifdef ALIQUOT_BENCH_HIGHS
    if (name == "highs")
        return [](const LinearProgram& program) { return highs_solver(program, "simplex"); };
    if (name == "highs-ipm")
        return [](const LinearProgram& program) { return highs_solver(program, "ipm"); };
#endif
    return {};
}

std::string solver_of(std::string_view peer) {
    return std::string{peer.substr(0, peer.find(merged_suffix))};
}
bool is_merged(std::string_view peer) {
    return peer.ends_with(merged_suffix);
}

Outcome by_programs(std::string_view peer, const Pool& pool) {
    Outcome outcome;
    const Seconds start = now();
    const Pool few = is_merged(peer) ? merged(pool) : Pool{};
    const Levels levels =
        max_min_levels(is_merged(peer) ? few : pool, linear_solver(solver_of(peer)));
    outcome.took = since(start);
    outcome.programs = levels.programs;
    outcome.finished = levels.finished;
    const FinePool fine = in_pieces(pool);
    const auto given = aliquot::share(fine.pool).given;
    for (std::size_t i = 0; i < pool.recipients(); ++i) {
        const double ours = static_cast<double>(given[i]) / static_cast<double>(fine.pieces) /
                            static_cast<double>(pool.weight[i]);
        const double theirs = levels.coverage[is_merged(peer) ? pool.group[i] : i];
        const double larger = std::max({ours, theirs, 1e-6});
        outcome.difference = std::max(outcome.difference, std::abs(ours - theirs) / larger);
    }
    return outcome;
}

Outcome by_flow(std::string_view peer, const Pool& pool) {
    Bottleneck bottleneck = bottleneck_by_subsets;
#ifdef ALIQUOT_BENCH_LEMON
    if (solver_of(peer) == "lemon")
        bottleneck = [](const Wants& wants, const std::vector<std::int64_t>& supply, LineSet open) {
            return bottleneck_by_lemon(wants.lines, wants.courses, supply, open);
        };
#endif
    const Nodes nodes = peer == "lemon" ? Nodes::recipients : Nodes::merged;
    Outcome outcome;
    const Seconds start = now();
    const auto theirs = given_by_decomposition(pool, nodes, bottleneck);
    outcome.took = since(start);
    outcome.finished = true;
    const auto ours = aliquot::share(pool).given;
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (ours[i] != theirs[i]) ++outcome.others;
    return outcome;
}

// Nothing where the peer cannot pose the question.
std::optional<Outcome> ask(std::string_view peer, const Workload& workload) {
    const bool plain = workload.limits == Limits::none || workload.limits == Limits::room;
    if (linear_solver(solver_of(peer))) {
        if (is_merged(peer) && workload.limits != Limits::none) return {};
        return by_programs(peer, pool_of(workload));
    }
    if (!plain || (peer == "subsets" && workload.lines > 24)) return {};
    return by_flow(peer, pool_of(workload));
}

bool time_one(std::string_view peer, const Workload& workload) {
    const std::optional<Outcome> outcome = ask(peer, workload);
    if (!outcome) {
        fmt::print(stderr, "{} cannot pose {}\n", peer, workload.name());
        return false;
    }
    fmt::print(R"({{"peer":"{}","workload":"{}","recipients":{},"lines":{},"finished":{},)"
               R"("took_s":{:.6g},"took_clock_s":{:.6g},"programs":{},"difference":{:.3g},)"
               R"("others":{}}})"
               "\n",
               peer, workload.name(), workload.recipients, workload.lines, outcome->finished,
               outcome->took.processor, outcome->took.clock, outcome->programs, outcome->difference,
               outcome->others);
    return outcome->finished;
}

// A part of the coverage that an answer in floating point may be off by.
constexpr double close_enough = 1e-6;

bool agrees(std::string_view peer, const Workload& workload) {
    const std::optional<Outcome> outcome = ask(peer, workload);
    if (!outcome) return true;
    const bool same =
        outcome->finished && outcome->others == 0 && outcome->difference <= close_enough;
    fmt::print("{:12} {:13} {:>5} x {}: {:>3} programs, largest difference {:.1e}, {} others{}\n",
               peer, workload.name(), workload.recipients, workload.lines, outcome->programs,
               outcome->difference, outcome->others,
               same                ? ""
               : outcome->finished ? "  DIFFERS"
                                   : "  NOT FINISHED");
    return same;
}

// What a linear program answers within seconds at 5,000 recipients.
constexpr std::string_view quick_programs[] = {"str-none", "chain-room"};

// Everything at 200; at 5,000 all flows, and some programs.
bool agree() {
    const std::vector<std::string> found = peers();
    bool all_agree = true;
    for (const std::string_view wanted : {"lemon", "clp", "highs"})
        if (std::ranges::find(found, wanted) == found.end())
            fmt::print("{} was not there when this was built: not asked\n", wanted);
    for (const std::string& peer : found)
        for (const std::string& name : workload_names()) {
            if (!agrees(peer, *workload_named(name, 200, 20))) all_agree = false;
            const bool is_quick = !linear_solver(solver_of(peer)) || is_merged(peer) ||
                                  (peer == "clp" && std::ranges::find(quick_programs, name) !=
                                                        std::end(quick_programs));
            if (is_quick && !agrees(peer, *workload_named(name, 5'000, 20))) all_agree = false;
        }
    return all_agree;
}

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int answer(int count, char** words) {
    const std::string_view what = count > 1 ? words[1] : "";
    if (what == "list" && count == 2) {
        for (const std::string& peer : peers()) fmt::print("{}\n", peer);
        return 0;
    }
    if (what == "agree" && count == 2) return agree() ? 0 : 1;
    if (what == "one" && count == 6)
        if (const auto workload = workload_named(words[3], number(words[4]), number(words[5])))
            return time_one(words[2], *workload) ? 0 : 1;
    fmt::print(stderr, "usage: sharing_peers list | agree | one PEER WORKLOAD RECIPIENTS LINES\n");
    return 2;
}

}  // namespace

}  // namespace aliquot_bench

int main(int count, char** words) {
    return aliquot_bench::answer(count, words);
}
