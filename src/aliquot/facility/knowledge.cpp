// Dated rows, seen from one day.
#include "aliquot/facility/knowledge.hpp"

#include <algorithm>
#include <map>

#include "aliquot/evidence/expected_supply.hpp"
#include "aliquot/evidence/statement_terms.hpp"

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

}  // namespace

struct Knowledge::Said {
    explicit Said(const Scenario& scenario) : evidence{evidence_of(scenario)}, book{evidence} {}

    // Doses from elsewhere that are believed to have arrived, by product. A total and its parts are
    // the same doses: what names no promise, or no product, adds only what goes beyond those that
    // do.
    [[nodiscard]] std::map<std::string, Doses> arrived(const Scenario& scenario,
                                                       const std::string& participant,
                                                       Date day) const {
        std::map<std::string, Doses> parts;   // of named promises, by product
        std::map<std::string, Doses> totals;  // of no named promise
        for (const ExpectedSupply& row : expected_supply_on(book, participant, day)) {
            const bool is_ours = std::ranges::find(scenario.supply, row.supply, &SupplyLine::id) !=
                                 scenario.supply.end();
            if (row.arrived && row.counts && row.least && !is_ours)
                (row.supply.empty() ? totals : parts)[row.product] += *row.least;
        }
        for (const auto& [product, doses] : totals)
            parts[product] = std::max(parts[product], doses);
        Doses named;
        for (const auto& [product, doses] : parts)
            if (!product.empty()) named += doses;
        if (const auto any = parts.find(""); any != parts.end())
            any->second = std::max(any->second, named) - named;
        return parts;
    }

    Evidence evidence;
    StatementBook book;
};

Knowledge::Knowledge(const Scenario& scenario)
    : scenario_{&scenario},
      said_{scenario.statements.empty() ? nullptr : std::make_shared<const Said>(scenario)},
      other_supply_{by_participant(scenario, scenario.other_supply)},
      readiness_{by_participant(scenario, scenario.readiness)},
      borders_{by_participant(scenario, scenario.borders)},
      capacity_{by_participant(scenario, scenario.capacity)},
      preferences_{by_participant(scenario, scenario.preferences)},
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
    if (said_)
        for (const auto& [product, doses] :
             said_->arrived(*scenario_, scenario_->at(participant).id, day)) {
            const auto schedule = said_->evidence.schedule.find(product);
            const std::int64_t per_course =
                schedule == said_->evidence.schedule.end() ? 2 : schedule->second.value();
            by_product[{product, per_course}].first += doses;
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

std::vector<Severity> Knowledge::severity(Date day) const {
    SeverityQuestion question;
    question.day = day;
    question.window_days = scenario_->settings.rule.severity.window_days.value_or(
        scenario_->settings.reallocation.window_days);
    std::vector<Severity> all = severity_of(*scenario_, question);
    std::ranges::sort(all, {}, &Severity::participant);
    return all;
}

std::vector<Severity> Knowledge::severity_ranks(Date day) const {
    const ReallocationSettings& settings = scenario_->settings.reallocation;
    return severity_of(*scenario_,
                       {day, settings.window_days, 0, settings.qualify, settings.order});
}

}  // namespace aliquot
