// Announcements beside what arrived, and what that teaches about the next months.
#include "aliquot/evidence/slippage.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>

#include "aliquot/evidence/parts.hpp"

namespace aliquot {

namespace {

using std::chrono::months;

constexpr std::size_t fewest = 10;
constexpr int recent = 3;  // months of outcomes

Month month_of(Date day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

using Key = std::pair<ParticipantIndex, std::string>;  // and product

// What the facility brought, by participant, product and month.
std::map<Key, std::map<Month, std::int64_t>> brought(std::span<const Arrival> arrivals,
                                                     Month last) {
    std::map<Key, std::map<Month, std::int64_t>> all;
    for (const Arrival& each : arrivals)
        if (each.channel == facility_channel && month_of(each.date) <= last)
            all[{each.participant, each.product}][month_of(each.date)] += each.doses.value();
    return all;
}

// Of one participant and product, the first that is due first.
void serve(const Scenario& scenario, std::span<Announced> open,
           const std::map<Month, std::int64_t>& came, Month last) {
    Month first = last + months{1};
    for (const Announced& each : open) first = std::min(first, each.first);
    for (Month month = first; month <= last; month += months{1}) {
        const auto found = came.find(month);
        std::int64_t doses = found == came.end() ? 0 : found->second;
        for (Announced& each : open) {
            if (each.first > month) continue;
            const std::int64_t before = each.came.empty() ? 0 : each.came.back();
            const std::int64_t taken =
                std::min(doses, scenario.forecasts[each.forecast].doses.value() - before);
            each.came.push_back(before + taken);
            doses -= taken;
        }
    }
}

void add(SlippageRow& row, const Scenario& scenario, const Announced& each, Month last) {
    const std::int64_t doses = scenario.forecasts[each.forecast].doses.value();
    ++row.announcements;
    row.announced += doses;
    for (std::size_t after = 0; after < row.after.size(); ++after) {
        const Month month = each.due + months{static_cast<int>(after)};
        if (month > last) break;
        SlippageRow::After& sum = row.after.at(after);
        ++sum.announcements;
        sum.announced += doses;
        sum.came += each.by(month);
    }
}

// What came within so many months of what was overdue, as parts of it: of late, or ever.
class OverdueOutcomes {
public:
    OverdueOutcomes(const Scenario& scenario, std::span<const Announced> announced, Month origin,
                    int ahead) {
        std::vector<Part> ever;
        for (const Announced& each : announced) {
            const std::int64_t doses = scenario.forecasts[each.forecast].doses.value();
            for (Month month = std::max(each.due, each.first); month + months{ahead} <= origin;
                 month += months{1}) {
                const std::int64_t open = doses - each.by(month);
                if (open <= 0) break;
                const Part part{each.by(month + months{ahead}) - each.by(month), open};
                ever.push_back(part);
                if (month + months{ahead + recent} > origin) parts_.push_back(part);
            }
        }
        if (parts_.size() < fewest) parts_ = std::move(ever);
        if (parts_.size() < fewest) parts_.clear();
        std::ranges::sort(parts_, std::less{});
    }

    [[nodiscard]] std::size_t size() const { return parts_.size(); }
    // Requires: size() > 0.
    [[nodiscard]] DosesRange range(std::int64_t open) const {
        DosesRange range;
        for (std::size_t end = 0; end < hundredths.size(); ++end) {
            const Part& part = at_hundredth(parts_, hundredths.at(end));
            range.ends.at(end) =
                Doses{static_cast<std::int64_t>(end < 3 ? part.times(open) : part.times_up(open))};
        }
        return range;
    }

private:
    std::vector<Part> parts_;
};

// Doses of it that are overdue after the month; 0: none, or not yet due.
std::int64_t overdue_after(const Scenario& scenario, const Announced& each, Month month) {
    if (each.due > month) return 0;
    return scenario.forecasts[each.forecast].doses.value() - each.by(month);
}

}  // namespace

std::int64_t Announced::by(Month month) const {
    if (month < first || came.empty()) return 0;
    const auto at = static_cast<std::size_t>((month - first).count());
    return came[std::min(at, came.size() - 1)];
}

std::vector<Announced> announced_on(const Scenario& scenario, std::span<const Arrival> arrivals,
                                    Date day) {
    std::vector<Announced> all;
    for (std::size_t at = 0; at < scenario.forecasts.size(); ++at) {
        const Forecast& row = scenario.forecasts[at];
        if (row.due && row.announced <= day && row.doses > Doses{0})
            all.push_back({at, month_of(*row.due), month_of(row.announced), {}});
    }
    const auto key = [&](const Announced& each) {
        const Forecast& row = scenario.forecasts[each.forecast];
        return std::tuple{row.participant, row.product, *row.due, row.announced};
    };
    std::ranges::sort(all, {}, key);
    const Month last = last_whole_month(day);
    const auto came = brought(arrivals, last);
    for (auto from = all.begin(); from != all.end();) {
        const Forecast& row = scenario.forecasts[from->forecast];
        const auto until = std::find_if(from, all.end(), [&](const Announced& each) {
            const Forecast& other = scenario.forecasts[each.forecast];
            return other.participant != row.participant || other.product != row.product;
        });
        const auto found = came.find({row.participant, row.product});
        serve(scenario, {from, until},
              found == came.end() ? std::map<Month, std::int64_t>{} : found->second, last);
        from = until;
    }
    return all;
}

std::vector<SlippageRow> slippage_on(const Scenario& scenario, std::span<const Announced> announced,
                                     Date day) {
    const Month last = last_whole_month(day);
    std::map<std::pair<std::string, std::string>, SlippageRow> rows;
    SlippageRow all;
    for (const Announced& each : announced) {
        const Forecast& plan = scenario.forecasts[each.forecast];
        SlippageRow& row = rows[{plan.supplier, plan.product}];
        row.supplier = plan.supplier;
        row.product = plan.product;
        add(row, scenario, each, last);
        add(all, scenario, each, last);
    }
    std::vector<SlippageRow> found;
    for (auto& [key, row] : rows) {
        for (std::size_t after = 0; after < row.after.size(); ++after)
            if (row.after.at(after).announcements < fewest_for_a_supplier) {
                row.after.at(after) = all.after.at(after);
                row.after.at(after).is_pooled = true;
            }
        found.push_back(std::move(row));
    }
    if (!found.empty()) found.push_back(std::move(all));
    return found;
}

std::vector<OverdueForecast> overdue_on(const Scenario& scenario,
                                        std::span<const Announced> announced, Date day,
                                        int months_ahead) {
    const Month last = last_whole_month(day);
    std::vector<OverdueForecast> all;
    for (int ahead = 1; ahead <= months_ahead; ++ahead) {
        const OverdueOutcomes outcomes{scenario, announced, last, ahead};
        for (std::size_t at = 0; at < announced.size(); ++at) {
            const std::int64_t open = overdue_after(scenario, announced[at], last);
            if (open <= 0) continue;
            OverdueForecast made{at, open, ahead, {}, outcomes.size()};
            if (made.compared > 0) made.range = outcomes.range(open);
            all.push_back(made);
        }
    }
    std::ranges::stable_sort(all, {}, &OverdueForecast::announced);
    return all;
}

std::vector<HeldOut> held_out_overdue(const Scenario& scenario, std::span<const Arrival> arrivals,
                                      Date day, int months_ahead) {
    const std::vector<Announced> known = announced_on(scenario, arrivals, day);
    const Month last = last_whole_month(day);
    std::vector<HeldOut> rows;
    if (known.empty()) return rows;
    Month first = last;
    for (const Announced& each : known) first = std::min(first, each.due);
    for (int ahead = 1; ahead <= months_ahead; ++ahead) {
        HeldOut row;
        row.channel = "overdue";
        row.ahead = ahead;
        for (Month origin = first; origin + months{ahead} <= last; origin += months{1}) {
            const std::vector<Announced> then =
                announced_on(scenario, arrivals, Date{origin / std::chrono::last});
            const OverdueOutcomes outcomes{scenario, then, origin, ahead};
            for (const Announced& each : then) {
                const std::int64_t open = overdue_after(scenario, each, origin);
                if (open <= 0) continue;
                if (outcomes.size() == 0) {
                    ++row.unknown;
                    continue;
                }
                const auto later = std::ranges::find(known, each.forecast, &Announced::forecast);
                const std::int64_t came = later->by(origin + months{ahead}) - later->by(origin);
                row.count(outcomes.range(open), Doses{came});
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace aliquot
