// One option for each of several choosers, so that all together are worth most within a budget:
// the multiple-choice knapsack, exactly where it can be and with a bound on what is missed.
#pragma once

#include <cstdint>
#include <vector>

namespace aliquot::epidemic::testing {

struct Option {
    std::int64_t cost = 0;
    std::int64_t value = 0;
};

struct Choice {
    std::vector<std::size_t> option;  // by chooser
    std::int64_t cost = 0;
    std::int64_t value = 0;
    double bound = 0;       // no choice is worth more: that of options mixed in any proportion
    bool is_proven = true;  // that none is worth more than this one
};

// Requires: every chooser has an option that costs nothing; budget at least 0.
// `most_states`: how many unfinished choices are kept; with fewer than are needed the choice is
// within the budget and near the bound, but not proven.
[[nodiscard]] Choice one_option_each(const std::vector<std::vector<Option>>& choosers,
                                     std::int64_t budget, std::size_t most_states = 400'000);

}  // namespace aliquot::epidemic::testing
