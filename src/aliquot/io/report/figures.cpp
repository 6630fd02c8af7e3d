// Sums by participant and quantiles by day.
#include "aliquot/io/report/figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace aliquot::report {

namespace {

// Linear between neighbours, so that the middle of an even number is the mean of the middle two.
double quantile(const std::vector<double>& ascending, double share) {
    if (ascending.empty()) return 0;
    const double place = share * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    const double part = place - std::floor(place);
    return ascending[below] + part * (ascending[above] - ascending[below]);
}

Day day_of(const Scenario& scenario, Date date, const std::vector<CoverageRow>& rows) {
    Day day;
    day.date = date;
    day.standings.resize(scenario.participants.size());
    std::vector<double> coverages;
    for (const CoverageRow& row : rows) {
        const People people = scenario.at(row.participant).population;
        if (people == People{0}) continue;
        const auto divisor = static_cast<double>(people.value());
        Standing standing{.facility = row.facility, .other = row.other};
        standing.coverage = static_cast<double>(row.held.value()) / divisor;
        standing.per_100 = 100 * static_cast<double>((row.delivered + row.other).value()) / divisor;
        day.standings[row.participant.value] = standing;
        coverages.push_back(standing.coverage);
    }
    std::ranges::sort(coverages);
    day.lowest = quantile(coverages, 0);
    day.lower_quartile = quantile(coverages, 0.25);
    day.median = quantile(coverages, 0.5);
    day.upper_quartile = quantile(coverages, 0.75);
    day.highest = quantile(coverages, 1);
    return day;
}

RunFigures run_figures(const Scenario& scenario, const Run& run) {
    RunFigures figures;
    figures.run = &run;
    std::map<Date, std::vector<CoverageRow>> by_date;
    for (const CoverageRow& row : run.coverage)
        if (scenario.at(row.participant).population > People{0}) by_date[row.date].push_back(row);
    for (auto& [date, rows] : by_date) {
        std::ranges::sort(rows, {}, &CoverageRow::participant);
        figures.days.push_back(day_of(scenario, date, rows));
    }
    if (!by_date.empty()) {
        const std::vector<CoverageRow>& rows = by_date.rbegin()->second;
        figures.coverage = spread_of(scenario, rows, Measure::coverage);
        figures.per_100 = spread_of(scenario, rows, Measure::doses_per_100);
    }
    figures.accepted.resize(scenario.participants.size());
    figures.delivered.resize(scenario.participants.size());
    for (const Offer& offer : run.offers)
        figures.accepted.at(offer.participant.value) += offer.accepted;
    for (const Delivery& delivery : run.deliveries)
        figures.delivered.at(delivery.participant.value) += delivery.doses;
    for (const Doses doses : figures.accepted)
        if (doses > Doses{0}) ++figures.served;
    return figures;
}

}  // namespace

const Standing* RunFigures::last(std::size_t participant) const {
    if (days.empty()) return nullptr;
    const auto& standing = days.back().standings.at(participant);
    return standing ? &*standing : nullptr;
}

Figures figures_of(const Scenario& scenario, const Run& run, const Run* actual) {
    Figures figures;
    figures.scenario = &scenario;
    figures.shared = run_figures(scenario, run);
    if (actual != nullptr) figures.actual = run_figures(scenario, *actual);
    return figures;
}

}  // namespace aliquot::report
