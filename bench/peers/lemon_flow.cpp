// Recipients before lines: in the other direction the same library takes 30 times as long.
#include "lemon_flow.hpp"

#include <cstddef>
#include <numeric>
#include <utility>

#include <lemon/preflow.h>
#include <lemon/static_graph.h>

namespace aliquot_bench {

namespace {

int line_of(std::uint64_t lines) {
    return __builtin_ctzll(lines);
}

}  // namespace

std::uint64_t bottleneck_by_lemon(const std::vector<std::uint64_t>& lines,
                                  const std::vector<std::int64_t>& courses,
                                  const std::vector<std::int64_t>& supply, std::uint64_t open) {
    // Nodes: the source, recipients, lines, the sink. Arcs sorted by their first node.
    const auto recipients = static_cast<int>(lines.size());
    const auto line_count = static_cast<int>(supply.size());
    const int first_line = recipients + 1;
    const int sink = first_line + line_count;
    std::vector<std::pair<int, int>> arcs;
    std::vector<std::int64_t> most;
    for (int i = 0; i < recipients; ++i) {
        arcs.emplace_back(0, i + 1);
        most.push_back(courses[static_cast<std::size_t>(i)]);
    }
    for (int i = 0; i < recipients; ++i)
        for (auto rest = lines[static_cast<std::size_t>(i)]; rest != 0; rest &= rest - 1) {
            arcs.emplace_back(i + 1, first_line + line_of(rest));
            most.push_back(courses[static_cast<std::size_t>(i)]);
        }
    for (auto rest = open; rest != 0; rest &= rest - 1) {
        arcs.emplace_back(first_line + line_of(rest), sink);
        most.push_back(supply[static_cast<std::size_t>(line_of(rest))]);
    }
    lemon::StaticDigraph graph;
    graph.build(sink + 1, arcs.begin(), arcs.end());
    lemon::StaticDigraph::ArcMap<std::int64_t> capacity(graph);
    for (std::size_t k = 0; k < most.size(); ++k)
        capacity.set(lemon::StaticDigraph::arcFromId(static_cast<int>(k)), most[k]);

    using Flow = lemon::Preflow<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<std::int64_t>>;
    Flow flow(graph, capacity, lemon::StaticDigraph::nodeFromId(0),
              lemon::StaticDigraph::nodeFromId(sink));
    flow.runMinCut();
    if (flow.flowValue() == std::accumulate(courses.begin(), courses.end(), std::int64_t{0})) {
        flow.startSecondPhase();
        return 0;
    }
    std::uint64_t short_lines = 0;
    for (auto rest = open; rest != 0; rest &= rest - 1)
        if (flow.minCut(lemon::StaticDigraph::nodeFromId(first_line + line_of(rest))))
            short_lines |= rest & -rest;
    return short_lines;
}

}  // namespace aliquot_bench
