// How severely a participant is affected: an interval, not a number, and who it puts first.
//
// Reported deaths are the start. They are too few by a factor that is taken from what was estimated
// elsewhere: excess deaths against reported ones, the participant's own or those of places like it.
// A report that cannot be believed is named, and the interval is as wide as the ignorance. The
// method: docs/methods/severity.md.
//
// Everything is in whole numbers, so that every machine ranks alike.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/severity.hpp"

namespace aliquot {

// How many times the reported deaths there were, in thousandths: at the lower end, in the middle
// and at the upper end.
struct Ascertainment {
    std::array<std::int64_t, 3> thousandths{1000, 1000, 1000};
    std::string basis;  // in words: what it was taken from
};

// Why a report is doubted. Each has a heading in docs/methods/severity.md.
enum class DoubtKind {
    no_case,           // not a case in months while its neighbours had waves
    too_few_deaths,    // far fewer deaths than its neighbours' rate would make
    all_in_one_week,   // most cases of half a year reported in one week, not the latest
    nothing_reported,  // no week of the window has a report
};
inline constexpr std::array<std::string_view, 4> doubt_names{"no_case", "too_few_deaths",
                                                             "all_in_one_week", "nothing_reported"};

struct Doubt {
    DoubtKind kind = DoubtKind::no_case;
    std::string words;
};

struct Severity {
    ParticipantIndex participant;
    std::int64_t reported = 0;  // deaths in the window
    std::int64_t cases = 0;
    std::int64_t weeks = 0;  // of the window that have a report
    DeathInterval deaths;    // as they may have been; weeks: at least one
    Ascertainment factor;
    std::vector<Doubt> doubts;
    bool is_known = false;        // there is a report, or neighbours to judge by
    int rank = 0;                 // 1 is the most severely affected, by the settings
    int reported_rank = 0;        // by reported deaths alone
    bool qualifies = false;       // the end of the interval that counts for it is above zero
    std::int64_t first_ones = 0;  // thousandths: how probably it is one of the first `k`

    [[nodiscard]] bool is_doubted() const { return !doubts.empty(); }
    // Deaths per million people and week at an end of the interval, in thousandths.
    [[nodiscard]] std::int64_t rate(Robust end, People population) const;
};

struct SeverityQuestion {
    Date day;  // what is known on it
    std::int64_t window_days = 28;
    std::size_t k = 0;  // how many the first ones are; 0: nobody asks how sure that is
    Robust qualify = Robust::lower;
    Robust order = Robust::middle;
};

// Every participant, the most severely affected first; ties by cases reported, then by id. Whoever
// does not qualify comes after all who do.
[[nodiscard]] std::vector<Severity> severity_of(const Scenario& scenario,
                                                const SeverityQuestion& question);

// In the order of participants.
[[nodiscard]] std::vector<Ascertainment> ascertainment(const Scenario& scenario, Date day);

}  // namespace aliquot
