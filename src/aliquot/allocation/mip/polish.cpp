// Ask twice: how near can all come at least, and then how little is missing in all.
#include "aliquot/allocation/mip/polish.hpp"

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/lorenz_gap.hpp"
#include "aliquot/allocation/mip/lot_model.hpp"
#include "aliquot/allocation/mip/solver.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot::mip {

namespace {

constexpr int most_nodes = 200;
constexpr double slack = 1e-6;

// Whole lots that fit: what a solver says is no proof of it.
std::optional<Plan> feasible(const Problem& problem, const LotModel& model,
                             const std::optional<std::vector<double>>& values,
                             const LotSettings& lots) {
    if (!values) return std::nullopt;
    auto plan = plan_of(problem, model, *values);
    if (!plan || !check_feasibility(problem, *plan, lots).empty()) return std::nullopt;
    return plan;
}

}  // namespace

Polished polish(const Problem& problem, const Grid<Courses>& exact, const Plan& plan,
                const RuleSettings& rule, const LotSettings& lots) {
    const std::string solver = solver_name();
    if (solver.empty())
        return {{}, {}, "lots.polish = \"mip\" needs a solver, and this build has none it trusts"};
    const LotModel nearest = lot_model(problem, exact);
    const auto first = solve(nearest.model, most_nodes);
    auto best = feasible(problem, nearest, first, lots);
    if (best) {
        const double most = first->at(nearest.shortfall) * (1 + slack) + slack;
        const LotModel least = least_shortfall_in_all(problem, exact, most);
        if (auto second = feasible(problem, least, solve(least.model, most_nodes), lots))
            best = std::move(second);
    }
    if (!best) return {{}, {}, solver + " found no plan; the rounded one stays"};
    Plan settled = settle_in_lots(problem, *best, lots.rounding);
    const bool better =
        against_exact(problem, exact, settled).gap < against_exact(problem, exact, plan).gap;
    if (!better || !check_plan(problem, settled, rule, lots).empty())
        return {{}, {}, solver + " found no better plan; the rounded one stays"};
    return {std::move(settled), solver, {}};
}

}  // namespace aliquot::mip
