// One function for each kind of event that moves or names doses.
#include "aliquot/io/epcis/from_books.hpp"

#include <array>

#include <fmt/format.h>

namespace aliquot {

namespace {

class Events {
public:
    Events(const Books& books, const BookEntry& entry, std::string_view log, std::set<int>& sent)
        : books_{books},
          entry_{entry},
          log_{log},
          sent_{sent},
          facility_{aliquot_uri(log, "party", "facility")} {}

    // Title comes to the facility: from the donor, or from the supplier of the line.
    void operator()(const SupplyConfirmed& e) {
        EpcisEvent& event = object("OBSERVE", "accepting", "in_progress", e.supply, e.doses);
        owner(event, supplier(e.supply), facility_);
    }
    void operator()(const SupplyWithdrawn& e) {
        EpcisEvent& event = object("OBSERVE", "accepting", "returned", e.supply, e.doses);
        owner(event, facility_, supplier(e.supply));
    }
    void operator()(const SupplyExpired& e) {
        Doses gone;
        for (const Transfer& each : books_.transfers_of(entry_))
            if (each.to.kind == AccountKind::expired) gone += each.doses;
        if (gone > Doses{0}) object("OBSERVE", "holding", "expired", e.supply, gone);
    }
    void operator()(const OfferMade& e) {
        EpcisEvent& event = transaction("ADD", "reserving", "reserved", e.offer, e.doses);
        owner(event, facility_, party(e.participant));
    }
    // What was taken changes hands; what was not is no longer reserved.
    void operator()(const OfferAnswered& e) {
        const Offer& offer = books_.offer(e.offer);
        if (e.accepted > Doses{0}) {
            EpcisEvent& event =
                transaction("OBSERVE", "accepting", "reserved", e.offer, e.accepted);
            owner(event, facility_, party(offer.participant));
        }
        if (e.accepted < offer.doses)
            transaction("DELETE", aliquot_uri("vocabulary", "step", "releasing"), "available",
                        e.offer, offer.doses - e.accepted);
    }
    void operator()(const DosesReturned& e) {
        EpcisEvent& event = object("OBSERVE", "accepting", "returned", e.supply, e.doses);
        owner(event, party(e.participant), facility_);
        event.read_point = location(e.participant);
    }
    void operator()(const DosesDispatched& e) {
        sent_.insert(e.offer);
        const Offer& offer = books_.offer(e.offer);
        EpcisEvent& event = shipment("shipping", "in_transit", e.offer, offer.accepted);
        event.sources.push_back({"possessing_party", facility_});
        event.destinations.push_back({"location", location(offer.participant)});
    }
    void operator()(const ShipmentHeld& e) {
        shipment("holding", sent_.contains(e.offer) ? "in_transit" : "reserved", e.offer,
                 books_.offer(e.offer).accepted);
    }
    void operator()(const DosesReceived& e) {
        const Offer& offer = books_.offer(e.offer);
        const std::string where = location(offer.participant);
        if (e.received > Doses{0}) {
            EpcisEvent& event = shipment("receiving", "in_progress", e.offer, e.received);
            event.read_point = event.location = where;
            event.destinations.push_back({"possessing_party", party(offer.participant)});
        }
        if (e.received < offer.accepted)
            shipment("inspecting", "mismatch_quantity", e.offer, offer.accepted - e.received)
                .read_point = where;
    }
    void operator()(const StockLeft& e) {
        struct Said {
            const char* action;
            const char* step;
            const char* disposition;
        };
        constexpr std::array<Said, stock_use_names.size()> said{
            {{"DELETE", "dispensing", "dispensed"},
             {"OBSERVE", "holding", "expired"},
             {"DELETE", "destroying", "destroyed"},
             {"OBSERVE", "stock_taking", "unknown"}}};
        const Said& words = said.at(static_cast<std::size_t>(e.how));
        EpcisEvent& event = object(words.action, words.step, words.disposition, e.supply, e.doses);
        event.read_point = event.location = location(e.participant);
    }
    void operator()(const SupplySlipped& /*a date*/) {}
    void operator()(const RoundDecided& /*offers follow*/) {}
    void operator()(const DosesReallocated& /*where an offer's doses came from*/) {}
    void operator()(const ShipmentPlanned& /*not yet*/) {}

    [[nodiscard]] std::vector<EpcisEvent> take() && { return std::move(events_); }

private:
    [[nodiscard]] std::string uri(std::string_view kind, std::string_view id) const {
        return aliquot_uri(log_, kind, id);
    }
    [[nodiscard]] std::string party(ParticipantIndex p) const {
        return uri("party", "participant:" + books_.world->at(p).id);
    }
    [[nodiscard]] std::string location(ParticipantIndex p) const {
        return uri("location", books_.world->at(p).id);
    }
    [[nodiscard]] std::string supplier(SupplyIndex line) const {
        const std::string& donor = books_.world->at(line).donor;
        return donor.empty() ? uri("party", "supplier:" + books_.world->at(line).id)
                             : uri("party", "donor:" + donor);
    }
    [[nodiscard]] EpcisNamed offer(int number) const {
        return {aliquot_uri("vocabulary", "transaction", "offer"),
                uri("offer", std::to_string(number))};
    }

    EpcisEvent& object(std::string action, std::string step, std::string disposition,
                       SupplyIndex line, Doses doses) {
        EpcisEvent& event = events_.emplace_back();
        event.action = std::move(action);
        event.step = std::move(step);
        event.disposition = std::move(disposition);
        event.quantities.push_back(
            {uri("line", books_.world->at(line).id), std::to_string(doses.value()), ""});
        return event;
    }
    EpcisEvent& transaction(std::string action, std::string step, std::string disposition,
                            int number, Doses doses) {
        EpcisEvent& event = object(std::move(action), std::move(step), std::move(disposition),
                                   books_.offer(number).supply, doses);
        event.kind = EpcisKind::transaction;
        event.transactions.push_back(offer(number));
        return event;
    }
    EpcisEvent& shipment(std::string step, std::string disposition, int number, Doses doses) {
        EpcisEvent& event = object("OBSERVE", std::move(step), std::move(disposition),
                                   books_.offer(number).supply, doses);
        event.transactions.push_back(offer(number));
        return event;
    }
    static void owner(EpcisEvent& event, std::string from, std::string to) {
        event.sources.push_back({"owning_party", std::move(from)});
        event.destinations.push_back({"owning_party", std::move(to)});
    }

    const Books& books_;
    const BookEntry& entry_;
    std::string_view log_;
    std::set<int>& sent_;
    std::string facility_;
    std::vector<EpcisEvent> events_;
};

}  // namespace

std::string aliquot_uri(std::string_view log, std::string_view kind, std::string_view id) {
    std::string safe;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view{"-._~:"}.find(c) != std::string_view::npos;
        if (plain)
            safe += c;
        else
            safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return fmt::format("urn:aliquot:{}:{}:{}", log, kind, safe);
}

std::vector<EpcisEvent> EpcisOfBooks::events_of(const BookEntry& entry) {
    const auto* dose = std::get_if<DoseEvent>(&entry.event);
    if (dose == nullptr) return {};
    Events events{*books_, entry, log_, sent_};
    std::visit(events, *dose);
    return std::move(events).take();
}

}  // namespace aliquot
