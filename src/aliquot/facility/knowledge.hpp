// What is known on a given day: other supply, readiness, borders, capacity, preferences, severity.
//
// A decision dated D sees only rows dated D or earlier; this is the one place that decides so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/severity.hpp"
#include "aliquot/evidence/severity.hpp"

namespace aliquot {

class Knowledge {
public:
    explicit Knowledge(const Scenario& scenario);

    // Doses from elsewhere by the day, counted in courses by each product's course length.
    struct Elsewhere {
        Doses doses;
        Courses courses;
        Doses facility_before;  // given by the facility itself before the start
        Courses facility_before_courses;
    };
    [[nodiscard]] Elsewhere elsewhere(ParticipantIndex participant, Date day) const;

    // Steps of the list that do not hold for the participant and product on the day.
    [[nodiscard]] std::vector<std::string> missing_steps(const std::vector<std::string>& required,
                                                         ParticipantIndex participant,
                                                         ProductIndex product, Date day) const;

    // The last closed day of the closure that covers the day.
    [[nodiscard]] std::optional<Date> border_closed_until(ParticipantIndex participant,
                                                          Date day) const;

    [[nodiscard]] const Capacity* capacity(ParticipantIndex participant, Date day) const;
    [[nodiscard]] bool has_chosen(Choice choice, ParticipantIndex participant, ProductIndex product,
                                  Date day) const;

    // The latest report of courses started and not completed; null: none yet.
    [[nodiscard]] const StartedCourses* started(ParticipantIndex participant, ProductIndex product,
                                                Date day) const;
    // Doses of the product from elsewhere after one day, up to another.
    struct Between {
        Date after;
        Date until;
    };
    [[nodiscard]] Doses elsewhere_of(ParticipantIndex participant, ProductIndex product,
                                     Between days) const;

    // How severely each participant is affected, by the settings of `severity_weighted`, in the
    // order of participants.
    [[nodiscard]] std::vector<Severity> severity(Date day) const;

    // Every participant, the most severely affected first, by the settings of reallocation.
    [[nodiscard]] std::vector<Severity> severity_ranks(Date day) const;

private:
    const Scenario* scenario_;
    template <class Row>
    using ByParticipant = std::vector<std::vector<const Row*>>;
    ByParticipant<OtherSupply> other_supply_;
    ByParticipant<ReadinessStep> readiness_;
    ByParticipant<BorderClosure> borders_;
    ByParticipant<Capacity> capacity_;
    ByParticipant<Preference> preferences_;
    ByParticipant<StartedCourses> started_;
};

}  // namespace aliquot
