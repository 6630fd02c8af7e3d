// What further vaccine would avert in deaths, for the rule `most_deaths_averted`.
//
// An epidemic model answers; who shares doses knows no more of it than this. How one is worked out:
// docs/methods/most_deaths_averted.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/date.hpp"
#include "aliquot/domain/participant.hpp"

namespace aliquot {

// How people will infect each other after a decision, as far as whoever decides may say.
enum class Foresight {
    alike,    // an epidemic of the same force everywhere: who is hit is taken as unknown
    last,     // in each place as at last; what its deaths have not shown yet is unknown
    perfect,  // as it came, which only a look back knows
};

// So many courses, each of which averts so much.
struct LivesStep {
    Courses courses;
    std::int64_t value = 0;  // deaths averted by one of them, in billionths

    friend bool operator==(const LivesStep&, const LivesStep&) = default;
};

// What the rule makes of a claim. Deaths are in billionths of one.
struct LivesOutcome {
    bool known = false;   // false: no epidemic is known, so that it has its whole equal share
    Courses equal_share;  // what equal coverage would give it in this round
    Courses floor;        // of that, what it keeps
    std::int64_t averted_exact = 0;  // by the exact answer, before lots
    std::int64_t averted = 0;        // by what it is awarded
    std::int64_t averted_by_equal_share = 0;
    std::int64_t next = 0;  // by one course more than the exact answer
};

struct LivesQuestion {
    // Doses that are there, or that will come whatever is decided.
    struct Arrived {
        Date date;
        std::string product;
        std::int64_t doses = 0;  // below zero: handed back
        std::optional<Date> expires;
    };
    // Further courses are of these products, in proportion.
    struct Portion {
        std::string product;
        DosesPerCourse per_course{2};
        Courses courses;
    };
    struct Of {
        ParticipantIndex participant;
        std::vector<Arrived> arrived;  // by date
        std::vector<Portion> mix;
        Courses most;  // further courses that are thought of
    };

    Date date;                // of the decision: what is known
    Date arrival;             // of what it gives
    std::int64_t days = 180;  // deaths are counted over so many days from the decision
    Foresight foresight = Foresight::alike;
    double r0 = 3;  // of `alike`: how many one person infects where nobody is immune
    std::vector<Of> of;
};

class LivesModel {
public:
    LivesModel() = default;
    LivesModel(const LivesModel&) = delete;
    LivesModel& operator=(const LivesModel&) = delete;
    virtual ~LivesModel() = default;

    using Steps = std::vector<LivesStep>;
    // For each that was asked of: steps of falling value, which are `most` courses together;
    // nothing where no epidemic is known.
    [[nodiscard]] virtual std::vector<std::optional<Steps>> worth(
        const LivesQuestion& question) const = 0;
};

}  // namespace aliquot
