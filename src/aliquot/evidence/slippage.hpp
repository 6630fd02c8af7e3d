// How late announced doses come: by supplier and product, and what may still come of them.
//
// An announcement with a due date is a row of forecasts.csv. What came of it is what arrived
// through the facility, of the same product at the same participant, from the month of the
// announcement on; of several open announcements the one that is due first is served first. The
// method: docs/methods/forecast.md.
#pragma once

#include "aliquot/evidence/forecast.hpp"

namespace aliquot {

// An announcement that was known on a day, and what had come of it by the end of each month.
struct Announced {
    std::size_t forecast = 0;  // of Scenario::forecasts
    Month due{};
    Month first{};                   // the month of the announcement
    std::vector<std::int64_t> came;  // together, by the end of each month from the first on

    [[nodiscard]] std::int64_t by(Month month) const;
};

// Of those with a due date that had been announced by the day: by participant, product and due
// date.
[[nodiscard]] std::vector<Announced> announced_on(const Scenario& scenario,
                                                  std::span<const Arrival> arrivals, Date day);

// With fewer announcements that have been due for so long, a row has the figures of all suppliers.
inline constexpr std::size_t fewest_for_a_supplier = 5;

struct SlippageRow {
    std::string supplier;  // empty with product: all of them
    std::string product;
    std::size_t announcements = 0;
    std::int64_t announced = 0;  // doses
    struct After {
        std::size_t announcements = 0;  // that have been due for so long
        std::int64_t announced = 0;
        std::int64_t came = 0;
        bool is_pooled = false;  // fewer than five of them: the figures are those of all suppliers
    };
    std::array<After, 7> after;  // by the end of the month it was due in, and of the six after it
};

// The last row is of all suppliers together; empty if nothing was announced.
[[nodiscard]] std::vector<SlippageRow> slippage_on(const Scenario& scenario,
                                                   std::span<const Announced> announced, Date day);

// Of an announcement whose month is over, and of which something is still to come: how much of it
// comes within so many months.
struct OverdueForecast {
    std::size_t announced = 0;  // of the announcements
    std::int64_t open = 0;      // doses still to come
    int ahead = 1;
    DosesRange range;
    std::size_t compared = 0;  // 0: there are too few to compare with
};
[[nodiscard]] std::vector<OverdueForecast> overdue_on(const Scenario& scenario,
                                                      std::span<const Announced> announced,
                                                      Date day, int months_ahead);

// How often such ranges held what came, made again after each month with what was known then.
[[nodiscard]] std::vector<HeldOut> held_out_overdue(const Scenario& scenario,
                                                    std::span<const Arrival> arrivals, Date day,
                                                    int months_ahead);

}  // namespace aliquot
