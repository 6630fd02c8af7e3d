// Maximum flow in a small network, in whole numbers (Dinic 1970), and the cheapest such flow.
//
// Flow once found is kept: capacities may be raised and `augment` called again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aliquot {

class FlowNetwork {
public:
    using Node = std::size_t;
    using Arc = std::size_t;

    explicit FlowNetwork(std::size_t nodes) : out_(nodes) {}

    // Arcs are searched in the order in which they were added.
    Arc add_arc(Node from, Node to, std::int64_t capacity, std::int64_t cost = 0);
    // Requires: no less than the flow already on the arc.
    void set_capacity(Arc arc, std::int64_t capacity);
    [[nodiscard]] std::int64_t flow(Arc arc) const { return arcs_[arc ^ 1].left; }
    [[nodiscard]] std::int64_t left(Arc arc) const { return arcs_[arc].left; }
    [[nodiscard]] Node from(Arc arc) const { return arcs_[arc ^ 1].to; }
    [[nodiscard]] Node to(Arc arc) const { return arcs_[arc].to; }
    // Moves what flows on an arc: more, or less if negative. The caller keeps nodes in balance.
    void push_along(Arc arc, std::int64_t more);

    // Promises: afterwards no more can flow; the answer is what was added.
    std::int64_t augment(Node source, Node sink);

    // The same at the smallest sum of costs; costs may be negative where no circle of arcs is
    // (primal-dual method, Ford and Fulkerson 1962). Requires: no flow yet.
    std::int64_t augment_at_least_cost(Node source, Node sink);

private:
    struct HalfArc {
        Node to;
        std::int64_t left;  // residual capacity; of the reverse half: the flow
        std::int64_t cost;  // of a unit more
    };

    bool label(Node source, Node sink);
    bool price(Node source, Node sink);
    std::int64_t push_cheaply(Node node, Node sink, std::int64_t most);
    std::int64_t push_on_cheapest_path(Node source, Node sink);
    std::int64_t push(Node node, Node sink, std::int64_t most);

    std::vector<HalfArc> arcs_;
    std::vector<std::vector<Arc>> out_;
    std::vector<std::size_t> depth_;
    std::vector<std::size_t> next_;
    std::vector<std::int64_t> price_;  // the least cost from the source
    std::vector<Arc> cheapest_in_;     // the last arc of the cheapest way to each node
    std::vector<char> on_path_;
};

}  // namespace aliquot
