// The chooser of the Hogan comparison against all choices there are.
#include "epidemic/one_option_each.hpp"

#include <functional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace aliquot::epidemic::testing {
namespace {

std::int64_t best_of_all(const std::vector<std::vector<Option>>& choosers, std::int64_t budget) {
    std::int64_t best = 0;
    const std::function<void(std::size_t, std::int64_t, std::int64_t)> go =
        [&](std::size_t c, std::int64_t cost, std::int64_t value) {
            if (cost > budget) return;
            if (c == choosers.size()) {
                best = std::max(best, value);
                return;
            }
            for (const Option& each : choosers[c]) go(c + 1, cost + each.cost, value + each.value);
        };
    go(0, 0, 0);
    return best;
}

RC_GTEST_PROP(OneOptionEach, IsTheBestOfAllChoices, ()) {
    std::vector<std::vector<Option>> choosers(*rc::gen::inRange<std::size_t>(1, 6));
    for (auto& options : choosers) {
        options.resize(*rc::gen::inRange<std::size_t>(1, 7));
        for (std::size_t k = 1; k < options.size(); ++k)
            options[k] = {*rc::gen::inRange<std::int64_t>(0, 60),
                          *rc::gen::inRange<std::int64_t>(0, 60)};
    }
    const auto budget = *rc::gen::inRange<std::int64_t>(0, 250);
    const Choice choice = one_option_each(choosers, budget);
    RC_ASSERT(choice.is_proven);
    RC_ASSERT(choice.value == best_of_all(choosers, budget));
    RC_ASSERT(static_cast<double>(choice.value) <= choice.bound * (1 + 1e-12) + 1e-9);
    std::int64_t cost = 0;
    std::int64_t value = 0;
    for (std::size_t c = 0; c < choosers.size(); ++c) {
        cost += choosers[c][choice.option[c]].cost;
        value += choosers[c][choice.option[c]].value;
    }
    RC_ASSERT(cost == choice.cost);
    RC_ASSERT(value == choice.value);
    RC_ASSERT(cost <= budget);
}

}  // namespace
}  // namespace aliquot::epidemic::testing
