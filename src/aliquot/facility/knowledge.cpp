// Dated rows, seen from one day.
#include "aliquot/facility/knowledge.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace aliquot {

namespace {

template <class Row>
std::vector<std::vector<const Row*>> by_participant(const Scenario& scenario,
                                                    const std::vector<Row>& rows) {
    std::vector<std::vector<const Row*>> grouped(scenario.participants.size());
    for (const Row& row : rows) grouped.at(row.participant.value).push_back(&row);
    return grouped;
}

bool covers(std::optional<Date> from, std::optional<Date> until, Date day) {
    return (!from || *from <= day) && (!until || day <= *until);
}

// A week's deaths: estimates of excess deaths where they are given; else what was reported is the
// lower end, and so many times that, with what is not reported, the upper one.
std::optional<std::array<std::int64_t, 3>> thousandths_of(const SeverityReport& row,
                                                          Share under_reporting) {
    const auto estimated = [](std::optional<double> deaths) -> std::optional<std::int64_t> {
        if (!deaths) return std::nullopt;
        return std::max<std::int64_t>(std::llround(*deaths * 1000), 0);
    };
    const auto middle = estimated(row.excess_deaths);
    auto low = estimated(row.excess_deaths_low);
    auto high = estimated(row.excess_deaths_high);
    if (!low) low = row.deaths ? *row.deaths * 1000 : middle;
    if (!high) high = row.deaths ? under_reporting.floor_of(*row.deaths * 1000) : middle;
    if (!low || !high) return std::nullopt;
    const std::int64_t between = middle.value_or(std::midpoint(*low, *high));
    return std::array{std::min(*low, between), between, std::max(*high, between)};
}

}  // namespace

Knowledge::Knowledge(const Scenario& scenario)
    : scenario_{&scenario},
      other_supply_{by_participant(scenario, scenario.other_supply)},
      readiness_{by_participant(scenario, scenario.readiness)},
      borders_{by_participant(scenario, scenario.borders)},
      capacity_{by_participant(scenario, scenario.capacity)},
      preferences_{by_participant(scenario, scenario.preferences)},
      severity_{by_participant(scenario, scenario.severity)},
      started_{by_participant(scenario, scenario.started)} {}

Knowledge::Elsewhere Knowledge::elsewhere(ParticipantIndex participant, Date day) const {
    Elsewhere sum;
    // Two deliveries of one product make whole courses together, so doses are added up first.
    std::map<std::pair<std::string, std::int64_t>, std::pair<Doses, Doses>> by_product;
    for (const OtherSupply* row : other_supply_.at(participant.value)) {
        if (row->date > day) continue;
        auto& [other, before] = by_product[{row->product, row->doses_per_course.value()}];
        (row->channel == "facility" ? before : other) += row->doses;
    }
    for (const auto& [key, doses] : by_product) {
        const DosesPerCourse schedule{static_cast<int>(key.second)};
        sum.doses += doses.first;
        sum.courses += whole_courses(doses.first, schedule);
        sum.facility_before += doses.second;
        sum.facility_before_courses += whole_courses(doses.second, schedule);
    }
    return sum;
}

std::vector<std::string> Knowledge::missing_steps(const std::vector<std::string>& required,
                                                  ParticipantIndex participant,
                                                  ProductIndex product, Date day) const {
    std::vector<std::string> missing;
    for (const std::string& step : required) {
        const bool holds =
            std::ranges::any_of(readiness_.at(participant.value), [&](const ReadinessStep* row) {
                return row->step == step && covers(row->from, row->until, day) &&
                       (!row->product || *row->product == product);
            });
        if (!holds) missing.push_back(step);
    }
    return missing;
}

std::optional<Date> Knowledge::border_closed_until(ParticipantIndex participant, Date day) const {
    std::optional<Date> until;
    for (const BorderClosure* row : borders_.at(participant.value))
        if (covers(row->from, row->until, day) && (!until || *until < row->until))
            until = row->until;
    return until;
}

const Capacity* Knowledge::capacity(ParticipantIndex participant, Date day) const {
    const Capacity* latest = nullptr;
    for (const Capacity* row : capacity_.at(participant.value))
        if (row->from <= day && (latest == nullptr || latest->from < row->from)) latest = row;
    return latest;
}

bool Knowledge::has_chosen(Choice choice, ParticipantIndex participant, ProductIndex product,
                           Date day) const {
    return std::ranges::any_of(preferences_.at(participant.value), [&](const Preference* row) {
        return row->choice == choice && (!row->product || *row->product == product) &&
               covers(row->from, row->until, day);
    });
}

const StartedCourses* Knowledge::started(ParticipantIndex participant, ProductIndex product,
                                         Date day) const {
    const StartedCourses* latest = nullptr;
    for (const StartedCourses* row : started_.at(participant.value))
        if (row->product == product && row->date <= day &&
            (latest == nullptr || latest->date < row->date))
            latest = row;
    return latest;
}

Doses Knowledge::elsewhere_of(ParticipantIndex participant, ProductIndex product,
                              Between days) const {
    Doses doses;
    for (const OtherSupply* row : other_supply_.at(participant.value))
        if (row->product == scenario_->at(product).id && row->date > days.after &&
            row->date <= days.until)
            doses += row->doses;
    return doses;
}

std::optional<DeathInterval> Knowledge::deaths(ParticipantIndex participant, Date day) const {
    const SeveritySettings& settings = scenario_->settings.rule.severity;
    const Date first =
        day - Days{settings.window_days.value_or(scenario_->settings.reallocation.window_days)};
    DeathInterval sum;
    for (const SeverityReport* row : severity_.at(participant.value)) {
        if (row->date <= first || row->date > day) continue;
        const auto week = thousandths_of(*row, settings.under_reporting);
        if (!week) continue;
        ++sum.weeks;
        for (std::size_t end = 0; end < week->size(); ++end)
            sum.thousandths.at(end) += week->at(end);
    }
    if (sum.weeks == 0) return std::nullopt;
    return sum;
}

std::vector<Knowledge::Toll> Knowledge::severity_ranks(Date day) const {
    const Date first = day - Days{scenario_->settings.reallocation.window_days};
    std::vector<Toll> tolls;
    for (std::size_t p = 0; p < scenario_->participants.size(); ++p) {
        Toll toll{ParticipantIndex{p}};
        for (const SeverityReport* row : severity_[p]) {
            if (row->date <= first || row->date > day) continue;
            toll.deaths += row->deaths.value_or(0);
            toll.cases += row->cases.value_or(0);
        }
        tolls.push_back(toll);
    }
    const auto people = [&](const Toll& toll) {
        return Wide{scenario_->at(toll.participant).population.value()};
    };
    std::ranges::stable_sort(tolls, [&](const Toll& a, const Toll& b) {
        const Wide deaths_a = a.deaths * people(b);
        const Wide deaths_b = b.deaths * people(a);
        if (deaths_a != deaths_b) return deaths_a > deaths_b;
        return a.cases * people(b) > b.cases * people(a);
    });
    for (std::size_t i = 0; i < tolls.size(); ++i) tolls[i].rank = static_cast<int>(i) + 1;
    return tolls;
}

}  // namespace aliquot
