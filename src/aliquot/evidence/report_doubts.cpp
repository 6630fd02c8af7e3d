// Each participant's reports held against those of its neighbours.
#include "aliquot/evidence/report_doubts.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"

namespace aliquot {

namespace {

constexpr std::int64_t quarter = 91;
constexpr std::int64_t half_year = 182;
constexpr std::int64_t recent = 28;            // a spike this late may be an outbreak
constexpr std::int64_t wave_per_thousand = 1;  // cases in a quarter
constexpr std::size_t neighbours_in_waves = 3;
constexpr std::int64_t least_expected = 10;  // deaths
constexpr std::int64_t times_too_few = 20;
constexpr std::int64_t least_cases = 100;  // fewer may well come in one week

// The deaths that the neighbours' median rate would make.
std::optional<std::int64_t> expected_deaths(const Scenario& scenario,
                                            const std::vector<Reports>& reports, std::size_t p) {
    struct Rate {
        std::int64_t deaths;
        std::int64_t people;
    };
    std::vector<Rate> rates;
    for (std::size_t i = 0; i < reports.size(); ++i)
        if (i != p && reports[i].weeks > 0 &&
            scenario.participants[i].region == scenario.participants[p].region)
            rates.push_back({reports[i].deaths, scenario.participants[i].population.value()});
    if (rates.size() < neighbours_in_waves) return std::nullopt;
    std::ranges::stable_sort(rates, [](const Rate& a, const Rate& b) {
        return Wide{a.deaths} * b.people < Wide{b.deaths} * a.people;
    });
    const Rate& median = rates[(rates.size() - 1) / 2];
    return static_cast<std::int64_t>(Wide{median.deaths} *
                                     scenario.participants[p].population.value() / median.people);
}

// How many neighbours had waves, if most of them had.
std::size_t in_waves(const Scenario& scenario, const std::vector<Reports>& reports, std::size_t p) {
    std::size_t neighbours = 0;
    std::size_t waves = 0;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Participant& other = scenario.participants[i];
        if (i == p || other.region != scenario.participants[p].region) continue;
        ++neighbours;
        if (reports[i].cases_of_quarter * 1000 >= wave_per_thousand * other.population.value())
            ++waves;
    }
    return waves >= neighbours_in_waves && waves * 2 > neighbours ? waves : 0;
}

std::vector<Doubt> doubts_about(const Scenario& scenario, const std::vector<Reports>& reports,
                                std::size_t p, std::int64_t window_days) {
    std::vector<Doubt> doubts;
    const Reports& own = reports[p];
    const Participant& who = scenario.participants[p];
    const bool has_region = !who.region.empty();
    const std::size_t waves = has_region ? in_waves(scenario, reports, p) : 0;
    if (own.weeks == 0)
        doubts.push_back({DoubtKind::nothing_reported,
                          fmt::format("nothing was reported in {} days", window_days)});
    if (own.cases_of_quarter == 0 && waves > 0)
        doubts.push_back({DoubtKind::no_case,
                          fmt::format("not a case in {} days, while most others of {}, {} of "
                                      "them, had waves",
                                      quarter, who.region, waves)});
    if (has_region && own.weeks > 0)
        if (const auto expected = expected_deaths(scenario, reports, p);
            expected && *expected >= least_expected && own.deaths * times_too_few < *expected)
            doubts.push_back({DoubtKind::too_few_deaths,
                              fmt::format("{} {} in {} days, where the median rate of {} "
                                          "would make {}",
                                          grouped(own.deaths), own.deaths == 1 ? "death" : "deaths",
                                          window_days, who.region, grouped(*expected))});
    if (own.cases_of_half >= least_cases && own.largest_week * 2 > own.cases_of_half)
        doubts.push_back({DoubtKind::all_in_one_week,
                          fmt::format("{} of {} cases of half a year were reported for the week "
                                      "to {}",
                                      grouped(own.largest_week), grouped(own.cases_of_half),
                                      format_date(own.largest_week_ends))});
    return doubts;
}

}  // namespace

std::vector<Reports> reports_until(const Scenario& scenario, Date day, std::int64_t window_days) {
    std::vector<Reports> reports(scenario.participants.size());
    for (const SeverityReport& row : scenario.severity) {
        const std::int64_t age = (day - row.date).count();
        if (age < 0 || age >= std::max(half_year, window_days)) continue;
        Reports& own = reports.at(row.participant.value);
        const std::int64_t cases = row.cases.value_or(0);
        if (age < window_days && (row.deaths || row.cases || row.excess_deaths)) {
            own.deaths += row.deaths.value_or(0);
            own.cases += cases;
            ++own.weeks;
        }
        if (age < quarter) own.cases_of_quarter += cases;
        if (age >= half_year) continue;
        own.cases_of_half += cases;
        if (age >= recent && cases > own.largest_week) {
            own.largest_week = cases;
            own.largest_week_ends = row.date;
        }
    }
    return reports;
}

std::vector<std::vector<Doubt>> doubts_of(const Scenario& scenario,
                                          const std::vector<Reports>& reports,
                                          std::int64_t window_days) {
    std::vector<std::vector<Doubt>> doubts;
    for (std::size_t p = 0; p < reports.size(); ++p)
        doubts.push_back(doubts_about(scenario, reports, p, window_days));
    return doubts;
}

}  // namespace aliquot
