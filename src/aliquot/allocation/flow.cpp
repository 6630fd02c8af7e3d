// Maximum flow by Dinic's algorithm.
#include "aliquot/allocation/flow.hpp"

#include <algorithm>
#include <limits>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {
constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();
}  // namespace

FlowNetwork::Arc FlowNetwork::add_arc(Node from, Node to, std::int64_t capacity) {
    ALIQUOT_CHECK(from < out_.size() && to < out_.size() && capacity >= 0);
    const Arc arc = arcs_.size();
    arcs_.push_back({to, capacity});
    arcs_.push_back({from, 0});
    out_[from].push_back(arc);
    out_[to].push_back(arc + 1);
    return arc;
}

void FlowNetwork::set_capacity(Arc arc, std::int64_t capacity) {
    ALIQUOT_CHECK(capacity >= flow(arc));
    arcs_[arc].left = capacity - flow(arc);
}

bool FlowNetwork::label(Node source, Node sink) {
    depth_.assign(out_.size(), unseen);
    std::vector<Node> queue{source};
    depth_[source] = 0;
    for (std::size_t head = 0; head < queue.size(); ++head) {
        for (const Arc arc : out_[queue[head]]) {
            const HalfArc& half = arcs_[arc];
            if (half.left == 0 || depth_[half.to] != unseen) continue;
            depth_[half.to] = depth_[queue[head]] + 1;
            queue.push_back(half.to);
        }
    }
    return depth_[sink] != unseen;
}

std::int64_t FlowNetwork::push(Node node, Node sink, std::int64_t most) {
    if (node == sink || most == 0) return most;
    std::int64_t pushed = 0;
    for (std::size_t& i = next_[node]; i < out_[node].size(); ++i) {
        const Arc arc = out_[node][i];
        HalfArc& half = arcs_[arc];
        if (half.left == 0 || depth_[half.to] != depth_[node] + 1) continue;
        const std::int64_t part = push(half.to, sink, std::min(most - pushed, half.left));
        half.left -= part;
        arcs_[arc ^ 1].left += part;
        pushed += part;
        if (pushed == most) break;  // this arc may have room left: stay on it
    }
    return pushed;
}

std::int64_t FlowNetwork::augment(Node source, Node sink) {
    std::int64_t added = 0;
    while (label(source, sink)) {
        next_.assign(out_.size(), 0);
        added += push(source, sink, std::numeric_limits<std::int64_t>::max());
    }
    return added;
}

std::vector<bool> FlowNetwork::reachable_from(Node source) const {
    std::vector<bool> seen(out_.size(), false);
    std::vector<Node> queue{source};
    seen[source] = true;
    for (std::size_t head = 0; head < queue.size(); ++head) {
        for (const Arc arc : out_[queue[head]]) {
            const HalfArc& half = arcs_[arc];
            if (half.left == 0 || seen[half.to]) continue;
            seen[half.to] = true;
            queue.push_back(half.to);
        }
    }
    return seen;
}

}  // namespace aliquot
