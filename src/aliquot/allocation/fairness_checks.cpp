// Fairness by exchanges: could a lot or a course move to someone worse off?
#include "aliquot/allocation/fairness_checks.hpp"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <utility>

#include <fmt/core.h>

#include "aliquot/allocation/course_paths.hpp"
#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

struct Ratio {  // a whole number over a weight, compared exactly
    std::int64_t value;
    std::int64_t weight;

    friend bool operator<(Ratio left, Ratio right) {
        return Wide{left.value} * right.weight < Wide{right.value} * left.weight;
    }
    friend bool operator==(Ratio left, Ratio right) { return !(left < right) && !(right < left); }
};

std::string percent(std::int64_t courses, People weight, std::int64_t parts = 1) {
    return fmt::format("{:.2f} %", 100.0 * static_cast<double>(parts) *
                                       static_cast<double>(courses) /
                                       static_cast<double>(weight.value()));
}

struct Move {
    std::size_t from;
    std::size_t to;
    std::size_t line;
    std::string amount;
};

Violation exchange(const Problem& problem, const After& after, const Move& move,
                   Yardstick yardstick) {
    const auto stands_at = [&](std::size_t i) {
        return percent(after.held(i), problem.claims[i].weight, yardstick.parts);
    };
    return {ViolationKind::fairer_exchange, move.from, move.to, move.line,
            fmt::format("moving {} from {}, at {} {}, to {}, at {}, would be fairer", move.amount,
                        problem.claims[move.from].id, stands_at(move.from), yardstick.of,
                        problem.claims[move.to].id, stands_at(move.to))};
}

Violation left_over(const Problem& problem, std::size_t claim, std::size_t line, Doses doses,
                    Yardstick yardstick) {
    return {ViolationKind::supply_left,
            {},
            claim,
            line,
            fmt::format("{} doses of {} {} that {} could take", grouped(doses.value()),
                        problem.lines[line].id, yardstick.idle, problem.claims[claim].id)};
}

// In lots: direct moves of one step of one line, by the rounding's keys.
class LotMoves {
public:
    LotMoves(const Problem& problem, const Plan& plan, Rounding rounding, Yardstick yardstick)
        : problem_{problem},
          plan_{plan},
          yardstick_{yardstick},
          after_{problem, plan},
          halves_{rounding == Rounding::adams     ? 0
                  : rounding == Rounding::webster ? 1
                                                  : 2} {}

    [[nodiscard]] std::vector<Violation> find() const {
        std::vector<Violation> found;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            const Line& line = problem_.lines[j];
            for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
                const Doses step = next(i, j);
                if (step > after_.left(j) || !after_.takes(i, j, courses(line, step))) continue;
                found.push_back(left_over(problem_, i, j, step, yardstick_));
                break;
            }
            for (const Doses step : {line.step(), line.first_step()}) {
                const auto worst = worst_move(j, step);
                if (!worst) continue;
                found.push_back(
                    exchange(problem_, after_,
                             {worst->first, worst->second, j,
                              fmt::format("{} doses of {}", grouped(step.value()), line.id)},
                             yardstick_));
                break;
            }
        }
        return found;
    }

private:
    static std::int64_t courses(const Line& line, Doses doses) {
        return whole_courses(doses, line.per_course).value();
    }
    [[nodiscard]] Doses next(std::size_t i, std::size_t j) const {
        return plan_.at(i, j) > Doses{0} ? problem_.lines[j].step()
                                         : problem_.lines[j].first_step();
    }

    // Who should give a step of line j to whom; nothing if every step is where it should be.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> worst_move(std::size_t j,
                                                                                Doses step) const {
        const Line& line = problem_.lines[j];
        const std::int64_t size = courses(line, step);
        std::optional<std::size_t> from;
        std::optional<std::size_t> to;
        const auto weight = [&](std::size_t i) { return problem_.claims[i].weight.value(); };
        const auto to_give_up = [&](std::size_t i) {
            return Ratio{2 * after_.held(i) - (2 - halves_) * size, weight(i)};
        };
        const auto to_receive = [&](std::size_t i) {
            return Ratio{2 * after_.held(i) + halves_ * size, weight(i)};
        };
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            const Doses has = plan_.at(i, j);
            const bool may_give = has == step || has >= line.first_step() + step;
            if (may_give && (!from || to_give_up(*from) < to_give_up(i))) from = i;
            const bool may_take = next(i, j) == step && after_.takes(i, j, size);
            if (may_take && (!to || to_receive(i) < to_receive(*to))) to = i;
        }
        if (from && to && to_receive(*to) < to_give_up(*from)) return std::pair{*from, *to};
        return std::nullopt;
    }

    const Problem& problem_;
    const Plan& plan_;
    Yardstick yardstick_;
    After after_;
    std::int64_t halves_;
};

// In whole courses: a course may move along any chain of lines and claims.
class CourseMoves {
public:
    CourseMoves(const Problem& problem, const Plan& plan, Yardstick yardstick)
        : problem_{problem},
          yardstick_{yardstick},
          after_{problem, plan},
          paths_{problem, after_} {}

    [[nodiscard]] std::vector<Violation> find() const {
        std::vector<Violation> found;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            if (after_.left(j).value() < problem_.lines[j].per_course.value()) continue;
            const std::vector<bool> reached = paths_.from_line(j);
            for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
                if (!reached[i] || !after_.room_for(i, 1)) continue;
                found.push_back(left_over(problem_, i, j, after_.left(j), yardstick_));
                break;
            }
        }
        for (std::size_t from = 0; from < problem_.claims.size(); ++from) {
            if (after_.given(from) == 0) continue;
            const std::vector<bool> reached = paths_.from_claim(from);
            std::optional<std::size_t> worst;
            for (std::size_t to = 0; to < problem_.claims.size(); ++to)
                if (reached[to] && after_.room_for(to, 1) && fairer(from, to) &&
                    (!worst || coverage(to) < coverage(*worst)))
                    worst = to;
            if (worst)
                found.push_back(
                    exchange(problem_, after_, {from, *worst, 0, "one course"}, yardstick_));
        }
        return found;
    }

private:
    [[nodiscard]] Ratio coverage(std::size_t i) const {
        return {after_.held(i), problem_.claims[i].weight.value()};
    }

    // Giving up a course leaves the giver above the receiver; or level with it, and the receiver
    // is the smaller, for whom a course means more.
    [[nodiscard]] bool fairer(std::size_t from, std::size_t to) const {
        const std::int64_t weight = problem_.claims[from].weight.value();
        const Ratio without{after_.held(from) - 1, weight};
        if (coverage(to) < without) return true;
        return coverage(to) == without && problem_.claims[to].weight.value() < weight;
    }

    const Problem& problem_;
    Yardstick yardstick_;
    After after_;
    CoursePaths paths_;
};

// In courses, with products chosen: moves along the products that are taken, and along each
// single further product that a claim has place for.
std::vector<Violation> check_course_moves(const Problem& problem, const Plan& plan,
                                          Yardstick yardstick) {
    Problem taken = problem;
    std::vector<std::pair<std::size_t, std::size_t>> further;  // claim, product
    for (std::size_t i = 0; i < problem.claims.size(); ++i) {
        if (problem.claims[i].new_products >= Claim::unlimited) continue;
        for (std::size_t j = 0; j < problem.lines.size(); ++j) {
            const std::size_t product = problem.lines[j].product;
            const auto is_taken = [&](std::size_t k) {
                return problem.lines[k].product == product && plan.at(i, k) > Doses{0};
            };
            if (problem.claims[i].has(product) ||
                std::ranges::any_of(std::views::iota(0UL, problem.lines.size()), is_taken))
                continue;
            taken.limit.at(i, j) = Courses{0};
            if (problem.open(i, j)) further.emplace_back(i, product);
        }
    }
    std::vector<Violation> found = CourseMoves{taken, plan, yardstick}.find();
    std::ranges::sort(further);
    further.erase(std::ranges::unique(further).begin(), further.end());
    for (const auto& [i, product] : further) {
        Problem one_more = taken;
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            if (problem.lines[j].product == product)
                one_more.limit.at(i, j) = problem.limit.at(i, j);
        if (!found.empty()) return found;
        found = CourseMoves{one_more, plan, yardstick}.find();
    }
    return found;
}

}  // namespace

std::vector<Violation> check_exchanges(const Problem& problem, const Plan& plan,
                                       const LotSettings& lots, Yardstick yardstick) {
    return lots.respect ? LotMoves{problem, plan, lots.rounding, yardstick}.find()
                        : check_course_moves(problem, plan, yardstick);
}

std::vector<Violation> check_evenness(const Problem& given, const Plan& plan,
                                      const RuleSettings& rule, const LotSettings& lots) {
    Problem problem = given;
    std::vector<Violation> found;
    if (rule.name == "least_covered") {
        for (std::size_t i = 0; i < problem.claims.size(); ++i) {
            Claim& claim = problem.claims[i];
            // held / population >= threshold
            if (Wide{claim.held.value()} * Share::one <
                Wide{rule.threshold.in_billionths()} * claim.population.value())
                continue;
            if (courses_given(problem, plan, i) > Courses{0})
                found.push_back(
                    {ViolationKind::above_threshold,
                     i,
                     {},
                     {},
                     fmt::format("{} is given doses, but at {} it is not below the threshold of {}",
                                 claim.id, percent(claim.held.value(), claim.population),
                                 rule.threshold.text())});
            claim.room = Courses{0};
        }
        if (!found.empty()) return found;
    }
    return check_exchanges(problem, plan, lots);
}

}  // namespace aliquot
