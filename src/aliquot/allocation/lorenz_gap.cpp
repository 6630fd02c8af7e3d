// Two Lorenz curves walked side by side, from corner to corner, in whole numbers.
#include "aliquot/allocation/lorenz_gap.hpp"

#include <algorithm>
#include <vector>

namespace aliquot {

namespace {

// One claim after the round.
struct Holder {
    std::size_t claim;
    std::int64_t held;
    std::int64_t weight;
};

bool worse_covered(const Holder& a, const Holder& b) {
    const Wide left = Wide{a.held} * b.weight;
    const Wide right = Wide{b.held} * a.weight;
    return left != right ? left < right : a.claim < b.claim;
}

// A fraction below 2^126 over a weight.
struct Fraction {
    Wide numerator;
    Wide denominator;

    [[nodiscard]] Wide floor() const {
        const Wide quotient = numerator / denominator;
        return quotient - (numerator % denominator < 0 ? 1 : 0);
    }
    [[nodiscard]] Courses rounded_up() const {
        const Wide whole = floor();
        return Courses{
            static_cast<std::int64_t>(whole * denominator == numerator ? whole : whole + 1)};
    }
    // By whole part first: the products of numerators and denominators need not fit.
    friend bool operator<(const Fraction& a, const Fraction& b) {
        if (a.floor() != b.floor()) return a.floor() < b.floor();
        const Wide left = a.numerator - a.floor() * a.denominator;
        const Wide right = b.numerator - b.floor() * b.denominator;
        return left * b.denominator < right * a.denominator;
    }
};

// What the worst-covered people hold, as far as one has walked along them.
class Walk {
public:
    explicit Walk(std::vector<Holder> holders) : holders_{std::move(holders)} {
        std::ranges::sort(holders_, worse_covered);
    }

    [[nodiscard]] bool at_end() const { return next_ == holders_.size(); }
    [[nodiscard]] Wide next_corner() const { return people_ + holders_[next_].weight; }
    void step() {
        people_ += holders_[next_].weight;
        held_ += holders_[next_].held;
        ++next_;
    }
    // Held by the worst-covered `people`. Requires: they end at or before the next corner.
    [[nodiscard]] Fraction held_by(Wide people) const {
        if (people == people_) return {held_, 1};
        const Holder& next = holders_[next_];
        return {held_ * next.weight + (people - people_) * next.held, next.weight};
    }

private:
    std::vector<Holder> holders_;
    std::size_t next_ = 0;
    Wide people_ = 0;
    Wide held_ = 0;
};

// One of the two stands at a corner, so that at least one denominator is 1.
Fraction difference(const Fraction& exact, const Fraction& plan) {
    return {exact.numerator * plan.denominator - plan.numerator * exact.denominator,
            exact.denominator * plan.denominator};
}

struct Gap {
    Fraction courses{0, 1};
    Wide people = 0;
    Fraction of{0, 1};
};

Gap largest_gap(Walk exact, Walk plan) {
    Gap gap;
    while (!exact.at_end()) {
        const Wide corner = std::min(exact.next_corner(), plan.next_corner());
        const bool exact_steps = exact.next_corner() == corner;
        const bool plan_steps = plan.next_corner() == corner;
        if (exact_steps) exact.step();
        if (plan_steps) plan.step();
        const Fraction here = difference(exact.held_by(corner), plan.held_by(corner));
        if (gap.courses < here) gap = {here, corner, exact.held_by(corner)};
    }
    return gap;
}

// One less twice the area below the curve, cut to millionths.
std::int64_t gini_millionths(std::vector<Holder> holders) {
    std::ranges::sort(holders, worse_covered);
    Wide people = 0;
    Wide held = 0;
    Wide area = 0;
    for (const Holder& each : holders) {
        area += each.weight * (2 * held + each.held);
        people += each.weight;
        held += each.held;
    }
    if (held == 0) return 0;
    const Wide all = people * held;
    Wide rest = all - area;
    std::int64_t millionths = 0;
    for (int digit = 0; digit < 6; ++digit) {
        rest *= 10;
        millionths = 10 * millionths + static_cast<std::int64_t>(rest / all);
        rest %= all;
    }
    return millionths;
}

LotsOutcome::Spread spread_of(const Problem& problem, const std::vector<Holder>& holders) {
    LotsOutcome::Spread spread;
    const Holder& lowest = *std::ranges::min_element(holders, worse_covered);
    spread.lowest_claim = lowest.claim;
    spread.lowest_held = Courses{lowest.held};
    spread.lowest_weight = problem.claims[lowest.claim].weight;
    spread.gini_millionths = gini_millionths(holders);
    return spread;
}

// Of two changes, each over its people.
bool is_larger(std::int64_t change, std::int64_t weight, std::int64_t than, std::int64_t of) {
    return Wide{than} * weight < Wide{change} * of;
}

}  // namespace

LotsOutcome against_exact(const Problem& problem, const Grid<Courses>& exact, const Plan& plan) {
    LotsOutcome outcome;
    std::vector<Holder> before;
    std::vector<Holder> after;
    const auto note_if_larger = [&](std::optional<LotsOutcome::Change>& most, std::size_t i,
                                    std::int64_t change) {
        const auto weight = [&](std::size_t k) { return problem.claims[k].weight.value(); };
        if (change > 0 &&
            (!most || is_larger(change, weight(i), most->courses.value(), weight(most->claim))))
            most = {i, Courses{change}};
    };
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        const Claim& claim = problem.claims[i];
        Courses fair;
        for (std::size_t j = 0; j < problem.lines.size(); ++j) fair += exact.at(i, j);
        const Courses given = courses_given(problem, plan, i);
        if (fair > Courses{0}) ++outcome.served;
        before.push_back({i, (claim.held + fair).value(), claim.weight.value()});
        after.push_back({i, (claim.held + given).value(), claim.weight.value()});
        outcome.weight += claim.weight;
        note_if_larger(outcome.gained_most, i, given.value() - fair.value());
        note_if_larger(outcome.lost_most, i, fair.value() - given.value());
    }
    if (problem.claims.empty()) return outcome;
    outcome.exact = spread_of(problem, before);
    outcome.in_lots = spread_of(problem, after);
    const Gap gap = largest_gap(Walk{std::move(before)}, Walk{std::move(after)});
    outcome.gap = gap.courses.rounded_up();
    outcome.gap_weight = People{static_cast<std::int64_t>(gap.people)};
    outcome.gap_of = gap.of.rounded_up();
    return outcome;
}

}  // namespace aliquot
