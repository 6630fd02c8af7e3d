// A small world for tests of the report: five participants, two supply lines, two rounds.
#pragma once

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot::report_world {

inline constexpr ParticipantIndex ken{0};     // has an outline on the map
inline constexpr ParticipantIndex npl{1};     // has one, and no data
inline constexpr ParticipantIndex prk{2};     // has one, and a name with an ampersand
inline constexpr ParticipantIndex tuv{3};     // a circle
inline constexpr ParticipantIndex agency{4};  // nowhere on the map

inline constexpr SupplyIndex az_line{0};
inline constexpr SupplyIndex sinovac_line{1};

inline constexpr Date first_day{std::chrono::year{2021} / 2 / 1};
inline constexpr Date second_day{std::chrono::year{2021} / 8 / 1};
inline constexpr Date last_day_of_year{std::chrono::year{2021} / 12 / 31};

struct World {
    Scenario scenario;
    Run run;
    Run actual;
};

// An offer of 2,970,000 doses is declined and passed on in two parts; 1,300,000 doses come back;
// the first round is verified, the second is not.
[[nodiscard]] World story_of_2021();

[[nodiscard]] CoverageRow holding(Date date, ParticipantIndex who, std::int64_t facility,
                                  std::int64_t other);
[[nodiscard]] Offer declined_offer(int id, ParticipantIndex from, Doses doses);
[[nodiscard]] Exclusion left_out(int round, ParticipantIndex who, ExclusionCode code,
                                 SupplyIndex line);

}  // namespace aliquot::report_world
