// What a trial changed, and whether that is better: in whole numbers.
#include "aliquot/allocation/lot_trial.hpp"

#include <algorithm>
#include <map>
#include <ranges>

namespace aliquot {

namespace {

using Coverages = std::vector<LotKey>;

Coverages ascending(Coverages list) {
    std::ranges::sort(list, [](LotKey a, LotKey b) { return a < b; });
    return list;
}

bool lexicographically_less(const Coverages& left, const Coverages& right) {
    return std::ranges::lexicographical_compare(left, right,
                                                [](LotKey a, LotKey b) { return a < b; });
}

// In 2^-20 of a course, rounded down.
Wide finely(Wide numerator, std::int64_t weight) {
    const Wide scaled = numerator * (Wide{1} << 20);
    return scaled / weight - (scaled % weight < 0 ? 1 : 0);
}

}  // namespace

void LotTrial::give(std::size_t i, std::size_t j, Doses doses) {
    plan_.give(i, j, doses);
    changes_.push_back({i, j, doses, true});
}

void LotTrial::take_back(std::size_t i, std::size_t j, Doses doses) {
    plan_.take_back(i, j, doses);
    changes_.push_back({i, j, doses, false});
}

void LotTrial::undo() {
    for (const Change& change : changes_ | std::views::reverse) {
        if (change.given)
            plan_.take_back(change.claim, change.line, change.doses);
        else
            plan_.give(change.claim, change.line, change.doses);
    }
    changes_.clear();
}

bool LotTrial::keep_if_better() {
    if (!is_better()) {
        undo();
        return false;
    }
    changes_.clear();
    return true;
}

std::vector<LotTrial::Concerned> LotTrial::concerned() const {
    std::map<std::size_t, std::int64_t> changed;
    for (const Change& change : changes_) {
        const std::int64_t courses = plan_.courses(change.line, change.doses);
        changed[change.claim] += change.given ? courses : -courses;
    }
    std::vector<Concerned> list;
    for (const auto& [i, courses] : changed)
        if (courses != 0)
            list.push_back(
                {plan_.held(i) - courses, plan_.held(i), plan_.problem().claims[i].weight.value()});
    return list;
}

bool LotTrial::is_better() const {
    Wide more = 0;
    Wide squares = 0;
    Coverages before;
    Coverages after;
    const std::vector<Concerned> all = concerned();
    for (const Concerned& each : all) {
        const Wide change = Wide{each.after} - each.before;
        more += change;
        squares += finely(change * (Wide{each.after} + each.before), each.weight);
        before.push_back({each.before, each.weight});
        after.push_back({each.after, each.weight});
    }
    if (more < 0 || all.empty()) return false;
    before = ascending(std::move(before));
    after = ascending(std::move(after));
    if (more > 0 || plan_.rounding() == Rounding::adams)
        return lexicographically_less(before, after);
    // Each term was rounded down by less than one: then the sum itself is below zero.
    if (plan_.rounding() == Rounding::webster) return squares + std::ssize(all) <= 0;
    std::ranges::reverse(before);
    std::ranges::reverse(after);
    return lexicographically_less(after, before);
}

std::size_t LotTrial::best_taker(std::size_t j, std::size_t except) const {
    std::size_t best = npos;
    for (std::size_t i = 0; i < plan_.claims(); ++i) {
        const Doses step = plan_.next_step(i, j);
        if (i == except || step > plan_.left(j) || !plan_.can_take(i, j, step)) continue;
        if (best == npos ||
            plan_.key_to_give(i, j, step) < plan_.key_to_give(best, j, plan_.next_step(best, j)))
            best = i;
    }
    return best;
}

Doses LotTrial::spared(std::size_t i, std::size_t j) const {
    const Doses step = plan_.problem().lines[j].step();
    return plan_.can_spare(i, j, step) ? step : plan_.doses(i, j);
}

std::size_t LotTrial::best_giver(std::size_t j, std::size_t except) const {
    std::size_t best = npos;
    for (std::size_t i = 0; i < plan_.claims(); ++i) {
        if (i == except || plan_.doses(i, j) == Doses{0}) continue;
        if (best == npos ||
            plan_.key_to_take(best, j, spared(best, j)) < plan_.key_to_take(i, j, spared(i, j)))
            best = i;
    }
    return best;
}

void LotTrial::share_left(std::size_t j, std::size_t except) {
    for (std::size_t i = best_taker(j, except); i != npos; i = best_taker(j, except))
        give(i, j, plan_.next_step(i, j));
}

bool LotTrial::collect(std::size_t j, Doses wanted, std::size_t except) {
    while (plan_.left(j) < wanted) {
        const std::size_t giver = best_giver(j, except);
        if (giver == npos) return false;
        take_back(giver, j, spared(giver, j));
    }
    return true;
}

}  // namespace aliquot
