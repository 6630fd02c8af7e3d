// What the facility would decide from where it stands: it looks, and changes nothing.
//
// The replay and the desk ask here for the events that follow from a command, and record them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/facility/round.hpp"
#include "aliquot/facility/state.hpp"

namespace aliquot {

// What a participant says to an offer.
struct Reply {
    Answer answer = Answer::accept;
    std::optional<Doses> doses;  // of a partial answer
    std::string reason;
    std::string wish;
};

// Doses that someone did not take, on their way to someone else.
struct Freed {
    ParticipantIndex from;
    int round = 0;
    SupplyIndex line;
    Doses doses;
    std::string reason;
    std::string wish;
};

class Outlook {
public:
    // Requires: scenario and state outlive it, and neither gains a supply line or a fact meanwhile.
    Outlook(const Scenario& scenario, const FacilityState& state)
        : scenario_{&scenario},
          state_{&state},
          knowledge_{scenario},
          computer_{scenario, knowledge_} {}
    Outlook(const Outlook&) = delete;
    Outlook& operator=(const Outlook&) = delete;

    [[nodiscard]] const Knowledge& knowledge() const { return knowledge_; }
    [[nodiscard]] const Gates& gates() const { return computer_.gates(); }

    // The line becomes the facility's, with the part that is set aside.
    [[nodiscard]] SupplyConfirmed confirmation(SupplyIndex line, Doses doses, Date today) const;

    // Lines with doses free in the pool that come by `horizon`.
    [[nodiscard]] std::vector<FreeLine> free_lines(Date horizon) const;

    // What a round held today starts from.
    [[nodiscard]] RoundFacts facts(int round, Date today) const;
    // The rule's proposal, or a check of the awards that are `given`.
    [[nodiscard]] Result<ProposedRound> propose(int round, Date today,
                                                const std::vector<GivenAward>* given) const;

    // The offer of an award, next in number.
    [[nodiscard]] OfferMade offer(const Award& award) const;

    // Requires: the offer exists.
    [[nodiscard]] OfferAnswered answer(int offer, const Reply& reply, Date today) const;
    // What an answered offer leaves free; no doses, if it was taken in full.
    [[nodiscard]] Freed freed_by(int offer) const;

    // Who would be offered doses that someone did not take: the most severely affected who can
    // receive them today.
    struct Reallocated {
        std::vector<Award> awards;
        std::map<ParticipantIndex, int> rank;  // of severity, of those awarded
        Doses left;                            // that nobody could take
        bool anybody_able = false;
    };
    [[nodiscard]] Result<Reallocated> reallocate(const Freed& freed, Date today) const;

    // What holds accepted doses up today; empty: they may leave.
    [[nodiscard]] std::string held_up_by(const FacilityState::Consignment& consignment,
                                         Date today) const;

    // What everybody holds on the day, from the facility and from elsewhere.
    [[nodiscard]] std::vector<CoverageRow> coverage(Date today) const;

private:
    [[nodiscard]] std::vector<Severity> who_may_receive(const Freed& freed, Date today) const;

    const Scenario* scenario_;
    const FacilityState* state_;
    Knowledge knowledge_;
    RoundComputer computer_;
};

}  // namespace aliquot
