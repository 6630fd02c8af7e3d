// Fitted transmissibility as the table of a scenario, and how well it fits as tables and a picture.
// docs/reference/epidemic.md
#pragma once

#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/epidemic/calibration.hpp"
#include "aliquot/io/folder.hpp"

namespace aliquot {

struct FittedParticipant {
    ParticipantIndex participant;
    double people = 0;
    std::vector<epidemic::DeathWeek> weeks;
    epidemic::BySeries factor{};
    std::string basis;                        // of the factor, in words
    std::vector<std::string> doubts;          // of the reports
    std::optional<epidemic::Calibration> of;  // nothing: no death was reported
};

// transmissibility.csv, fit.csv, weeks.csv and fit.svg.
[[nodiscard]] Folder fit_files(const Scenario& scenario,
                               const std::vector<FittedParticipant>& fitted);

// Model against reports, a small picture for each participant.
[[nodiscard]] std::string fit_picture(const Scenario& scenario,
                                      const std::vector<FittedParticipant>& fitted);

}  // namespace aliquot
