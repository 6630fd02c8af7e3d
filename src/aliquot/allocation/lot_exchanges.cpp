// Turns of two lines, shipments dropped and opened, products exchanged.
#include "aliquot/allocation/lot_exchanges.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "aliquot/allocation/lot_trial.hpp"

namespace aliquot {

namespace {

constexpr std::size_t npos = LotTrial::npos;

// So much of one line.
struct Part {
    std::size_t line;
    Doses doses;

    friend auto operator<=>(const Part&, const Part&) = default;
};

// A claim and what it would cost or bring there, by the sum of squares: the least first.
struct Proposed {
    std::size_t claim = npos;
    double change = 0;
};

// The best few, so that there is another one where a claim cannot stand in two places.
class Best {
public:
    void note(Proposed each) {
        for (Proposed& kept : best_)
            if (kept.claim == npos || each.change < kept.change) std::swap(kept, each);
    }
    [[nodiscard]] Proposed without(std::size_t a, std::size_t b = npos) const {
        for (const Proposed& each : best_)
            if (each.claim == npos || (each.claim != a && each.claim != b)) return each;
        return {};
    }

private:
    std::array<Proposed, 3> best_{};
};

class Exchanges {
public:
    explicit Exchanges(LotPlan& plan) : plan_{plan}, touched_(plan.claims(), false) {}

    bool run() {
        bool any = false;
        for (int pass = 0; pass < most_passes && turn_lines(); ++pass) any = true;
        any = drop_and_open() || any;
        return exchange_products() || any;
    }

private:
    static constexpr int most_passes = 1'000;
    // Beyond so many pairs only single steps are tried.
    static constexpr std::size_t small = 20'000;

    [[nodiscard]] const Problem& problem() const { return plan_.problem(); }

    [[nodiscard]] std::vector<Doses> amounts(std::size_t j) const {
        const Line& line = problem().lines[j];
        const std::int64_t most = plan_.claims() * plan_.lines() <= small ? 4 : 1;
        std::vector<Doses> list;
        for (std::int64_t steps = 1; steps <= most; ++steps)
            list.emplace_back(steps * line.step().value());
        if (line.first_step() > list.back()) list.push_back(line.first_step());
        return list;
    }

    // How the sum of held^2 / weight would change.
    [[nodiscard]] double change(std::size_t i, std::int64_t courses) const {
        const auto held = static_cast<double>(plan_.held(i));
        const auto more = static_cast<double>(courses);
        return more * (2 * held + more) / static_cast<double>(problem().claims[i].weight.value());
    }
    [[nodiscard]] std::int64_t courses(const Part& part) const {
        return plan_.courses(part.line, part.doses);
    }
    [[nodiscard]] bool takes(std::size_t i, const Part& part) const {
        return (plan_.doses(i, part.line) > Doses{0} ||
                part.doses >= problem().lines[part.line].first_step()) &&
               plan_.can_take(i, part.line, part.doses);
    }

    // Who could best give a part, who could best take it, and who could best turn one into another.
    void propose() {
        givers_.clear();
        takers_.clear();
        turners_.clear();
        for (std::size_t j = 0; j < plan_.lines(); ++j) {
            for (const Doses doses : amounts(j)) {
                const Part part{j, doses};
                for (std::size_t i = 0; i < plan_.claims(); ++i) {
                    if (takes(i, part)) takers_[part].note({i, change(i, courses(part))});
                    if (plan_.doses(i, j) < doses || !plan_.can_spare(i, j, doses)) continue;
                    givers_[part].note({i, change(i, -courses(part))});
                    propose_turns(i, part);
                }
            }
        }
    }
    void propose_turns(std::size_t i, const Part& out) {
        plan_.take_back(i, out.line, out.doses);
        for (std::size_t k = 0; k < plan_.lines(); ++k) {
            if (k == out.line || !problem().open(i, k)) continue;
            for (const Doses doses : amounts(k)) {
                const Part in{k, doses};
                if (!takes(i, in)) continue;
                // The claim is without `out` here: what it would hold is counted from there.
                const double without = change(i, courses(in)) - change(i, courses(out));
                turners_[{out, in}].note({i, without});
            }
        }
        plan_.give(i, out.line, out.doses);
    }

    bool turn_lines() {
        propose();
        touched_.assign(plan_.claims(), false);
        bool any = false;
        for (const auto& [parts, turners] : turners_) {
            const auto& [out, in] = parts;
            any = swap(out, in, turners) || chain(out, in, turners) || any;
        }
        return any;
    }

    // One turns `out` into `in`, another `in` into `out`.
    bool swap(const Part& out, const Part& in, const Best& turners) {
        if (!(out < in)) return false;
        const auto back = turners_.find({in, out});
        if (back == turners_.end()) return false;
        const Proposed a = turners.without(npos);
        const Proposed b = back->second.without(a.claim);
        if (b.claim == npos || a.change + b.change >= 0 || is_touched({a.claim, b.claim}))
            return false;
        LotTrial trial{plan_};
        trial.take_back(a.claim, out.line, out.doses);
        trial.take_back(b.claim, in.line, in.doses);
        trial.give(a.claim, in.line, in.doses);
        trial.give(b.claim, out.line, out.doses);
        return keep(trial, {a.claim, b.claim});
    }

    // Somebody, or what is left of the line, gives `in`; `through` turns `out` into it; somebody
    // takes `out`.
    bool chain(const Part& out, const Part& in, const Best& turners) {
        const Proposed through = turners.without(npos);
        const auto takers = takers_.find(out);
        if (takers == takers_.end()) return false;
        const Proposed to = takers->second.without(through.claim);
        if (to.claim == npos) return false;
        if (in.doses <= plan_.left(in.line) && !is_touched({through.claim, to.claim})) {
            LotTrial trial{plan_};
            turn(trial, through.claim, out, in);
            trial.give(to.claim, out.line, out.doses);
            if (keep(trial, {through.claim, to.claim})) return true;
        }
        const auto givers = givers_.find(in);
        if (givers == givers_.end()) return false;
        const Proposed from = givers->second.without(through.claim, to.claim);
        if (from.claim == npos || from.change + through.change + to.change >= 0 ||
            is_touched({from.claim, through.claim, to.claim}))
            return false;
        LotTrial trial{plan_};
        trial.take_back(from.claim, in.line, in.doses);
        turn(trial, through.claim, out, in);
        trial.give(to.claim, out.line, out.doses);
        return keep(trial, {from.claim, through.claim, to.claim});
    }

    static void turn(LotTrial& trial, std::size_t i, const Part& out, const Part& in) {
        trial.take_back(i, out.line, out.doses);
        trial.give(i, in.line, in.doses);
    }

    // What was proposed for a claim no longer holds once it was part of an exchange.
    [[nodiscard]] bool is_touched(std::initializer_list<std::size_t> claims) const {
        return std::ranges::any_of(claims, [&](std::size_t i) { return touched_[i]; });
    }
    bool keep(LotTrial& trial, std::initializer_list<std::size_t> claims) {
        if (!trial.keep_if_better()) return false;
        for (const std::size_t i : claims) touched_[i] = true;
        return true;
    }

    // Where the minimum shipment is more than a step: all that one has of a line goes to others, or
    // several give a first shipment together.
    bool drop_and_open() {
        bool any = false;
        for (std::size_t j = 0; j < plan_.lines(); ++j) {
            const Line& line = problem().lines[j];
            if (line.first_step() == line.step()) continue;
            for (std::size_t i = 0; i < plan_.claims(); ++i) {
                LotTrial trial{plan_};
                const Doses has = plan_.doses(i, j);
                if (has > Doses{0}) {
                    trial.take_back(i, j, has);
                    trial.share_left(j, i);
                } else if (plan_.can_take(i, j, line.first_step()) &&
                           trial.collect(j, line.first_step(), i)) {
                    trial.give(i, j, line.first_step());
                    trial.share_left(j, npos);
                }
                any = trial.keep_if_better() || any;
            }
        }
        return any;
    }

    // Who takes no further product may take another one instead.
    bool exchange_products() {
        bool any = false;
        for (std::size_t i = 0; i < plan_.claims(); ++i) {
            if (problem().claims[i].new_products >= Claim::unlimited) continue;
            for (std::size_t j = 0; j < plan_.lines(); ++j)
                for (std::size_t k = 0; k < plan_.lines(); ++k)
                    any = exchange_product(i, j, k) || any;
        }
        return any;
    }
    bool exchange_product(std::size_t i, std::size_t j, std::size_t k) {
        const Line& in = problem().lines[k];
        if (plan_.doses(i, j) == Doses{0} || !problem().open(i, k) ||
            in.product == problem().lines[j].product ||
            !no_place_for(problem(), plan_.doses(), i, k))
            return false;
        LotTrial trial{plan_};
        for (std::size_t each = 0; each < plan_.lines(); ++each)
            if (problem().lines[each].product == problem().lines[j].product &&
                plan_.doses(i, each) > Doses{0})
                trial.take_back(i, each, plan_.doses(i, each));
        // Taken as long as it is further behind than whoever gives.
        for (Doses step = plan_.next_step(i, k); plan_.can_take(i, k, step);
             step = plan_.next_step(i, k)) {
            const std::size_t giver = trial.best_giver(k, i);
            if (step > plan_.left(k) &&
                (giver == npos || !(plan_.key_to_give(i, k, step) <
                                    plan_.key_to_take(giver, k, trial.spared(giver, k)))))
                break;
            if (!trial.collect(k, step, i)) break;
            trial.give(i, k, step);
        }
        for (std::size_t each = 0; each < plan_.lines(); ++each) trial.share_left(each, npos);
        return trial.keep_if_better();
    }

    LotPlan& plan_;
    std::map<Part, Best> givers_;
    std::map<Part, Best> takers_;
    std::map<std::pair<Part, Part>, Best> turners_;  // out, in
    std::vector<bool> touched_;
};

}  // namespace

bool improve_by_exchanges(LotPlan& plan) {
    return Exchanges{plan}.run();
}

}  // namespace aliquot
