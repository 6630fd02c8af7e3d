// Which awards hang on what is not known about the epidemic.
//
// Every round of a replay whose rule looks at severity, and every reallocation, is solved again
// from where it stood: with all deaths at the lower and at the upper end of their intervals, and
// with only the doubted reports there. What was decided before is left as it was.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/evidence/severity.hpp"

namespace aliquot {

struct SensitiveAward {
    int round = 0;
    Date date;
    AwardSource source = AwardSource::round;
    std::optional<ParticipantIndex> from;  // whose doses they were, of a reallocation
    ParticipantIndex participant;
    SupplyIndex supply;
    Doses decided;
    Doses all_lower, all_upper;          // if everybody's deaths are at that end
    Doses doubted_lower, doubted_upper;  // if those of doubted reports are

    [[nodiscard]] bool hangs_on_deaths() const {
        return all_lower != decided || all_upper != decided;
    }
    [[nodiscard]] bool hangs_on_doubts() const {
        return doubted_lower != decided || doubted_upper != decided;
    }
};

struct Sensitivity {
    std::int64_t awards = 0;              // that were looked at: by the rule, and reallocated
    std::vector<SensitiveAward> changed;  // by round, reallocations after the rule's
    // Whose reports were doubted on the day of a round or a reallocation, and why.
    struct Doubted {
        Date date;
        ParticipantIndex participant;
        std::vector<Doubt> doubts;
    };
    std::vector<Doubted> doubted;
};

// Errors: those of replay(); not_found, when there is no such round.
[[nodiscard]] Result<Sensitivity> sensitivity(const Scenario& scenario, std::optional<int> round);

}  // namespace aliquot
