// The facility at work: confirm supply, decide rounds, make offers, take answers, reallocate, ship.
//
// Every command is dated. It looks at the state, decides, and records events; the state follows
// from them, and doses move only through its ledger. A command is refused with a reason when the
// ledger does not allow it. The order in which things happen is the caller's: the replay by a
// scenario's dates, a live facility by what people do.
#pragma once

#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/facility/outlook.hpp"

namespace aliquot {

class Facility {
public:
    // Requires: the scenario outlives the facility.
    explicit Facility(const Scenario& scenario);
    Facility(const Facility&) = delete;
    Facility& operator=(const Facility&) = delete;

    // The supply line becomes the facility's to share; the buffer's part is set aside.
    Result<void> confirm(SupplyIndex line, Date today);
    // It is learned that the line comes later.
    Result<void> slip(SupplyIndex line, Date available, Date today);

    // What a round held today starts from.
    [[nodiscard]] RoundFacts facts(int round, Date today) const {
        return outlook_.facts(round, today);
    }
    [[nodiscard]] Result<ProposedRound> propose(int round, Date today,
                                                const std::vector<GivenAward>* given) const {
        return outlook_.propose(round, today, given);
    }
    // Makes the offers of a proposal's awards.
    // Errors: conflict, when the pool no longer holds what was proposed.
    Result<void> decide(const ProposedRound& proposed);
    // An offer outside the rule; gates are not applied.
    Result<void> offer_outside_rule(int round, const RecordedOffer& offer, Date today);

    // Requires: the offer is open. Silence lapses it. What is not taken goes back to the pool and
    // is offered to the most severely affected who can receive it.
    Result<void> answer(int offer, const Reply& reply, Date today);

    // Hands doses back for redeployment, at most what the participant holds of the product.
    Result<void> take_back(const Return& returned, Date today);

    // Accepted doses leave when they are there, the steps hold and the border will be open.
    Result<void> dispatch(Date today);
    Result<void> receive(Date today);
    // Doses past their last day of use, in the pool, the buffer, on offer or not yet sent.
    Result<void> expire(Date today);

    void note_coverage(Date today);
    // What was asked for and did not come about; nothing is skipped in silence.
    void note(std::string words);

    [[nodiscard]] const FacilityState& state() const { return state_; }
    [[nodiscard]] const std::vector<Offer>& offers() const { return state_.offers(); }
    // Everything that happened so far, in order. The same events give the same state.
    [[nodiscard]] const std::vector<DoseEvent>& events() const { return events_; }

    // Doses that became free to others, in order, each after so many events: its reallocation
    // follows.
    struct FreedThen {
        Freed freed;
        Date date;
        std::size_t after = 0;
    };
    [[nodiscard]] const std::vector<FreedThen>& freed() const { return freed_; }

    // Marks a point of the ledger at which the journal asserts every balance.
    void mark_assertions() { run_.assertion_points.push_back(ledger().transfers().size()); }

    // The record so far, with totals. Audits the ledger first.
    [[nodiscard]] Run record(Date until) const;

private:
    using Consignment = FacilityState::Consignment;
    // Applies the event and records it, or neither.
    Result<void> happen(DoseEvent event);
    Result<void> make_offer(const Award& award);
    Result<void> reallocate(const Freed& freed, Date today);
    [[nodiscard]] const Ledger& ledger() const { return state_.ledger(); }
    [[nodiscard]] Totals totals() const;

    const Scenario* scenario_;
    FacilityState state_;
    Outlook outlook_;
    std::vector<DoseEvent> events_;
    std::vector<FreedThen> freed_;
    Run run_;  // what is told beside the state: decisions, exclusions, coverage, notices
};

}  // namespace aliquot
