// Maximum flow by Dinic's algorithm.
#include "aliquot/allocation/flow.hpp"

#include <algorithm>
#include <limits>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {
constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();
}  // namespace

FlowNetwork::Arc FlowNetwork::add_arc(Node from, Node to, std::int64_t capacity,
                                      std::int64_t cost) {
    ALIQUOT_CHECK(from < out_.size() && to < out_.size() && capacity >= 0);
    const Arc arc = arcs_.size();
    arcs_.push_back({to, capacity, cost});
    arcs_.push_back({from, 0, -cost});
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

void FlowNetwork::push_along(Arc arc, std::int64_t more) {
    ALIQUOT_CHECK(more <= arcs_[arc].left && -more <= arcs_[arc ^ 1].left);
    arcs_[arc].left -= more;
    arcs_[arc ^ 1].left += more;
}

// Least costs from the source, by Bellman and Ford with a queue.
bool FlowNetwork::price(Node source, Node sink) {
    constexpr std::int64_t unpriced = std::numeric_limits<std::int64_t>::max();
    price_.assign(out_.size(), unpriced);
    cheapest_in_.assign(out_.size(), 0);
    std::vector<char> queued(out_.size(), 0);
    std::vector<Node> queue{source};
    price_[source] = 0;
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const Node node = queue[head];
        queued[node] = 0;
        for (const Arc arc : out_[node]) {
            const HalfArc& half = arcs_[arc];
            if (half.left == 0 || price_[node] + half.cost >= price_[half.to]) continue;
            price_[half.to] = price_[node] + half.cost;
            cheapest_in_[half.to] = arc;
            if (!queued[half.to]) queue.push_back(half.to);
            queued[half.to] = 1;
        }
    }
    return price_[sink] != unpriced;
}

std::int64_t FlowNetwork::push_cheaply(Node node, Node sink, std::int64_t most) {
    if (node == sink || most == 0) return most;
    std::int64_t pushed = 0;
    on_path_[node] = 1;
    for (std::size_t& i = next_[node]; i < out_[node].size(); ++i) {
        const Arc arc = out_[node][i];
        HalfArc& half = arcs_[arc];
        if (half.left == 0 || on_path_[half.to] || price_[half.to] != price_[node] + half.cost)
            continue;
        const std::int64_t part = push_cheaply(half.to, sink, std::min(most - pushed, half.left));
        half.left -= part;
        arcs_[arc ^ 1].left += part;
        pushed += part;
        if (pushed == most) break;
    }
    on_path_[node] = 0;
    return pushed;
}

std::int64_t FlowNetwork::push_on_cheapest_path(Node source, Node sink) {
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (Node node = sink; node != source; node = from(cheapest_in_[node]))
        most = std::min(most, arcs_[cheapest_in_[node]].left);
    for (Node node = sink; node != source; node = from(cheapest_in_[node]))
        push_along(cheapest_in_[node], most);
    return most;
}

std::int64_t FlowNetwork::augment_at_least_cost(Node source, Node sink) {
    std::int64_t added = 0;
    on_path_.assign(out_.size(), 0);
    while (price(source, sink)) {
        next_.assign(out_.size(), 0);
        std::int64_t pushed = push_cheaply(source, sink, std::numeric_limits<std::int64_t>::max());
        // Circles that cost nothing can hide the way from that search.
        if (pushed == 0) pushed = push_on_cheapest_path(source, sink);
        added += pushed;
    }
    return added;
}

}  // namespace aliquot
