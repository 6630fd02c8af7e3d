// Choices laid out, and runs of them told as points.
#include "aliquot/ensemble/frontier.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

std::vector<std::string> FrontierChoice::overrides() const {
    std::vector<std::string> settings{fmt::format("rule.name=\"{}\"", rule)};
    if (floor) settings.push_back(fmt::format("rule.floor={}", floor->text()));
    if (foresight)
        settings.push_back(fmt::format("rule.lives_foresight=\"{}\"",
                                       foresight_names.at(static_cast<std::size_t>(*foresight))));
    return settings;
}

std::vector<FrontierChoice> frontier_choices(const Scenario& scenario, std::vector<Share> floors,
                                             const std::vector<Foresight>& views) {
    std::ranges::sort(floors, std::ranges::greater{});
    floors.erase(std::ranges::unique(floors).begin(), floors.end());
    std::vector<FrontierChoice> choices{{"equal coverage", "equal_coverage", {}, {}}};
    for (const Foresight view : views)
        for (const Share& floor : floors)
            choices.push_back({fmt::format("floor {}, {}", floor.text(),
                                           foresight_names.at(static_cast<std::size_t>(view))),
                               "most_deaths_averted", floor, view});
    choices.push_back({"proportional", "proportional", {}, {}});
    if (!scenario.recorded.empty()) choices.push_back({"what happened", "recorded", {}, {}});
    return choices;
}

std::vector<FrontierPoint> frontier_points(const std::vector<FrontierChoice>& choices,
                                           const std::vector<LivedAgain>& runs,
                                           const ComparedRuns& compared) {
    ALIQUOT_CHECK(choices.size() == runs.size() && choices.size() == compared.head.runs.size());
    std::vector<FrontierPoint> points;
    const std::size_t all = compared.head.participants.size();
    for (std::size_t k = 0; k < choices.size(); ++k) {
        FrontierPoint point;
        point.choice = choices[k];
        point.coverage = spread_of(runs[k].scenario, last_day(runs[k].run), Measure::coverage);
        point.least_covered = runs[k].scenario.at(point.coverage.lowest_participant).id;
        point.deaths = over_members(of_members(compared, k, &epidemic::Figures::deaths, 0, all));
        point.averted = over_members(deaths_averted(compared, 0, k));
        point.life_years_gained =
            over_members(less_of(compared, &epidemic::Figures::life_tenths, 0, k));
        if (choices[k].floor) {
            const bool goes_on = choices[k - 1].foresight == choices[k].foresight;
            point.averted_against_last =
                over_members(deaths_averted(compared, goes_on ? k - 1 : 0, k));
        }
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace aliquot
