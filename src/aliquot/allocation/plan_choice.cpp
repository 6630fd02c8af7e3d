// The cheapest plan of given sums, and then one whose open pairs form no circle.
#include "aliquot/allocation/plan_choice.hpp"

#include <algorithm>
#include <optional>

#include "aliquot/allocation/flow.hpp"

namespace aliquot {

namespace {

using Arc = FlowNetwork::Arc;
using Node = FlowNetwork::Node;
constexpr std::size_t classes = 3;

class Choice {
public:
    Choice(const Problem& problem, const Grid<Courses>& plan, const Grid<Courses>& earlier)
        : claims_{problem.claims.size()},
          lines_{problem.lines.size()},
          network_{2 + lines_ + claims_ * (1 + classes)},
          pairs_{claims_, lines_} {
        std::vector<std::int64_t> used(lines_, 0);
        std::vector<std::int64_t> given(claims_, 0);
        for (std::size_t i = 0; i < claims_; ++i)
            for (std::size_t j = 0; j < lines_; ++j) {
                used[j] += plan.at(i, j).value();
                given[i] += plan.at(i, j).value();
                wanted_ += plan.at(i, j).value();
            }
        for (std::size_t j = 0; j < lines_; ++j) network_.add_arc(source, line_node(j), used[j]);
        for (std::size_t i = 0; i < claims_; ++i)
            for (std::size_t j = 0; j < lines_; ++j)
                if (problem.open(i, j)) add_pair(problem, earlier, i, j);
        for (std::size_t i = 0; i < claims_; ++i) {
            for (std::size_t c = 0; c < classes; ++c)
                network_.add_arc(class_node(i, c), claim_node(i),
                                 problem.claims[i].class_room[c].value());
            network_.add_arc(claim_node(i), sink, given[i]);
        }
    }

    Grid<Courses> run() {
        ALIQUOT_CHECK(network_.augment_at_least_cost(source, sink) == wanted_);
        open_the_circles();
        Grid<Courses> plan{claims_, lines_};
        for (std::size_t i = 0; i < claims_; ++i)
            for (std::size_t j = 0; j < lines_; ++j)
                for (const Arc arc : pairs_.at(i, j)) plan.at(i, j) += Courses{network_.flow(arc)};
        return plan;
    }

private:
    static constexpr Node source = 0;
    static constexpr Node sink = 1;
    [[nodiscard]] Node line_node(std::size_t j) const { return 2 + j; }
    [[nodiscard]] Node claim_node(std::size_t i) const { return 2 + lines_ + i; }
    [[nodiscard]] Node class_node(std::size_t i, std::size_t c) const {
        return 2 + lines_ + claims_ + i * classes + c;
    }

    // Preference decides, keeping what the earlier plan gave breaks ties.
    void add_pair(const Problem& problem, const Grid<Courses>& earlier, std::size_t i,
                  std::size_t j) {
        const std::int64_t limit = problem.limit.at(i, j).value();
        const std::int64_t kept =
            earlier.rows() == 0 ? 0 : std::min(earlier.at(i, j).value(), limit);
        const std::int64_t cost = 2 * problem.preference.at(i, j);
        const Node storage = class_node(i, problem.lines[j].storage_class);
        if (kept > 0)
            pairs_.at(i, j).push_back(network_.add_arc(line_node(j), storage, kept, cost - 1));
        if (kept < limit)
            pairs_.at(i, j).push_back(network_.add_arc(line_node(j), storage, limit - kept, cost));
    }

    [[nodiscard]] bool is_open(Arc arc) const {
        return network_.flow(arc) > 0 && network_.left(arc) > 0;
    }

    // Grows a forest of open pairs. A pair that closes a circle is moved along it until some pair
    // of the circle is empty or full; the cost stays, since it is already the least either way.
    void open_the_circles() {
        tree_.resize(2 + lines_ + claims_ * (1 + classes));
        for (std::size_t i = 0; i < claims_; ++i)
            for (std::size_t j = 0; j < lines_; ++j)
                for (const Arc arc : pairs_.at(i, j)) {
                    while (is_open(arc)) {
                        const auto circle = path(network_.to(arc), network_.from(arc));
                        if (!circle) break;
                        go_round(arc, *circle);
                    }
                    if (is_open(arc)) add_to_tree(arc);
                }
    }

    struct Step {
        Arc arc;
        bool forward;  // walked from the line to the participant
    };

    // The way between two nodes of the forest, if there is one.
    [[nodiscard]] std::optional<std::vector<Step>> path(Node from, Node to) const {
        std::vector<std::optional<Step>> arrived(tree_.size());
        std::vector<Node> queue{from};
        for (std::size_t head = 0; head < queue.size() && queue[head] != to; ++head)
            for (const Arc arc : tree_[queue[head]]) {
                const bool forward = network_.from(arc) == queue[head];
                const Node next = forward ? network_.to(arc) : network_.from(arc);
                if (next == from || arrived[next]) continue;
                arrived[next] = Step{arc, forward};
                queue.push_back(next);
            }
        if (!arrived[to]) return std::nullopt;
        std::vector<Step> steps;
        for (Node node = to; node != from;) {
            const Step step = *arrived[node];
            steps.push_back(step);
            node = step.forward ? network_.from(step.arc) : network_.to(step.arc);
        }
        return steps;
    }

    // Less along the new pair and more along the rest, or the other way round: whichever empties
    // a pair rather than fills one.
    void go_round(Arc closing, std::vector<Step> circle) {
        circle.push_back({closing, true});
        std::int64_t emptied[2];  // the least flow among the arcs that would lose
        std::int64_t amount[2];
        for (const bool with : {false, true}) {
            emptied[with] = amount[with] = Claim::unlimited;
            for (const Step step : circle) {
                const bool gains = step.forward == with;
                const std::int64_t most = gains ? network_.left(step.arc) : network_.flow(step.arc);
                amount[with] = std::min(amount[with], most);
                if (!gains) emptied[with] = std::min(emptied[with], most);
            }
        }
        const bool with = amount[true] == emptied[true] && amount[false] != emptied[false];
        for (const Step step : circle)
            network_.push_along(step.arc, step.forward == with ? amount[with] : -amount[with]);
        for (const Step step : circle)
            if (step.arc != closing && !is_open(step.arc)) remove_from_tree(step.arc);
    }

    void add_to_tree(Arc arc) {
        tree_[network_.from(arc)].push_back(arc);
        tree_[network_.to(arc)].push_back(arc);
    }
    void remove_from_tree(Arc arc) {
        std::erase(tree_[network_.from(arc)], arc);
        std::erase(tree_[network_.to(arc)], arc);
    }

    std::size_t claims_;
    std::size_t lines_;
    FlowNetwork network_;
    Grid<std::vector<Arc>> pairs_;
    std::vector<std::vector<Arc>> tree_;  // open pairs at each node
    std::int64_t wanted_ = 0;
};

}  // namespace

Grid<Courses> choose_plan(const Problem& problem, const Grid<Courses>& plan,
                          const Grid<Courses>& earlier) {
    return Choice{problem, plan, earlier}.run();
}

}  // namespace aliquot
