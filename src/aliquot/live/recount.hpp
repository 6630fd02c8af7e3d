// The doses of a facility counted a second time, from its events and without a ledger.
//
// Each kind of event moves doses between accounts as docs/methods/ledger.md says. The audit
// compares what comes out with what the ledger holds: two programs that do not share a line must
// agree.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "aliquot/domain/event.hpp"
#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/transfer.hpp"

namespace aliquot {

class Recount {
public:
    // Requires: the world outlives the recount.
    explicit Recount(const Scenario& world) : world_{&world} {}

    void count(const DoseEvent& event);

    using Place = std::pair<Account, SupplyIndex>;
    // Where the last event moved doses; by account and line.
    [[nodiscard]] const std::vector<Place>& moved() const { return moved_; }
    [[nodiscard]] std::int64_t holds(const Place& place) const;
    [[nodiscard]] const std::map<Place, std::int64_t>& balances() const { return balances_; }

    struct Promise {
        ParticipantIndex participant;
        SupplyIndex line;
        Doses doses;
        OfferState state = OfferState::offered;
        Doses accepted{};
        bool sent = false;
        bool gone = false;  // arrived, or expired before it left
    };
    [[nodiscard]] const std::vector<Promise>& promises() const { return promises_; }

private:
    void on(const SupplyConfirmed& event);
    void on(const SupplyExpired& event);
    void on(const SupplyWithdrawn& event);
    void on(const OfferMade& event);
    void on(const OfferAnswered& event);
    void on(const DosesReturned& event);
    void on(const DosesDispatched& event);
    void on(const DosesReceived& event);
    void on(const StockLeft& event);
    void on(const auto& /*moves nothing*/) {}

    void move(SupplyIndex line, Account from, Account to, std::int64_t doses);
    [[nodiscard]] Promise& promise(int offer);

    const Scenario* world_;
    std::map<Place, std::int64_t> balances_;
    std::vector<Place> moved_;
    std::vector<Promise> promises_;
    std::set<SupplyIndex> expired_;
};

}  // namespace aliquot
