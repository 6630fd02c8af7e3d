// What may come in the next months, as ranges, and how often such ranges were right.
//
// A participant's last three months are laid beside those of everybody in earlier months, and what
// came to them afterwards is what may come to it. The method, and how often its ranges held what
// came: docs/methods/forecast.md.
//
// Everything is in whole numbers, so that every machine forecasts alike.
#pragma once

#include "aliquot/evidence/monthly_doses.hpp"

namespace aliquot {

// Which months a range was taken from. The first that has enough of them is used.
enum class ComparedWith {
    recent,        // of the same channel, the last three months whose outcome is known
    channel,       // of the same channel, all of them
    all_channels,  // of every channel
    nothing,       // there are too few: nobody can say
};
inline constexpr std::array<std::string_view, 4> compared_with_names{"recent", "channel",
                                                                     "all_channels", "nothing"};

struct SupplyForecast {
    ParticipantIndex participant;
    std::size_t channel = 0;  // of MonthlyDoses::channels()
    Month month{};
    int ahead = 1;  // months after the last one that is over
    DosesRange range;
    ComparedWith from = ComparedWith::nothing;
    std::size_t compared = 0;  // how many months of participants it was taken from
};

// Of every participant, channel and month ahead, in that order.
[[nodiscard]] std::vector<SupplyForecast> supply_forecasts(const Scenario& scenario,
                                                           const MonthlyDoses& known,
                                                           int months_ahead);

// All participants together; nothing of a channel with fewer than three earlier months to compare
// with. The facility first, then by month.
[[nodiscard]] std::vector<TotalForecast> total_forecasts(const MonthlyDoses& known,
                                                         int months_ahead);

// How often ranges held what came, of forecasts made again after each month from the sixth on with
// what was known then.
struct HeldOut {
    std::string channel;
    int ahead = 1;
    std::int64_t asked = 0;
    std::int64_t held = 0;         // what came was within the 80 % range
    std::int64_t half_held = 0;    // ... within the 50 % range
    std::int64_t doses_asked = 0;  // where doses came, or could have come by the range
    std::int64_t doses_held = 0;
    std::int64_t width = 0;    // of the 80 % range, the sum over all that were asked: doses
    std::int64_t people = 0;   // ... and the people they are for
    std::int64_t unknown = 0;  // no range could be given

    void count(const DosesRange& range, Doses came);
};

[[nodiscard]] std::vector<HeldOut> held_out(const Scenario& scenario, const MonthlyDoses& known,
                                            int months_ahead);
[[nodiscard]] std::vector<HeldOut> held_out_totals(const MonthlyDoses& known, int months_ahead);

}  // namespace aliquot
