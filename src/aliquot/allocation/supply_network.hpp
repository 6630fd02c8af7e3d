// The flow network of a round: supply lines on one side, claims on the other.
//
//   source -> line -> claim's storage class -> claim -> sink
//
// What can flow into the claims at once is what they can be given at once. Units are courses, or
// lots of one product, as the rule chooses.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "aliquot/allocation/flow.hpp"
#include "aliquot/allocation/problem.hpp"

namespace aliquot {

class SupplyNetwork {
public:
    // In courses. Demands start at zero, every line and pair is in use.
    explicit SupplyNetwork(const Problem& problem);

    // Raises what each claim asks for in all. Promises: true and given, or false and unchanged.
    // Requires: no demand below what the claim has been given.
    bool raise(std::span<const std::int64_t> demand);
    bool raise_by_one(std::size_t claim);

    // Claims that could be given one course more if they asked, by moving others between lines
    // without taking any away.
    [[nodiscard]] std::vector<bool> could_get_more() const;

    [[nodiscard]] std::int64_t given(std::size_t claim) const {
        return network_.flow(to_sink_[claim]);
    }

private:
    FlowNetwork network_;
    std::vector<FlowNetwork::Arc> to_sink_;
    std::size_t claims_;
};

// How each claim's courses are made up from the lines: lines in their order of use are used up
// first, and pairs of lower preference number are used before others.
// Requires: `courses` can be given at once.
[[nodiscard]] Grid<Courses> canonical_plan(const Problem& problem,
                                           std::span<const std::int64_t> courses);

}  // namespace aliquot
