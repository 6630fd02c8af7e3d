// From whole courses to lots: keep whole steps, share the rest, move what is misplaced.
#include "aliquot/allocation/rounding.hpp"

#include <algorithm>
#include <optional>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/lot_exchanges.hpp"
#include "aliquot/allocation/lot_plan.hpp"

namespace aliquot {

namespace {

class LotRounding {
public:
    explicit LotRounding(LotPlan& plan) : plan_{plan} {}

    void keep_whole_steps_of(const Grid<Courses>& exact) {
        for (std::size_t i = 0; i < plan_.claims(); ++i) {
            for (std::size_t j = 0; j < plan_.lines(); ++j) {
                const Line& line = problem().lines[j];
                const Doses whole = doses_for(exact.at(i, j), line.per_course);
                const std::int64_t step = line.step().value();
                const Doses kept{whole.value() / step * step};
                if (kept >= line.first_step()) plan_.give(i, j, kept);
            }
        }
    }

    void share_the_rest() {
        for (std::int64_t steps = 0; const auto next = best_to_give(); ++steps) {
            if (steps % few_steps() == 0 && steps_left() > few_steps())
                fill_started_pairs();
            else
                plan_.give(next->claim, next->line, next->doses);
        }
    }

    // Every move lowers the sum of squares (Webster) or the sorted list (Adams, Jefferson), or
    // gives out more, so it ends; the bound only guards against a mistake in that argument.
    void improve() {
        std::int64_t moves = 0;
        bool exchanged = true;
        while (exchanged) {
            while (improve_once()) ALIQUOT_CHECK(++moves < 1'000'000);
            exchanged = improve_by_exchanges(plan_);
            if (exchanged) share_the_rest();
            ALIQUOT_CHECK(++moves < 1'000'000);
        }
    }

private:
    struct Step {
        std::size_t claim;
        std::size_t line;
        Doses doses;
        LotKey key;
    };

    [[nodiscard]] const Problem& problem() const { return plan_.problem(); }

    [[nodiscard]] std::int64_t few_steps() const {
        return static_cast<std::int64_t>(4 * (plan_.claims() + plan_.lines()));
    }
    [[nodiscard]] std::int64_t steps_left() const {
        std::int64_t steps = 0;
        for (std::size_t j = 0; j < plan_.lines(); ++j)
            steps += plan_.left(j).value() / problem().lines[j].step().value();
        return steps;
    }

    // Much is left when a large minimum shipment kept many from starting. The exact rule shares
    // it among the pairs that have started, so that single steps need to be given only at the end.
    void fill_started_pairs() {
        Problem rest = plan_.problem();
        for (std::size_t j = 0; j < rest.lines.size(); ++j) rest.lines[j].doses = plan_.left(j);
        for (std::size_t i = 0; i < rest.claims.size(); ++i) {
            Claim& claim = rest.claims[i];
            claim.held += Courses{plan_.given(i)};
            claim.room -= std::min(claim.room, Courses{plan_.given(i)});
            for (std::size_t c = 0; c < claim.class_room.size(); ++c)
                claim.class_room[c] -= Courses{plan_.class_given(i, c)};
            for (std::size_t j = 0; j < rest.lines.size(); ++j)
                rest.limit.at(i, j) =
                    plan_.doses(i, j) == Doses{0}
                        ? Courses{0}
                        : rest.limit.at(i, j) - Courses{plan_.courses(j, plan_.doses(i, j))};
        }
        const Grid<Courses> exact = equal_coverage(rest);
        for (std::size_t i = 0; i < rest.claims.size(); ++i) {
            for (std::size_t j = 0; j < rest.lines.size(); ++j) {
                const Line& line = rest.lines[j];
                const std::int64_t step = line.step().value();
                const std::int64_t whole = doses_for(exact.at(i, j), line.per_course).value();
                plan_.give(i, j, Doses{whole / step * step});
            }
        }
    }

    // Of equal keys: the smaller weight, the smaller tie rank, the preferred line.
    [[nodiscard]] bool goes_first(const Step& a, const Step& b) const {
        if (a.key < b.key) return true;
        if (b.key < a.key) return false;
        const Claim& left = problem().claims[a.claim];
        const Claim& right = problem().claims[b.claim];
        if (left.weight != right.weight) return left.weight < right.weight;
        if (left.tie_rank != right.tie_rank) return left.tie_rank < right.tie_rank;
        return problem().preference.at(a.claim, a.line) < problem().preference.at(b.claim, b.line);
    }

    [[nodiscard]] std::optional<Step> best_to_give() const {
        std::optional<Step> best;
        for (std::size_t i = 0; i < plan_.claims(); ++i) {
            for (std::size_t j = 0; j < plan_.lines(); ++j) {
                const Doses step = plan_.next_step(i, j);
                if (step > plan_.left(j) || !plan_.can_take(i, j, step)) continue;
                const Step candidate{i, j, step, plan_.key_to_give(i, j, step)};
                if (!best || goes_first(candidate, *best)) best = candidate;
            }
        }
        return best;
    }

    bool improve_once() {
        bool moved = false;
        for (std::size_t j = 0; j < plan_.lines(); ++j)
            while (move_a_step_of(j)) moved = true;
        // A move may leave a claim with room for what another line has left.
        if (moved) share_the_rest();
        return moved;
    }

    bool move_a_step_of(std::size_t j) {
        const Line& line = problem().lines[j];
        for (const Doses step : {line.step(), line.first_step()}) {
            std::optional<std::size_t> from;
            std::optional<std::size_t> to;
            for (std::size_t i = 0; i < problem().claims.size(); ++i) {
                const bool gives = plan_.can_spare(i, j, step);
                const bool takes = plan_.next_step(i, j) == step && plan_.can_take(i, j, step);
                if (gives &&
                    (!from || plan_.key_to_take(*from, j, step) < plan_.key_to_take(i, j, step)))
                    from = i;
                if (takes &&
                    (!to || plan_.key_to_give(i, j, step) < plan_.key_to_give(*to, j, step)))
                    to = i;
            }
            if (!from || !to ||
                !(plan_.key_to_give(*to, j, step) < plan_.key_to_take(*from, j, step)))
                continue;
            const Doses moved{step.value() * moves_at_once(*from, *to, j, step)};
            plan_.take_back(*from, j, moved);
            plan_.give(*to, j, moved);
            return true;
        }
        return false;
    }

    // So many steps that each of them still lowers the larger key, and no bound is passed.
    [[nodiscard]] std::int64_t moves_at_once(std::size_t from, std::size_t to, std::size_t j,
                                             Doses step) const {
        const Line& line = problem().lines[j];
        if (plan_.doses(to, j) == Doses{0} || plan_.doses(from, j) == step) return 1;
        const LotKey high = plan_.key_to_take(from, j, step);
        const LotKey low = plan_.key_to_give(to, j, step);
        const std::int64_t size = plan_.courses(j, step);
        const Wide gap = Wide{high.numerator} * low.weight - Wide{low.numerator} * high.weight;
        const Wide closed_by_a_move = Wide{2 * size} * (high.weight + low.weight);
        std::int64_t moves = static_cast<std::int64_t>((gap - 1) / closed_by_a_move) + 1;
        moves = std::min(moves, (plan_.doses(from, j) - line.first_step()).value() / step.value());
        const Claim& claim = problem().claims[to];
        const std::size_t storage = line.storage_class;
        for (const std::int64_t room :
             {claim.room.value() - plan_.given(to),
              problem().limit.at(to, j).value() - plan_.courses(j, plan_.doses(to, j)),
              claim.class_room[storage].value() - plan_.class_given(to, storage)})
            moves = std::min(moves, room / size);
        return moves;
    }

    LotPlan& plan_;
};

}  // namespace

Plan round_to_lots(const Problem& problem, const Grid<Courses>& exact, Rounding rounding) {
    LotPlan plan{problem, rounding};
    LotRounding steps{plan};
    steps.keep_whole_steps_of(exact);
    steps.share_the_rest();
    steps.improve();
    return plan.doses();
}

Plan settle_in_lots(const Problem& problem, const Plan& start, Rounding rounding) {
    LotPlan plan{problem, rounding, start};
    LotRounding steps{plan};
    steps.share_the_rest();
    steps.improve();
    return plan.doses();
}

Plan whole_course_plan(const Problem& problem, const Grid<Courses>& exact) {
    Plan plan{problem.claims.size(), problem.lines.size()};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t j = 0; j < problem.lines.size(); ++j)
            plan.at(i, j) = doses_for(exact.at(i, j), problem.lines[j].per_course);
    return plan;
}

}  // namespace aliquot
