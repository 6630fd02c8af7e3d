// What is different, offer by offer, and the events that made it so.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/pipeline.hpp"

namespace aliquot {

namespace {

std::string because(std::string what, const std::string& reason) {
    return reason.empty() ? std::move(what) : what + ": " + reason;
}

// What one event has to say about the doses of one offer; empty: nothing.
class Saying {
public:
    Saying(const DeskState& now, const Coming& about) : now_{now}, about_{about} {}

    std::string operator()(const SupplySlipped& e) const {
        if (e.supply != about_.line) return {};
        return fmt::format("{} slipped to {}", now_.world().at(e.supply).id,
                           format_date(e.available));
    }
    std::string operator()(const SupplyExpired& e) const {
        if (e.supply != about_.line) return {};
        return now_.world().at(e.supply).id + " is past its last day of use";
    }
    std::string operator()(const OfferMade& e) const {
        if (e.offer != about_.offer) return {};
        return e.source == AwardSource::reallocation ? "offered of doses that others left"
                                                     : fmt::format("offered in round {}", e.round);
    }
    std::string operator()(const DosesReallocated& e) const {
        if (e.offer != about_.offer) return {};
        return because(fmt::format("{} did not keep them", now_.world().at(e.from).id), e.reason);
    }
    std::string operator()(const OfferAnswered& e) const {
        if (e.offer != about_.offer) return {};
        if (e.state == OfferState::lapsed) return because("nobody answered in time", e.reason);
        return because(std::string{offer_state_names.at(static_cast<std::size_t>(e.state))},
                       e.reason);
    }
    std::string operator()(const ShipmentPlanned& e) const {
        if (e.offer != about_.offer) return {};
        return fmt::format("planned to leave on {} and arrive on {}", format_date(e.leaves),
                           format_date(e.arrives));
    }
    std::string operator()(const ShipmentHeld& e) const {
        return e.offer == about_.offer ? because("held", e.reason) : std::string{};
    }
    std::string operator()(const DosesDispatched& e) const {
        if (e.offer != about_.offer) return {};
        return fmt::format("left on {}, to arrive on {}", format_date(e.date),
                           format_date(e.arrives));
    }
    std::string operator()(const DosesReceived& e) const {
        if (e.offer != about_.offer) return {};
        const Offer& offer = now_.doses().offers().at(static_cast<std::size_t>(e.offer) - 1);
        if (e.received == offer.accepted) return "received in full on " + format_date(e.date);
        return because(
            fmt::format("received short by {} on {}",
                        grouped((offer.accepted - e.received).value()), format_date(e.date)),
            e.reason);
    }
    std::string operator()(const ReadinessStated& e) const {
        const bool concerns =
            e.step.participant == about_.participant &&
            (!e.step.product || *e.step.product == now_.world().at(about_.line).product);
        return concerns ? "done: " + e.step.step : std::string{};
    }
    template <class Other>
    std::string operator()(const Other&) const {
        return {};
    }

private:
    const DeskState& now_;
    const Coming& about_;
};

// What one event has to say about supply lines; nothing: about none.
class LineSaying {
public:
    explicit LineSaying(const DeskState& now) : now_{now} {}
    using Said = std::optional<std::pair<SupplyIndex, std::string>>;

    Said operator()(const SupplyPledged& e) const {
        const auto& all = now_.world().supply;
        const auto found = std::ranges::find(all, e.line.id, &SupplyLine::id);
        return said(SupplyIndex{static_cast<std::size_t>(found - all.begin())},
                    fmt::format("{} doses pledged for {}", doses(e.line.doses),
                                format_date(e.line.available)));
    }
    Said operator()(const SupplyConfirmed& e) const {
        return said(e.supply, doses(e.doses) + " doses confirmed");
    }
    Said operator()(const SupplySlipped& e) const {
        return said(e.supply, "slipped to " + format_date(e.available));
    }
    Said operator()(const SupplyWithdrawn& e) const {
        return said(e.supply, because(doses(e.doses) + " doses withdrawn", e.reason));
    }
    Said operator()(const SupplyExpired& e) const {
        return said(e.supply, "past its last day of use");
    }
    template <class Other>
    Said operator()(const Other&) const {
        return std::nullopt;
    }

private:
    static Said said(SupplyIndex line, std::string words) { return {{line, std::move(words)}}; }
    static std::string doses(Doses number) { return grouped(number.value()); }

    const DeskState& now_;
};

template <class Saying>
auto say(const Saying& saying, const Event& event) {
    return std::visit([&](const auto& group) { return std::visit(saying, group); }, event);
}

std::map<int, Coming> by_offer(const DeskState& desk, Date today) {
    std::map<int, Coming> found;
    for (Coming& each : pipeline(desk, today))
        if (each.offer != 0) found.emplace(each.offer, std::move(each));
    return found;
}

Stage end_of(OfferState state) {
    switch (state) {
        case OfferState::declined:
            return Stage::declined;
        case OfferState::deferred:
            return Stage::deferred;
        case OfferState::lapsed:
            return Stage::lapsed;
        default:
            return Stage::expired;  // accepted, and neither on its way nor received
    }
}

// What came of an offer that is not on the way any more.
Coming ended(const Offer& offer, std::span<const Told> since) {
    Coming coming{
        offer.id, offer.participant, offer.supply, offer.doses, end_of(offer.state), {}, {}, {}};
    if (coming.stage == Stage::expired) coming.doses = offer.accepted;
    for (const Told& told : since) {
        const auto* dose = std::get_if<DoseEvent>(&told.event);
        const auto* receipt = dose ? std::get_if<DosesReceived>(dose) : nullptr;
        if (receipt == nullptr || receipt->offer != offer.id) continue;
        coming.stage = Stage::received;
        coming.doses = receipt->received;
        coming.earliest = coming.latest = receipt->date;
    }
    return coming;
}

}  // namespace

Changes changes(const DeskState* then, const DeskState& now, std::span<const Told> since,
                Date today) {
    std::map<int, Coming> was;
    if (then != nullptr) was = by_offer(*then, today);
    const std::map<int, Coming> is = by_offer(now, today);
    const std::size_t offers_then = then == nullptr ? 0 : then->doses().offers().size();
    Changes found;
    for (const Offer& offer : now.doses().offers()) {
        const auto before = was.find(offer.id);
        const auto after = is.find(offer.id);
        const bool is_new = static_cast<std::size_t>(offer.id) > offers_then;
        if (before == was.end() && !is_new) continue;  // it had come to its end already
        Change change{{}, after == is.end() ? ended(offer, since) : after->second, {}};
        if (before != was.end()) change.was = before->second;
        if (change.was && *change.was == change.is) continue;
        for (const Told& told : since)
            if (std::string words = say(Saying{now, change.is}, told.event); !words.empty())
                change.why.push_back({told.record, std::move(words)});
        found.offers.push_back(std::move(change));
    }
    for (const Told& told : since)
        if (auto said = say(LineSaying{now}, told.event))
            found.lines.push_back({said->first, {told.record, std::move(said->second)}});
    return found;
}

}  // namespace aliquot
