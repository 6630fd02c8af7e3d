// What a facility holds and has promised, as its events add up to.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "aliquot/core/result.hpp"
#include "aliquot/domain/event.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/ledger/ledger.hpp"

namespace aliquot {

class FacilityState {
public:
    // Requires: the scenario outlives the state.
    explicit FacilityState(const Scenario& scenario);

    // The one way in which the state changes: wholly, or not at all.
    // Errors: conflict, when the event cannot have followed what is there: doses that the account
    // does not hold, an offer answered twice, a line confirmed twice, an unknown offer.
    Result<void> apply(const DoseEvent& event);

    // Accepted doses that have not arrived.
    struct Consignment {
        int offer = 0;
        ParticipantIndex participant;
        SupplyIndex line;
        Doses doses;
        Date accepted;
        std::optional<Date> leaves;  // as planned
        std::optional<Date> dispatched;
        std::optional<Date> arrives;
        std::string held;      // why it is stopped, or empty
        std::size_t turn = 0;  // in the order of acceptance
    };

    // Makes room for supply lines that were added to the scenario.
    void learn_of_new_lines();

    [[nodiscard]] const Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const std::vector<Offer>& offers() const { return offers_; }
    [[nodiscard]] const std::deque<Consignment>& consignments() const { return consignments_; }
    // Of the offer, or none.
    [[nodiscard]] const Consignment* consignment(int offer) const;
    [[nodiscard]] const std::vector<Delivery>& deliveries() const { return deliveries_; }
    [[nodiscard]] const std::vector<Reallocation>& reallocations() const { return reallocations_; }
    [[nodiscard]] Doses returned() const { return returned_; }
    [[nodiscard]] int latest_round() const { return latest_round_; }

    // When the line is expected, as known now.
    [[nodiscard]] Date available(SupplyIndex line) const { return available_.at(line.value); }
    [[nodiscard]] bool confirmed(SupplyIndex line) const { return confirmed_.at(line.value); }
    [[nodiscard]] bool expired(SupplyIndex line) const { return expired_.at(line.value); }
    // Whoever did not take a product in a round is not offered it again in that round.
    [[nodiscard]] bool has_refused(ParticipantIndex participant, ProductIndex product,
                                   int round) const {
        return refused_.contains({participant, product, round});
    }

private:
    Result<void> on(const SupplyConfirmed& event);
    Result<void> on(const SupplySlipped& event);
    Result<void> on(const SupplyExpired& event);
    Result<void> on(const RoundDecided& event);
    Result<void> on(const OfferMade& event);
    Result<void> on(const OfferAnswered& event);
    Result<void> on(const DosesReallocated& event);
    Result<void> on(const DosesReturned& event);
    Result<void> on(const DosesDispatched& event);
    Result<void> on(const DosesReceived& event);
    Result<void> on(const SupplyWithdrawn& event);
    Result<void> on(const ShipmentPlanned& event);
    Result<void> on(const ShipmentHeld& event);
    Result<void> on(const StockLeft& event);

    void lapse_offers_of(SupplyIndex line, Date date);
    // Requires: the account holds the doses.
    void move(Date date, SupplyIndex line, Account from, Account to, Doses doses,
              std::string reason);
    [[nodiscard]] Result<Offer*> find_offer(int id);
    [[nodiscard]] std::size_t place_of_consignment(
        int offer) const;  // their number if there is none
    [[nodiscard]] Result<Consignment*> find_consignment(int offer);

    const Scenario* scenario_;
    Ledger ledger_;
    std::vector<Date> available_;
    std::vector<bool> confirmed_;
    std::vector<bool> expired_;
    std::vector<Offer> offers_;
    std::vector<int> pending_;              // by offer, from 0: its pending transfer
    std::vector<std::size_t> turn_;         // by offer, from 0: of its consignment, or 0
    std::size_t accepted_ = 0;              // how many were accepted, in full or part
    std::deque<Consignment> consignments_;  // in order of acceptance: the oldest leave first
    std::vector<Delivery> deliveries_;
    std::vector<Reallocation> reallocations_;
    std::set<int> reallocated_;  // offers
    Doses returned_;
    int latest_round_ = 1;
    std::set<std::tuple<ParticipantIndex, ProductIndex, int>> refused_;
};

}  // namespace aliquot
