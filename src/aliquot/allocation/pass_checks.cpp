// Fairness of rules that share in passes, or by weights of their own: each pass is asked by itself.
#include <algorithm>

#include "aliquot/allocation/fairness_checks.hpp"
#include "aliquot/allocation/passes.hpp"
#include "aliquot/allocation/severity_weights.hpp"

namespace aliquot {

namespace {

void add(std::vector<Violation>& found, std::vector<Violation> more) {
    std::ranges::move(more, std::back_inserter(found));
}

// A plan of `second_doses` read back: what somebody got of a product is for started courses as far
// as it needs them, and what goes beyond came by equal coverage. When it went beyond with several
// lines of the product, a plan does not say which line did what; where that matters, the claim is
// left out of the question ("unclear").
class ReadBack {
public:
    ReadBack(const Problem& problem, const Plan& plan, const LotSettings& lots)
        : problem_{problem}, plan_{plan}, lots_{lots} {}

    // Product by product, on what the completions of the products before left.
    [[nodiscard]] std::vector<Violation> check_completions() const {
        std::vector<Violation> found;
        Plan before = nothing();
        for (std::size_t product = 0; product < product_count(problem_); ++product) {
            const Plan completing = completing_of(product);
            const Problem rest = left_after(problem_, before);
            Problem pass = completing_pass(rest, product, lots_);
            Plan shared = completing;
            // In whole courses it does not matter which line: courses move along chains.
            if (lots_.respect)
                for (std::size_t i = 0; i < problem_.claims.size(); ++i)
                    if (is_unclear(i, product)) leave_out(i, product, pass, shared);
            add(found,
                check_exchanges(pass, shared, lots_,
                                {"of its started courses", 1, "are not for started courses"}));
            add_to(before, completing);
        }
        return found;
    }

    // What completions leave is shared by equal coverage.
    [[nodiscard]] std::vector<Violation> check_the_rest() const {
        Plan first = nothing();
        for (std::size_t product = 0; product < product_count(problem_); ++product)
            add_to(first, completing_of(product));
        for_each_unclear([&](std::size_t i, std::size_t j) { first.at(i, j) = plan_.at(i, j); });
        Problem rest = left_after(problem_, first);
        for_each_unclear([&](std::size_t i, std::size_t j) { rest.limit.at(i, j) = Courses{0}; });
        Plan second = nothing();
        for (std::size_t i = 0; i < second.rows(); ++i)
            for (std::size_t j = 0; j < second.columns(); ++j)
                second.at(i, j) = plan_.at(i, j) - first.at(i, j);
        return check_exchanges(rest, second, lots_);
    }

private:
    [[nodiscard]] Plan nothing() const { return {problem_.claims.size(), problem_.lines.size()}; }

    // The part of a product's plan that is for started courses, from the first lines on.
    [[nodiscard]] Plan completing_of(std::size_t product) const {
        Plan part = nothing();
        for (std::size_t i = 0; i < problem_.claims.size(); ++i) {
            Courses need = completing_need(problem_, i, product, lots_);
            for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
                const Line& line = problem_.lines[j];
                if (line.product != product) continue;
                const Courses taken =
                    std::min(need, whole_courses(plan_.at(i, j), line.per_course));
                part.at(i, j) = doses_for(taken, line.per_course);
                need -= taken;
            }
        }
        return part;
    }

    [[nodiscard]] bool is_unclear(std::size_t i, std::size_t product) const {
        const Courses need = completing_need(problem_, i, product, lots_);
        Courses given;
        std::size_t lines = 0;
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            if (problem_.lines[j].product != product || plan_.at(i, j) == Doses{0}) continue;
            given += whole_courses(plan_.at(i, j), problem_.lines[j].per_course);
            ++lines;
        }
        return need > Courses{0} && given > need && lines > 1;
    }

    template <class Do>
    void for_each_unclear(Do todo) const {
        for (std::size_t i = 0; i < problem_.claims.size(); ++i)
            for (std::size_t j = 0; j < problem_.lines.size(); ++j)
                if (is_unclear(i, problem_.lines[j].product)) todo(i, j);
    }

    void leave_out(std::size_t i, std::size_t product, Problem& pass, Plan& shared) const {
        for (std::size_t j = 0; j < problem_.lines.size(); ++j) {
            if (problem_.lines[j].product != product) continue;
            pass.lines[j].doses -= plan_.at(i, j);
            pass.limit.at(i, j) = Courses{0};
            shared.at(i, j) = Doses{0};
        }
    }

    const Problem& problem_;
    const Plan& plan_;
    LotSettings lots_;
};

}  // namespace

std::vector<Violation> check_second_doses(const Problem& problem, const Plan& plan,
                                          const LotSettings& lots) {
    const ReadBack read{problem, plan, lots};
    std::vector<Violation> found = read.check_completions();
    if (found.empty()) found = read.check_the_rest();
    return found;
}

std::vector<Violation> check_demand_pull(const Problem& problem, const Plan& plan,
                                         const LotSettings& lots) {
    std::vector<Violation> found;
    Plan before{problem.claims.size(), problem.lines.size()};
    for (const std::int64_t priority : priorities(problem)) {
        Plan part{problem.claims.size(), problem.lines.size()};
        for (std::size_t i = 0; i < problem.claims.size(); ++i)
            for (std::size_t j = 0; j < problem.lines.size(); ++j)
                if (problem.lines[j].priority == priority) part.at(i, j) = plan.at(i, j);
        const Problem rest = left_after(problem, before);
        add(found,
            check_exchanges(demand_pass(problem, rest, priority), part, lots, {"of its demand"}));
        add_to(before, part);
    }
    return found;
}

std::vector<Violation> check_severity_weighted(const Problem& problem, const Plan& plan,
                                               const RuleSettings& rule, const LotSettings& lots) {
    const SeveritySettings& settings = rule.severity;
    return check_exchanges(weighted_by_severity(problem, settings, settings.robust), plan, lots,
                           {"of its weight by severity", factor_unit});
}

}  // namespace aliquot
