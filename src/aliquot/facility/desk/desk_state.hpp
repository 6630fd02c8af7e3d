// Everything a facility that people run has on its desk: what is known of the world, doses, people,
// rounds. It is what the events add up to.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/office_event.hpp"
#include "aliquot/facility/desk/round_book.hpp"
#include "aliquot/facility/desk/staff.hpp"
#include "aliquot/facility/state.hpp"

namespace aliquot {

// Whether supply lines would come to more than 10^15 doses with these.
[[nodiscard]] bool is_too_much(const Scenario& world, Doses pledged);

class DeskState {
public:
    // `start`: the scenario that the facility was opened with.
    explicit DeskState(Scenario start);

    // The one way in which the desk changes: wholly, or not at all. `who`: the person whose command
    // it was.
    // Errors: conflict, when the event cannot have followed what is there.
    Result<void> apply(const Event& event, const std::string& who);

    [[nodiscard]] const Scenario& world() const { return *world_; }
    [[nodiscard]] const FacilityState& doses() const { return doses_; }
    [[nodiscard]] const Staff& staff() const { return staff_; }
    [[nodiscard]] const RoundBook& rounds() const { return rounds_; }
    // The day on which the last thing happened: nothing can happen before it any more.
    [[nodiscard]] Date last_day() const { return last_day_; }

    // Whether the person has stated any fact that the proposal was computed from: of its supply
    // lines, or of its participants' readiness.
    [[nodiscard]] bool has_edited(const std::string& person, const ProposalMade& proposal) const;
    // Whether the person has recorded a receipt of the line for the participant.
    [[nodiscard]] bool has_received(const std::string& person, ParticipantIndex participant,
                                    SupplyIndex line) const;

private:
    Result<void> on(const SupplyPledged& event);
    Result<void> on(const ReadinessStated& event);
    void remember_who(const Event& event, const std::string& who);

    std::unique_ptr<Scenario> world_;
    FacilityState doses_;
    Staff staff_;
    RoundBook rounds_;
    Date last_day_ = Date::min();
    std::map<SupplyIndex, std::set<std::string>> edited_line_;
    std::map<ParticipantIndex, std::set<std::string>> edited_participant_;
    std::map<std::pair<ParticipantIndex, SupplyIndex>, std::set<std::string>> received_;
};

}  // namespace aliquot
