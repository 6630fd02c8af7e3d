// How much more a participant is owed because the epidemic hits it harder.
//
// Weights only: the rule shares by them and the check asks about them, so both read them here.
#pragma once

#include <cstdint>
#include <vector>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

// The factor of each claim in thousandths, from 1000 (nobody died) to 1000 x (1 + strength), which
// it reaches at the reference: 1000 + the whole part of 1000 x strength x min(1, deaths per million
// and week / reference). Claims without data have the (lower) median of the others, or 1000.
[[nodiscard]] std::vector<std::int64_t> severity_factors(const Problem& problem,
                                                         const SeveritySettings& settings,
                                                         Robust end);

inline constexpr std::int64_t factor_unit = 1000;

// The round with every weight multiplied by its factor in thousandths.
[[nodiscard]] Problem weighted_by_severity(const Problem& problem, const SeveritySettings& settings,
                                           Robust end);

}  // namespace aliquot
