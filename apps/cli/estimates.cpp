// Forecasts and ranks for the report, from what a run brought and what the scenario knows.
#include "estimates.hpp"

#include "aliquot/evidence/forecast.hpp"
#include "aliquot/evidence/severity.hpp"

namespace aliquot::cli {

namespace {

constexpr int months_ahead = 3;

std::vector<SeverityRank> ranks_of(const Scenario& scenario, Date day) {
    const ReallocationSettings& settings = scenario.settings.reallocation;
    std::vector<SeverityRank> ranks;
    if (scenario.severity.empty()) return ranks;
    for (const Severity& each :
         severity_of(scenario, {day, settings.window_days, 0, settings.qualify, settings.order})) {
        const People population = scenario.at(each.participant).population;
        SeverityRank rank{
            each.participant,
            each.rank,
            each.reported_rank,
            {each.rate(Robust::lower, population), each.rate(Robust::middle, population),
             each.rate(Robust::upper, population)}};
        for (const Doubt& doubt : each.doubts) rank.doubts.push_back(doubt.words);
        ranks.push_back(std::move(rank));
    }
    return ranks;
}

Pipeline pipeline_of(const Scenario& scenario, const Run& run, Date last_round) {
    const std::vector<Arrival> arrivals = arrivals_of(scenario, run);
    Pipeline pipeline;
    const MonthlyDoses known{scenario, arrivals, run.until};
    for (const bool facility : {true, false})
        for (std::size_t month = 0; month < known.months(); ++month)
            pipeline.came.push_back({std::string{facility ? facility_channel : elsewhere_channel},
                                     known.month(month), Doses{known.total(facility, month)}});
    std::optional<Date> before;  // the last round with three months to its end
    for (const Decision& decision : run.decisions)
        if (last_whole_month(decision.date) + std::chrono::months{months_ahead} <=
            last_whole_month(run.until))
            before = decision.date;
    const Date shown_to = scenario.settings.end;
    for (const std::optional<Date>& made : {before, std::optional{last_round}}) {
        if (!made || (made == before && *made == last_round && !pipeline.fans.empty())) continue;
        Pipeline::Fan fan{*made, {}};
        for (TotalForecast& each :
             total_forecasts(MonthlyDoses{scenario, arrivals, *made}, months_ahead))
            if (each.month <= last_whole_month(shown_to)) fan.months.push_back(std::move(each));
        if (!fan.months.empty()) pipeline.fans.push_back(std::move(fan));
    }
    return pipeline;
}

}  // namespace

Estimates estimates_of(const Scenario& scenario, const Run& run) {
    Estimates made;
    if (run.decisions.empty()) return made;
    made.severity_on = run.decisions.back().date;
    made.severity_days = scenario.settings.reallocation.window_days;
    made.severity = ranks_of(scenario, made.severity_on);
    made.pipeline = pipeline_of(scenario, run, made.severity_on);
    return made;
}

}  // namespace aliquot::cli
