// From excess and reported deaths of places that count the dead to a factor for those that do not.
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "aliquot/evidence/severity.hpp"

namespace aliquot {

namespace {

constexpr std::int64_t unit = 1000;
constexpr std::int64_t least_days = 180;   // half a year of estimates
constexpr std::int64_t least_deaths = 10;  // fewer make no ratio
constexpr std::size_t least_comparables = 5;

// What is known of a place on the day.
struct PlaceEstimates {
    std::string region;
    std::string group;
    std::int64_t excess = 0;  // thousandths
    std::int64_t reported = 0;
    std::int64_t days = 0;
    Date from = Date::max();
    Date until = Date::min();
    std::vector<std::int64_t> ratios;  // of each period

    [[nodiscard]] bool is_enough() const { return days >= least_days; }
    [[nodiscard]] std::int64_t ratio() const { return ratio_of(excess, reported); }
    // At least one: everyone who was reported dead is dead.
    static std::int64_t ratio_of(std::int64_t excess, std::int64_t reported) {
        return std::max(excess / reported, unit);
    }
};

std::map<std::string, PlaceEstimates> places_known(const Scenario& scenario, Date day) {
    std::map<std::string, PlaceEstimates> places;
    for (const ExcessEstimate& each : scenario.excess) {
        // A time without reports says who did not report, not how many were missed.
        if (each.published > day || each.reported < least_deaths) continue;
        PlaceEstimates& place = places[each.place];
        place.region = each.region;
        place.group = each.group;
        place.excess += each.thousandths;
        place.reported += each.reported;
        place.days += (each.until - each.from).count() + 1;
        place.from = std::min(place.from, each.from);
        place.until = std::max(place.until, each.until);
        place.ratios.push_back(PlaceEstimates::ratio_of(each.thousandths, each.reported));
    }
    return places;
}

// Of a participant whose own excess deaths are known: its own ratio, and the lowest and highest of
// its periods.
Ascertainment own(const PlaceEstimates& place) {
    const std::int64_t middle = place.ratio();
    const auto [low, high] = std::ranges::minmax(place.ratios);
    return {{std::min(low, middle), middle, std::max(high, middle)},
            fmt::format("its own excess deaths, {} to {}", format_date(place.from),
                        format_date(place.until))};
}

Ascertainment of_others(std::vector<std::int64_t> ratios, const std::string& which) {
    std::ranges::sort(ratios);
    const std::size_t last = ratios.size() - 1;
    return {{ratios[last / 10], ratios[last / 2], ratios[last - last / 10]},
            fmt::format("excess deaths of {} {}", ratios.size(), which)};
}

// What the scenario's settings say where nothing was estimated.
Ascertainment by_setting(const Scenario& scenario) {
    const std::int64_t most = scenario.settings.rule.severity.under_reporting.floor_of(unit);
    return {{unit, (unit + most) / 2, most}, "the setting severity_under_reporting"};
}

class Comparables {
public:
    Comparables(const Scenario& scenario, Date day)
        : scenario_{&scenario}, places_{places_known(scenario, day)} {}

    [[nodiscard]] Ascertainment of(const Participant& participant) const {
        if (const auto found = places_.find(participant.id);
            found != places_.end() && found->second.is_enough())
            return own(found->second);
        const std::string& region = participant.region;
        const std::string& group = participant.group;
        const auto like = [&](const std::string& which, const auto& alike) {
            std::vector<std::int64_t> ratios;
            for (const auto& [id, place] : places_)
                if (id != participant.id && place.is_enough() && alike(place))
                    ratios.push_back(place.ratio());
            return ratios.size() < least_comparables ? std::optional<Ascertainment>{}
                                                     : of_others(std::move(ratios), which);
        };
        const bool has_both = !region.empty() && !group.empty();
        std::optional<Ascertainment> found;
        if (has_both)
            found = like(fmt::format("places of {} and {}", region, group), [&](const auto& place) {
                return place.region == region && place.group == group;
            });
        if (!found && !region.empty())
            found = like("places of " + region,
                         [&](const auto& place) { return place.region == region; });
        if (!found && !group.empty())
            found =
                like("places of " + group, [&](const auto& place) { return place.group == group; });
        if (!found) found = like("places", [](const auto&) { return true; });
        return found.value_or(by_setting(*scenario_));
    }

private:
    const Scenario* scenario_;
    std::map<std::string, PlaceEstimates> places_;
};

}  // namespace

std::vector<Ascertainment> ascertainment(const Scenario& scenario, Date day) {
    const Comparables comparables{scenario, day};
    std::vector<Ascertainment> factors;
    for (const Participant& each : scenario.participants) factors.push_back(comparables.of(each));
    return factors;
}

}  // namespace aliquot
