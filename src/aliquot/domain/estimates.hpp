// What is not known but estimated, as a report shows it: supply to come, and who is hit hardest.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "aliquot/domain/supply_forecast.hpp"

namespace aliquot {

struct SeverityRank {
    ParticipantIndex participant;
    int rank = 0;           // 1 is the most severely affected
    int reported_rank = 0;  // by reported deaths alone
    // Deaths per million people and week in thousandths: lower end, middle, upper end.
    std::array<std::int64_t, 3> rate{0, 0, 0};
    std::vector<std::string> doubts{};  // why its report is not believed, in words
};

struct Estimates {
    Date severity_on{};
    std::int64_t severity_days = 28;     // the window of reports
    std::vector<SeverityRank> severity;  // by rank
    Pipeline pipeline;
};

}  // namespace aliquot
