// Four participants, two products and two rounds by hand: an offer declined, one taken in part,
// one lapsed and one open; doses reallocated, sent, received, returned and expired.
#pragma once

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::small {

using namespace std::chrono_literals;

inline constexpr ParticipantIndex fji{0};
inline constexpr ParticipantIndex ken{1};
inline constexpr ParticipantIndex npl{2};
inline constexpr ParticipantIndex prk{3};
inline constexpr SupplyIndex jnj_line{0};
inline constexpr SupplyIndex sinovac_line{1};

[[nodiscard]] Scenario scenario();
[[nodiscard]] Run run();

}  // namespace aliquot::small
