// From whole courses to lots: keep whole steps, share the rest, move what is misplaced.
#include "aliquot/allocation/rounding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "aliquot/allocation/equal_coverage.hpp"

namespace aliquot {

namespace {

// Twice the key, times the weight: a whole number, compared by cross-multiplication.
struct Key {
    std::int64_t numerator;
    std::int64_t weight;

    friend bool operator<(Key left, Key right) {
        return Wide{left.numerator} * right.weight < Wide{right.numerator} * left.weight;
    }
};

class LotPlan {
public:
    LotPlan(const Problem& problem, Rounding rounding)
        : problem_{problem},
          doses_{problem.claims.size(), problem.lines.size()},
          halves_{rounding == Rounding::adams     ? 0
                  : rounding == Rounding::webster ? 1
                                                  : 2},
          given_(problem.claims.size(), 0),
          class_given_(problem.claims.size(), {0, 0, 0}) {
        for (const Line& line : problem.lines) left_.push_back(line.doses);
    }

    void keep_whole_steps_of(const Grid<Courses>& exact) {
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
                const Line& line = problem_.lines[j];
                const Doses whole = doses_for(exact.at(i, j), line.per_course);
                const std::int64_t step = line.step().value();
                const Doses kept{whole.value() / step * step};
                if (kept >= line.first_step()) give(i, j, kept);
            }
        }
    }

    void share_the_rest() {
        for (std::int64_t steps = 0; const auto next = best_to_give(); ++steps) {
            if (steps % few_steps() == 0 && steps_left() > few_steps())
                fill_started_pairs();
            else
                give(next->claim, next->line, next->doses);
        }
    }

    // Every move lowers the sum of squares (Webster) or the sorted list (Adams, Jefferson), so it
    // ends; the bound only guards against a mistake in that argument.
    void improve_by_moves() {
        std::int64_t moves = 0;
        while (improve_once()) ALIQUOT_CHECK(++moves < 1'000'000);
    }

    [[nodiscard]] Plan take() && { return std::move(doses_); }

private:
    struct Step {
        std::size_t claim;
        std::size_t line;
        Doses doses;
        Key key;
    };

    [[nodiscard]] std::int64_t courses(std::size_t j, Doses doses) const {
        return whole_courses(doses, problem_.lines[j].per_course).value();
    }

    [[nodiscard]] std::int64_t few_steps() const {
        return static_cast<std::int64_t>(4 * (problem_.claims.size() + problem_.lines.size()));
    }
    [[nodiscard]] std::int64_t steps_left() const {
        std::int64_t steps = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            steps += left_[j].value() / problem_.lines[j].step().value();
        return steps;
    }

    // Much is left when a large minimum shipment kept many from starting. The exact rule shares
    // it among the pairs that have started, so that single steps need to be given only at the end.
    void fill_started_pairs() {
        Problem rest = problem_;
        for (std::size_t j = 0; j < rest.lines.size(); ++j) rest.lines[j].doses = left_[j];
        for (std::size_t i = 0; i < rest.claims.size(); ++i) {
            Claim& claim = rest.claims[i];
            claim.held += Courses{given_[i]};
            claim.room -= std::min(claim.room, Courses{given_[i]});
            for (std::size_t c = 0; c < claim.class_room.size(); ++c)
                claim.class_room[c] -= Courses{class_given_[i][c]};
            for (std::size_t j = 0; j < rest.lines.size(); ++j)
                rest.limit.at(i, j) =
                    doses_.at(i, j) == Doses{0}
                        ? Courses{0}
                        : rest.limit.at(i, j) - Courses{courses(j, doses_.at(i, j))};
        }
        const Grid<Courses> exact = equal_coverage(rest);
        for (std::size_t i = 0; i < rest.claims.size(); ++i) {
            for (std::size_t j = 0; j < rest.lines.size(); ++j) {
                const Line& line = rest.lines[j];
                const std::int64_t step = line.step().value();
                const std::int64_t whole = doses_for(exact.at(i, j), line.per_course).value();
                give(i, j, Doses{whole / step * step});
            }
        }
    }

    // What the claim would be given next of this line: a step, or the minimum shipment at first.
    [[nodiscard]] Doses next_step(std::size_t i, std::size_t j) const {
        return doses_.at(i, j) == Doses{0} ? problem_.lines[j].first_step()
                                           : problem_.lines[j].step();
    }

    [[nodiscard]] bool can_take(std::size_t i, std::size_t j, Doses more) const {
        const std::int64_t extra = courses(j, more);
        const Claim& claim = problem_.claims[i];
        const std::size_t storage = problem_.lines[j].storage_class;
        return problem_.open(i, j) && given_[i] + extra <= claim.room.value() &&
               courses(j, doses_.at(i, j) + more) <= problem_.limit.at(i, j).value() &&
               class_given_[i][storage] + extra <= claim.class_room[storage].value();
    }

    [[nodiscard]] Key key_of(std::size_t i, std::int64_t held, std::int64_t step) const {
        return {2 * held + halves_ * step, problem_.claims[i].weight.value()};
    }
    [[nodiscard]] std::int64_t held(std::size_t i) const {
        return problem_.claims[i].held.value() + given_[i];
    }
    [[nodiscard]] Key key_to_give(std::size_t i, std::size_t j, Doses step) const {
        return key_of(i, held(i), courses(j, step));
    }
    [[nodiscard]] Key key_to_take(std::size_t i, std::size_t j, Doses step) const {
        return key_of(i, held(i) - courses(j, step), courses(j, step));
    }

    // Of equal keys: the smaller weight, the smaller tie rank, the preferred line.
    [[nodiscard]] bool goes_first(const Step& a, const Step& b) const {
        if (a.key < b.key) return true;
        if (b.key < a.key) return false;
        const Claim& left = problem_.claims[a.claim];
        const Claim& right = problem_.claims[b.claim];
        if (left.weight != right.weight) return left.weight < right.weight;
        if (left.tie_rank != right.tie_rank) return left.tie_rank < right.tie_rank;
        return problem_.preference.at(a.claim, a.line) < problem_.preference.at(b.claim, b.line);
    }

    [[nodiscard]] std::optional<Step> best_to_give() const {
        std::optional<Step> best;
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
                const Doses step = next_step(i, j);
                if (step > left_[j] || !can_take(i, j, step)) continue;
                const Step candidate{i, j, step, key_to_give(i, j, step)};
                if (!best || goes_first(candidate, *best)) best = candidate;
            }
        }
        return best;
    }

    bool improve_once() {
        bool moved = false;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j)
            while (move_a_step_of(j)) moved = true;
        // A move may leave a claim with room for what another line has left.
        if (moved) share_the_rest();
        return moved;
    }

    bool move_a_step_of(std::size_t j) {
        const Line& line = problem_.lines[j];
        for (const Doses step : {line.step(), line.first_step()}) {
            std::optional<std::size_t> from;
            std::optional<std::size_t> to;
            for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
                const Doses has = doses_.at(i, j);
                const bool gives = has == step || has >= line.first_step() + step;
                const bool takes = next_step(i, j) == step && can_take(i, j, step);
                if (gives && (!from || key_to_take(*from, j, step) < key_to_take(i, j, step)))
                    from = i;
                if (takes && (!to || key_to_give(i, j, step) < key_to_give(*to, j, step))) to = i;
            }
            if (!from || !to || !(key_to_give(*to, j, step) < key_to_take(*from, j, step)))
                continue;
            const Doses moved{step.value() * moves_at_once(*from, *to, j, step)};
            take_back(*from, j, moved);
            give(*to, j, moved);
            return true;
        }
        return false;
    }

    // So many steps that each of them still lowers the larger key, and no bound is passed.
    [[nodiscard]] std::int64_t moves_at_once(std::size_t from, std::size_t to, std::size_t j,
                                             Doses step) const {
        const Line& line = problem_.lines[j];
        if (doses_.at(to, j) == Doses{0} || doses_.at(from, j) == step) return 1;
        const Key high = key_to_take(from, j, step);
        const Key low = key_to_give(to, j, step);
        const std::int64_t size = courses(j, step);
        const Wide gap = Wide{high.numerator} * low.weight - Wide{low.numerator} * high.weight;
        const Wide closed_by_a_move = Wide{2 * size} * (high.weight + low.weight);
        std::int64_t moves = static_cast<std::int64_t>((gap - 1) / closed_by_a_move) + 1;
        moves = std::min(moves, (doses_.at(from, j) - line.first_step()).value() / step.value());
        const Claim& claim = problem_.claims[to];
        const std::size_t storage = line.storage_class;
        for (const std::int64_t room :
             {claim.room.value() - given_[to],
              problem_.limit.at(to, j).value() - courses(j, doses_.at(to, j)),
              claim.class_room[storage].value() - class_given_[to][storage]})
            moves = std::min(moves, room / size);
        return moves;
    }

    void give(std::size_t i, std::size_t j, Doses doses) {
        left_[j] -= doses;
        doses_.at(i, j) += doses;
        given_[i] += courses(j, doses);
        class_given_[i][problem_.lines[j].storage_class] += courses(j, doses);
    }
    void take_back(std::size_t i, std::size_t j, Doses doses) {
        left_[j] += doses;
        doses_.at(i, j) -= doses;
        given_[i] -= courses(j, doses);
        class_given_[i][problem_.lines[j].storage_class] -= courses(j, doses);
    }

    const Problem& problem_;
    Plan doses_;
    std::int64_t halves_;  // twice d
    std::vector<Doses> left_;
    std::vector<std::int64_t> given_;  // courses
    std::vector<std::array<std::int64_t, 3>> class_given_;
};

}  // namespace

Plan round_to_lots(const Problem& problem, const Grid<Courses>& exact, Rounding rounding) {
    LotPlan plan{problem, rounding};
    plan.keep_whole_steps_of(exact);
    plan.share_the_rest();
    plan.improve_by_moves();
    return std::move(plan).take();
}

Plan whole_course_plan(const Problem& problem, const Grid<Courses>& exact) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            plan.at(i, j) = doses_for(exact.at(i, j), problem.lines[j].per_course);
    return plan;
}

}  // namespace aliquot
