// Equal coverage: the exact solver on the round's pool, then the choice among equal plans.
#include "aliquot/allocation/equal_coverage.hpp"

#include "aliquot/allocation/plan_choice.hpp"
#include "aliquot/allocation/pooling.hpp"
#include "aliquot/sharing/again.hpp"
#include "aliquot/sharing/share.hpp"

namespace aliquot {

namespace {

Pool fit_pool_of(const Problem& problem) {
    Pool pool = pool_of(problem);
    ALIQUOT_CHECK(!fault_of(pool));  // what a scenario may hold is bounded when it is read
    return pool;
}

}  // namespace

EvenShares even_shares(const Problem& problem) {
    Shares shares = share(fit_pool_of(problem));
    return {choose_plan(problem, grid_of(problem, shares)), std::move(shares.levels)};
}

EvenShares even_shares_again(const Problem& problem, const EvenShares& earlier,
                             std::span<const std::uint32_t> declined) {
    Shares shares =
        share_again(fit_pool_of(problem), shares_of(earlier.plan, earlier.levels), declined);
    return {choose_plan(problem, grid_of(problem, shares), earlier.plan), std::move(shares.levels)};
}

Grid<Courses> equal_coverage(const Problem& problem) {
    return even_shares(problem).plan;
}

}  // namespace aliquot
