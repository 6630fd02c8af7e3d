// A round as a flow network, and the canonical plan for given amounts.
#include "aliquot/allocation/supply_network.hpp"

#include <algorithm>

namespace aliquot {

namespace {

constexpr FlowNetwork::Node source = 0;
constexpr FlowNetwork::Node sink = 1;
constexpr std::size_t classes = 3;

FlowNetwork::Node line_node(std::size_t line) {
    return 2 + line;
}

FlowNetwork::Node claim_node(const Problem& problem, std::size_t claim) {
    return 2 + problem.lines.size() + claim;
}

FlowNetwork::Node class_node(const Problem& problem, std::size_t claim, std::size_t storage) {
    return 2 + problem.lines.size() + problem.claims.size() + claim * classes + storage;
}

std::size_t node_count(const Problem& problem) {
    return 2 + problem.lines.size() + problem.claims.size() * (1 + classes);
}

// Claim by claim, for the storage classes that its open lines use.
void add_class_arcs(const Problem& problem, FlowNetwork& network) {
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t c = 0; c < classes; ++c)
            network.add_arc(class_node(problem, i, c), claim_node(problem, i),
                            problem.claims[i].class_room[c].value());
}

}  // namespace

SupplyNetwork::SupplyNetwork(const Problem& problem)
    : network_{node_count(problem)}, claims_{problem.claims.size()} {
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        network_.add_arc(source, line_node(j), problem.lines[j].courses().value());
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        for (std::size_t i = 0; i < claims_; ++i)
            if (problem.open(i, j))
                network_.add_arc(line_node(j),
                                 class_node(problem, i, problem.lines[j].storage_class),
                                 problem.limit.at(i, j).value());
    add_class_arcs(problem, network_);
    for (std::size_t i = 0; i < claims_; ++i)
        to_sink_.push_back(network_.add_arc(claim_node(problem, i), sink, 0));
}

bool SupplyNetwork::raise(std::span<const std::int64_t> demand) {
    FlowNetwork before = network_;
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < claims_; ++i) {
        missing += demand[i] - given(i);
        network_.set_capacity(to_sink_[i], demand[i]);
    }
    if (network_.augment(source, sink) == missing) return true;
    network_ = std::move(before);
    return false;
}

bool SupplyNetwork::raise_by_one(std::size_t claim) {
    const std::int64_t had = given(claim);
    network_.set_capacity(to_sink_[claim], had + 1);
    if (network_.augment(source, sink) == 1) return true;
    network_.set_capacity(to_sink_[claim], had);
    return false;
}

std::vector<bool> SupplyNetwork::could_get_more() const {
    const std::vector<bool> reached = network_.reachable_from(source);
    std::vector<bool> claims(claims_);
    const std::size_t first = reached.size() - claims_ * (1 + classes);
    for (std::size_t i = 0; i < claims_; ++i) claims[i] = reached[first + i];
    return claims;
}

namespace {

// Courses used of each line when lines are opened in their order of use: opening a line later
// never takes back what flowed from an earlier one, so earlier lines are used up first.
std::vector<std::int64_t> used_of_each_line(const Problem& problem,
                                            std::span<const std::int64_t> courses) {
    FlowNetwork network{node_count(problem)};
    std::vector<FlowNetwork::Arc> from_source;
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        from_source.push_back(network.add_arc(source, line_node(j), 0));
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            if (problem.open(i, j))
                network.add_arc(line_node(j),
                                class_node(problem, i, problem.lines[j].storage_class),
                                problem.limit.at(i, j).value());
    add_class_arcs(problem, network);
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        network.add_arc(claim_node(problem, i), sink, courses[i]);
    for (std::size_t j = 0; j < problem.lines.size(); ++j) {
        network.set_capacity(from_source[j], problem.lines[j].courses().value());
        network.augment(source, sink);
    }
    std::vector<std::int64_t> used;
    for (const FlowNetwork::Arc arc : from_source) used.push_back(network.flow(arc));
    return used;
}

std::vector<int> preference_levels(const Problem& problem) {
    std::vector<int> levels;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (problem.open(i, j)) levels.push_back(problem.preference.at(i, j));
    std::ranges::sort(levels);
    const auto repeated = std::ranges::unique(levels);
    levels.erase(repeated.begin(), repeated.end());
    return levels;
}

}  // namespace

Grid<Courses> canonical_plan(const Problem& problem, std::span<const std::int64_t> courses) {
    const std::vector<std::int64_t> used = used_of_each_line(problem, courses);
    FlowNetwork network{node_count(problem)};
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        network.add_arc(source, line_node(j), used[j]);
    Grid<FlowNetwork::Arc> pair{problem.claims.size(), problem.lines.size()};
    for (std::size_t j = 0; j < problem.lines.size(); ++j)
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            if (problem.open(i, j))
                pair.at(i, j) = network.add_arc(
                    line_node(j), class_node(problem, i, problem.lines[j].storage_class), 0);
    add_class_arcs(problem, network);
    std::int64_t wanted = 0;
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        network.add_arc(claim_node(problem, i), sink, courses[i]);
        wanted += courses[i];
    }
    std::int64_t placed = 0;
    for (const int level : preference_levels(problem)) {
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            for (std::size_t j = 0; j < problem.lines.size(); ++j)
                if (problem.open(i, j) && problem.preference.at(i, j) == level)
                    network.set_capacity(pair.at(i, j), problem.limit.at(i, j).value());
        placed += network.augment(source, sink);
    }
    ALIQUOT_CHECK(placed == wanted);
    Grid<Courses> plan{problem.claims.size(), problem.lines.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (problem.open(i, j)) plan.at(i, j) = Courses{network.flow(pair.at(i, j))};
    return plan;
}

}  // namespace aliquot
