// Equal coverage from the earlier plan where it can be; any other rule from scratch.
#include "aliquot/allocation/after_decline.hpp"

#include <algorithm>

#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {

namespace {

bool is_plain_equal_coverage(const Problem& problem, const RuleParameters& parameters) {
    return parameters.rule.name == "equal_coverage" && parameters.lots.polish == Polish::none &&
           std::ranges::all_of(problem.claims, [](const Claim& claim) {
               return claim.new_products >= Claim::unlimited;
           });
}

}  // namespace

Result<AfterDecline> share_after_decline(const Problem& problem, const RuleParameters& parameters,
                                         std::span<const std::uint32_t> declined) {
    AfterDecline after;
    after.problem = problem;
    for (const std::uint32_t claim : declined) after.problem.claims.at(claim).room = Courses{0};
    if (!is_plain_equal_coverage(problem, parameters)) {
        const Rule* rule = find_rule(parameters.rule.name);
        ALIQUOT_CHECK(rule != nullptr);
        auto proposal = rule->propose(after.problem, parameters);
        if (!proposal) return tl::unexpected(proposal.error());
        after.plan = std::move(proposal->plan);
        return after;
    }
    const Grid<Courses> exact =
        even_shares_again(after.problem, even_shares(problem), declined).plan;
    after.moves_least = !parameters.lots.respect;
    after.plan = parameters.lots.respect
                     ? round_to_lots(after.problem, exact, parameters.lots.rounding)
                     : whole_course_plan(after.problem, exact);
    return after;
}

}  // namespace aliquot
