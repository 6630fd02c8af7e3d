// Factors from deaths, in whole thousandths.
#include "aliquot/allocation/severity_weights.hpp"

#include <algorithm>

namespace aliquot {

namespace {

// deaths / (population x weeks) x 10^6 against the reference, as a fraction of whole numbers:
// deaths are in thousandths, the reference and the strength in billionths.
std::int64_t factor_of(std::int64_t death_thousandths, std::int64_t weeks, People population,
                       const SeveritySettings& settings) {
    ALIQUOT_CHECK(weeks > 0);
    const Wide at_reference = Wide{weeks} * population.value() * settings.reference.in_billionths();
    ALIQUOT_CHECK(at_reference > 0);
    const std::int64_t strength = settings.strength.in_billionths();
    const Wide deaths{death_thousandths};
    if (deaths * 1'000'000'000'000 >= at_reference)
        return factor_unit + static_cast<std::int64_t>(Wide{strength} * factor_unit / Share::one);
    return factor_unit + static_cast<std::int64_t>(deaths * strength * 1'000'000 / at_reference);
}

}  // namespace

std::vector<std::int64_t> severity_factors(const Problem& problem, const SeveritySettings& settings,
                                           Robust end) {
    std::vector<std::int64_t> factors;
    std::vector<std::int64_t> known;
    for (const Claim& claim : problem.claims) {
        factors.push_back(0);
        if (!claim.deaths) continue;
        factors.back() = factor_of(claim.deaths->thousandths.at(static_cast<std::size_t>(end)),
                                   claim.deaths->weeks, claim.population, settings);
        known.push_back(factors.back());
    }
    std::ranges::sort(known);
    const std::int64_t median = known.empty() ? factor_unit : known[(known.size() - 1) / 2];
    std::ranges::replace(factors, 0, median);
    return factors;
}

Problem weighted_by_severity(const Problem& problem, const SeveritySettings& settings, Robust end) {
    Problem weighted = problem;
    const std::vector<std::int64_t> factors = severity_factors(problem, settings, end);
    for (std::size_t i = 0; i < weighted.claims.size(); ++i) {
        std::int64_t weight = 0;
        ALIQUOT_CHECK(
            !__builtin_mul_overflow(weighted.claims[i].weight.value(), factors[i], &weight));
        weighted.claims[i].weight = People{weight};
    }
    return weighted;
}

}  // namespace aliquot
