// The facility at work: confirm supply, decide rounds, make offers, take answers, reallocate, ship.
//
// Every command is dated, moves doses only through the ledger, and is refused with a reason when
// the ledger does not allow it. The order in which things happen is the caller's: the replay by a
// scenario's dates, a live facility by what people do.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/run.hpp"
#include "aliquot/facility/round.hpp"
#include "aliquot/ledger/ledger.hpp"

namespace aliquot {

class Facility {
public:
    // Requires: the scenario outlives the facility.
    explicit Facility(const Scenario& scenario);

    // The supply line becomes the facility's to share; the buffer's part is set aside.
    Result<void> confirm(SupplyIndex line, Date today);
    // It is learned that the line comes later.
    void slip(SupplyIndex line, Date available);

    // Lines with doses free in the pool, or about to be confirmed, that come by `horizon`.
    [[nodiscard]] std::vector<FreeLine> free_lines(Date horizon) const;

    // What a round held today starts from.
    [[nodiscard]] RoundFacts facts(int round, Date today) const;
    [[nodiscard]] Result<ProposedRound> propose(int round, Date today,
                                                const std::vector<GivenAward>* given) const;
    // Makes the offers of a proposal's awards.
    // Errors: conflict, when the pool no longer holds what was proposed.
    Result<void> decide(const ProposedRound& proposed);
    // An offer outside the rule; gates are not applied.
    Result<void> offer_outside_rule(int round, const RecordedOffer& offer, Date today);

    struct Reply {
        Answer answer = Answer::accept;
        std::optional<Doses> doses;  // of a partial answer
        std::string reason;
        std::string wish;
    };
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

    [[nodiscard]] const std::vector<Offer>& offers() const { return run_.offers; }
    [[nodiscard]] Date available(SupplyIndex line) const { return available_.at(line.value); }
    [[nodiscard]] bool confirmed(SupplyIndex line) const { return confirmed_.at(line.value); }

    // Marks a point of the ledger at which the journal asserts every balance.
    void mark_assertions() { run_.assertion_points.push_back(ledger_.transfers().size()); }

    // The record so far, with totals. Audits the ledger first.
    [[nodiscard]] Run record(Date until) const;

private:
    struct Consignment {  // accepted, not yet received
        ParticipantIndex participant;
        SupplyIndex line;
        Doses doses;
        Date accepted;
        std::optional<Date> dispatched;
        std::optional<Date> arrives;
    };
    struct Freed {  // doses that someone did not take, on their way to someone else
        ParticipantIndex from;
        int round = 0;
        SupplyIndex line;
        Doses doses;
        std::string reason;
        std::string wish;
    };

    Result<void> make_offer(const Award& award);
    Result<void> settle(Offer& offer, const Reply& reply, Date today);
    Result<void> reallocate(const Freed& freed, Date today);
    [[nodiscard]] std::vector<Knowledge::Toll> who_may_receive(const Freed& freed,
                                                               Date today) const;
    // What holds the consignment up today; empty: it may leave.
    [[nodiscard]] std::string held_up_by(const Consignment& consignment, Date today) const;
    Result<void> expire_line(SupplyIndex line, Date today);
    [[nodiscard]] Totals totals() const;
    [[nodiscard]] int latest_round() const;

    const Scenario* scenario_;
    Knowledge knowledge_;
    RoundComputer computer_;
    Ledger ledger_;
    std::vector<Date> available_;
    std::vector<bool> confirmed_;
    std::vector<bool> expired_;
    std::map<int, int> pending_;  // offer -> pending transfer
    std::vector<Consignment> consignments_;
    // Who did not take a product in a round is not offered it again in that round.
    std::set<std::tuple<ParticipantIndex, ProductIndex, int>> refused_;
    Run run_;
};

}  // namespace aliquot
