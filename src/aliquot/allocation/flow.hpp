// Maximum flow in a small network, in whole numbers (Dinic 1970).
//
// Flow once found is kept: capacities may be raised and `augment` called again, which is how the
// rules raise everybody's demand step by step.
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
    Arc add_arc(Node from, Node to, std::int64_t capacity);
    // Requires: no less than the flow already on the arc.
    void set_capacity(Arc arc, std::int64_t capacity);
    [[nodiscard]] std::int64_t flow(Arc arc) const { return arcs_[arc ^ 1].left; }

    // Promises: afterwards no more can flow; the answer is what was added.
    std::int64_t augment(Node source, Node sink);

    // Nodes that could still receive a unit more from `source`.
    [[nodiscard]] std::vector<bool> reachable_from(Node source) const;

private:
    struct HalfArc {
        Node to;
        std::int64_t left;  // residual capacity; of the reverse half: the flow
    };

    bool label(Node source, Node sink);
    std::int64_t push(Node node, Node sink, std::int64_t most);

    std::vector<HalfArc> arcs_;
    std::vector<std::vector<Arc>> out_;
    std::vector<std::size_t> depth_;
    std::vector<std::size_t> next_;
};

}  // namespace aliquot
