// What may still come, as ranges of doses: by channel, for a participant or for all together.
//
// A range is no award and no promise. It says what came in months that were like this one.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/participant.hpp"

namespace aliquot {

using Month = std::chrono::year_month;

// Doses that came to a participant, through the facility or another way.
struct Arrival {
    ParticipantIndex participant;
    Date date;
    std::string product;
    std::string channel;  // "facility", or as the scenario names it
    Doses doses;
};

// Of a hundred months like it, 10, 25, 50, 75 and 90 had at most so many doses. Never falling.
struct DosesRange {
    std::array<Doses, 5> ends;

    [[nodiscard]] Doses lower() const { return ends[0]; }  // of 80 in a hundred
    [[nodiscard]] Doses lower_half() const { return ends[1]; }
    [[nodiscard]] Doses middle() const { return ends[2]; }
    [[nodiscard]] Doses upper_half() const { return ends[3]; }
    [[nodiscard]] Doses upper() const { return ends[4]; }
    [[nodiscard]] bool holds(Doses doses) const { return lower() <= doses && doses <= upper(); }
    [[nodiscard]] bool half_holds(Doses doses) const {
        return lower_half() <= doses && doses <= upper_half();
    }
};

// All participants together, in one month.
struct TotalForecast {
    std::string channel;  // "facility", or "elsewhere" for every other one
    Month month;
    int ahead = 1;  // months after the last one that was over
    DosesRange range;
};

// What came to all participants, and what was to be expected on the days forecasts were made.
struct Pipeline {
    struct Came {
        std::string channel;
        Month month;
        Doses doses;
    };
    struct Fan {
        Date made;
        std::vector<TotalForecast> months;
    };
    std::vector<Came> came;  // whole months only, by channel, then month
    std::vector<Fan> fans;   // the earliest first
};

}  // namespace aliquot
