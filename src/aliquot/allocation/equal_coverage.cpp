// Equal coverage: the exact solver on the round's pool, then the choice among equal plans.
#include "aliquot/allocation/equal_coverage.hpp"

#include "aliquot/allocation/plan_choice.hpp"
#include "aliquot/allocation/pooling.hpp"
#include "aliquot/sharing/share.hpp"

namespace aliquot {

namespace {

Shares shares_of(const Problem& problem) {
    const Pool pool = pool_of(problem);
    const auto fault = fault_of(pool);
    ALIQUOT_CHECK(!fault);  // what a scenario may hold is bounded when it is read
    return share(pool);
}

}  // namespace

EvenShares even_shares(const Problem& problem) {
    Shares shares = shares_of(problem);
    return {choose_plan(problem, grid_of(problem, shares)), std::move(shares.levels)};
}

EvenShares even_shares_again(const Problem& problem, const Grid<Courses>& earlier) {
    Shares shares = shares_of(problem);
    return {choose_plan(problem, grid_of(problem, shares), earlier), std::move(shares.levels)};
}

Grid<Courses> equal_coverage(const Problem& problem) {
    return even_shares(problem).plan;
}

}  // namespace aliquot
