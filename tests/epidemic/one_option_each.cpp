// A price is put on the budget (Lagrange); then chooser after chooser is added to a list of
// unfinished choices, without those that cost more for less, and without those that the bound
// says cannot become the best.
#include "epidemic/one_option_each.hpp"

#include <algorithm>
#include <cmath>

namespace aliquot::epidemic::testing {

namespace {

using Choosers = std::vector<std::vector<Option>>;

double worth(const Option& option, double price) {
    return static_cast<double>(option.value) - price * static_cast<double>(option.cost);
}

std::size_t best_at(const std::vector<Option>& options, double price) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < options.size(); ++k) {
        const double more = worth(options[k], price) - worth(options[best], price);
        if (more > 0 || (more == 0 && options[k].cost < options[best].cost)) best = k;
    }
    return best;
}

Choice chosen_at(const Choosers& choosers, double price) {
    Choice choice;
    for (const auto& options : choosers) {
        const std::size_t k = best_at(options, price);
        choice.option.push_back(k);
        choice.cost += options[k].cost;
        choice.value += options[k].value;
    }
    return choice;
}

// What nothing can be worth more than, at any price; the least is the best bound.
double bound_at(const Choosers& choosers, double price, std::int64_t budget) {
    double all = price * static_cast<double>(budget);
    for (const auto& options : choosers) all += worth(options[best_at(options, price)], price);
    return all;
}

// The least price at which no more than the budget is spent.
double price_of(const Choosers& choosers, std::int64_t budget) {
    double low = 0;
    double high = 1;
    if (chosen_at(choosers, 0).cost <= budget) return 0;
    while (chosen_at(choosers, high).cost > budget) high *= 2;
    for (int k = 0; k < 100; ++k) {
        const double middle = (low + high) / 2;
        (chosen_at(choosers, middle).cost > budget ? low : high) = middle;
    }
    return high;
}

// Spends what is left, each time on what is worth most for its cost.
void fill_up(const Choosers& choosers, std::int64_t budget, Choice& choice) {
    while (true) {
        double best = 0;
        std::size_t who = 0;
        std::size_t what = 0;
        for (std::size_t c = 0; c < choosers.size(); ++c) {
            const Option& now = choosers[c][choice.option[c]];
            for (std::size_t k = 0; k < choosers[c].size(); ++k) {
                const Option& other = choosers[c][k];
                if (other.value <= now.value || choice.cost + other.cost - now.cost > budget)
                    continue;
                const double rate =
                    static_cast<double>(other.value - now.value) /
                    static_cast<double>(std::max<std::int64_t>(1, other.cost - now.cost));
                if (rate > best) {
                    best = rate;
                    who = c;
                    what = k;
                }
            }
        }
        if (best == 0) return;
        const Option& now = choosers[who][choice.option[who]];
        const Option& next = choosers[who][what];
        choice.cost += next.cost - now.cost;
        choice.value += next.value - now.value;
        choice.option[who] = what;
    }
}

struct State {
    std::int64_t cost = 0;
    std::int64_t value = 0;
    std::size_t before = 0;  // in the list of the chooser before
    std::size_t option = 0;
};
using Stage = std::vector<State>;

// Ascending by cost and by value.
void drop_dominated(Stage& stage) {
    std::ranges::sort(stage, [](const State& a, const State& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.value > b.value;
    });
    Stage kept;
    for (const State& each : stage)
        if (kept.empty() || each.value > kept.back().value) kept.push_back(each);
    stage = std::move(kept);
}

// The choice that ends in `last` of the last stage.
Choice traced(const std::vector<Stage>& stages, std::size_t last) {
    Choice choice;
    choice.cost = stages.back()[last].cost;
    choice.value = stages.back()[last].value;
    choice.option.resize(stages.size());
    for (std::size_t c = stages.size(); c-- > 0;) {
        choice.option[c] = stages[c][last].option;
        last = stages[c][last].before;
    }
    return choice;
}

}  // namespace

Choice one_option_each(const Choosers& choosers, std::int64_t budget, std::size_t most_states) {
    const double price = price_of(choosers, budget);
    const double bound = bound_at(choosers, price, budget);
    Choice best = chosen_at(choosers, price);
    fill_up(choosers, budget, best);
    best.bound = bound;
    // What the choosers still to come can add at this price.
    std::vector<double> to_come(choosers.size() + 1, 0);
    for (std::size_t c = choosers.size(); c-- > 0;)
        to_come[c] = to_come[c + 1] + worth(choosers[c][best_at(choosers[c], price)], price);
    const auto hopes = [&](const State& state, std::size_t next) {
        return worth({state.cost, state.value}, price) + price * static_cast<double>(budget) +
               to_come[next];
    };
    std::vector<Stage> stages;
    bool complete = true;
    for (std::size_t c = 0; c < choosers.size(); ++c) {
        const Stage start{State{}};
        const Stage& before = c == 0 ? start : stages.back();
        Stage stage;
        for (std::size_t b = 0; b < before.size(); ++b)
            for (std::size_t k = 0; k < choosers[c].size(); ++k) {
                const State state{before[b].cost + choosers[c][k].cost,
                                  before[b].value + choosers[c][k].value, b, k};
                // Half a unit for rounding: values are whole.
                if (state.cost <= budget &&
                    hopes(state, c + 1) >= static_cast<double>(best.value) + 0.5)
                    stage.push_back(state);
            }
        drop_dominated(stage);
        if (stage.empty()) return best;  // nothing can be better
        if (stage.size() > most_states) {
            complete = false;
            std::ranges::nth_element(stage,
                                     stage.begin() + static_cast<std::ptrdiff_t>(most_states), {},
                                     [&](const State& state) { return -hopes(state, c + 1); });
            stage.resize(most_states);
        }
        stages.push_back(std::move(stage));
    }
    const auto last = std::ranges::max_element(stages.back(), {}, &State::value);
    if (last->value > best.value) {
        best = traced(stages, static_cast<std::size_t>(last - stages.back().begin()));
        best.bound = bound;
    }
    best.is_proven = complete;
    return best;
}

}  // namespace aliquot::epidemic::testing
