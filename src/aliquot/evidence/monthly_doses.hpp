// What came in each month, through each channel, to each participant, as far as it is known.
//
// A month counts from its last day on: before that it is not over, and a forecast must not see it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aliquot/domain/run.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/supply_forecast.hpp"

namespace aliquot {

inline constexpr std::string_view facility_channel = "facility";
inline constexpr std::string_view elsewhere_channel = "elsewhere";  // all others together

// What came from elsewhere, and from the facility what is on record: each line's doses on the day
// the line became available.
[[nodiscard]] std::vector<Arrival> recorded_arrivals(const Scenario& scenario);

// What came from elsewhere, and from the facility what the run delivered by its last day.
[[nodiscard]] std::vector<Arrival> arrivals_of(const Scenario& scenario, const Run& run);

// The last month that is over on the day.
[[nodiscard]] Month last_whole_month(Date day);

class MonthlyDoses {
public:
    // Only arrivals in months that are over on the day; the order of arrivals does not matter.
    MonthlyDoses(const Scenario& scenario, std::span<const Arrival> arrivals, Date day);

    // The facility first, then in order of name; only those through which something came.
    [[nodiscard]] const std::vector<std::string>& channels() const { return channels_; }
    // From the first in which anything came to the last that is over; 0 if nothing came.
    [[nodiscard]] std::size_t months() const { return months_; }
    [[nodiscard]] Month month(std::size_t at) const;  // also beyond the last one
    [[nodiscard]] std::int64_t at(std::size_t channel, std::size_t participant,
                                  std::size_t month) const {
        return doses_[(channel * participants_ + participant) * months_ + month];
    }
    // The first month in which anything came through it.
    [[nodiscard]] std::size_t begins(std::size_t channel) const { return begins_[channel]; }
    // Of the three months up to this one. Requires: month >= 2.
    [[nodiscard]] std::int64_t three_months(std::size_t channel, std::size_t participant,
                                            std::size_t month) const;
    // To all participants, from the facility or from everywhere else.
    [[nodiscard]] std::int64_t total(bool facility, std::size_t month) const;

private:
    std::vector<std::string> channels_;
    std::size_t participants_ = 0;
    std::size_t months_ = 0;
    Month first_{};
    std::vector<std::int64_t> doses_;
    std::vector<std::size_t> begins_;
};

}  // namespace aliquot
