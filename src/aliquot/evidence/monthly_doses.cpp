// Arrivals, and their sums by month.
#include "aliquot/evidence/monthly_doses.hpp"

#include <algorithm>

#include "aliquot/core/check.hpp"

namespace aliquot {

namespace {

Month month_of(Date day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

std::vector<Arrival> from_elsewhere(const Scenario& scenario) {
    std::vector<Arrival> all;
    for (const OtherSupply& row : scenario.other_supply)
        all.push_back({row.participant, row.date, row.product,
                       row.channel.empty() ? std::string{"unnamed"} : row.channel, row.doses});
    return all;
}

}  // namespace

std::vector<Arrival> recorded_arrivals(const Scenario& scenario) {
    std::vector<Arrival> all = from_elsewhere(scenario);
    for (const RecordedAward& row : scenario.recorded)
        all.push_back({row.participant, scenario.at(row.supply).available,
                       scenario.product_of(row.supply).id, std::string{facility_channel},
                       row.doses});
    return all;
}

std::vector<Arrival> arrivals_of(const Scenario& scenario, const Run& run) {
    std::vector<Arrival> all = from_elsewhere(scenario);
    std::erase_if(all, [&](const Arrival& each) { return each.date > run.until; });
    for (const Delivery& row : run.deliveries)
        if (row.arrived <= run.until)
            all.push_back({row.participant, row.arrived, scenario.product_of(row.supply).id,
                           std::string{facility_channel}, row.doses});
    return all;
}

Month last_whole_month(Date day) {
    return month_of(day + Days{1}) - std::chrono::months{1};
}

MonthlyDoses::MonthlyDoses(const Scenario& scenario, std::span<const Arrival> arrivals, Date day)
    : participants_{scenario.participants.size()} {
    const Month last = last_whole_month(day);
    std::vector<const Arrival*> known;
    for (const Arrival& each : arrivals)
        if (month_of(each.date) <= last && each.doses > Doses{0}) known.push_back(&each);
    if (known.empty()) return;
    first_ = last;
    for (const Arrival* each : known) {
        first_ = std::min(first_, month_of(each->date));
        if (std::ranges::find(channels_, each->channel) == channels_.end())
            channels_.push_back(each->channel);
    }
    std::ranges::sort(channels_, {}, [](const std::string& name) {
        return std::pair{name != facility_channel, name};
    });
    months_ = static_cast<std::size_t>((last - first_).count()) + 1;
    doses_.assign(channels_.size() * participants_ * months_, 0);
    begins_.assign(channels_.size(), months_);
    for (const Arrival* each : known) {
        const auto channel = static_cast<std::size_t>(std::ranges::find(channels_, each->channel) -
                                                      channels_.begin());
        const auto month = static_cast<std::size_t>((month_of(each->date) - first_).count());
        doses_[(channel * participants_ + each->participant.value) * months_ + month] +=
            each->doses.value();
        begins_[channel] = std::min(begins_[channel], month);
    }
}

Month MonthlyDoses::month(std::size_t at) const {
    return first_ + std::chrono::months{static_cast<int>(at)};
}

std::int64_t MonthlyDoses::three_months(std::size_t channel, std::size_t participant,
                                        std::size_t month) const {
    ALIQUOT_CHECK(month >= 2);
    return at(channel, participant, month) + at(channel, participant, month - 1) +
           at(channel, participant, month - 2);
}

std::int64_t MonthlyDoses::total(bool facility, std::size_t month) const {
    std::int64_t all = 0;
    for (std::size_t channel = 0; channel < channels_.size(); ++channel)
        if ((channels_[channel] == facility_channel) == facility)
            for (std::size_t participant = 0; participant < participants_; ++participant)
                all += at(channel, participant, month);
    return all;
}

}  // namespace aliquot
