// Days of arrival, from plans, supply dates and slips.
#include "aliquot/facility/desk/pipeline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/facility/outlook.hpp"

namespace aliquot {

namespace {

class Expected {
public:
    Expected(const DeskState& desk, Date today)
        : desk_{desk}, today_{today}, outlook_{desk.world(), desk.doses()} {}

    [[nodiscard]] Coming of(const Delivery& delivery) const {
        return {0,
                delivery.participant,
                delivery.supply,
                delivery.doses,
                Stage::received,
                delivery.arrived,
                delivery.arrived,
                {}};
    }
    [[nodiscard]] Coming of(const FacilityState::Consignment& each) const {
        Coming coming{each.offer, each.participant, each.line, each.doses, Stage::accepted, {},
                      {},         each.held};
        if (each.dispatched) {
            coming.stage = Stage::on_its_way;
            on_its_way(coming, each);
        } else if (each.held.empty()) {
            to_be_sent(coming, each);
        }
        return coming;
    }
    [[nodiscard]] Coming of(const Offer& offer) const {
        const Date first = std::max(desk_.doses().available(offer.supply), today_);
        const Date last = std::max(first + slip_again(offer.supply), offer.deadline);
        return {offer.id,       offer.participant, offer.supply,     offer.doses,
                Stage::offered, first + transit(), last + transit(), {}};
    }

private:
    void on_its_way(Coming& coming, const FacilityState::Consignment& each) const {
        if (!each.held.empty() || !each.arrives) return;
        coming.earliest = std::max(*each.arrives, today_);
        if (*each.arrives >= today_)
            coming.latest = coming.earliest;
        else
            coming.held_up_by = "overdue since " + format_date(*each.arrives);
    }
    void to_be_sent(Coming& coming, const FacilityState::Consignment& each) const {
        const Date first = std::max(desk_.doses().available(each.line), today_);
        coming.held_up_by = outlook_.held_up_by(each, first);
        const bool may_leave_then = coming.held_up_by.empty();
        if (first > today_)
            coming.held_up_by = fmt::format("not available before {}{}{}", format_date(first),
                                            may_leave_then ? "" : "; then ", coming.held_up_by);
        if (!may_leave_then) return;  // it may be settled any day
        coming.earliest = first + transit();
        if (each.arrives) coming.earliest = std::max(*coming.earliest, *each.arrives);
        coming.latest = *coming.earliest + slip_again(each.line);
    }

    [[nodiscard]] Days transit() const {
        return Days{desk_.world().settings.delivery.transit_days};
    }
    // By how much a line that has not come has slipped so far.
    [[nodiscard]] Days slip_again(SupplyIndex line) const {
        const Date available = desk_.doses().available(line);
        if (available <= today_) return Days{0};
        return std::max(available - desk_.world().at(line).available, Days{0});
    }

    const DeskState& desk_;
    Date today_;
    Outlook outlook_;
};

}  // namespace

std::vector<Coming> pipeline(const DeskState& desk, Date today) {
    std::vector<Coming> all;
    const Expected expected{desk, today};
    for (const Delivery& each : desk.doses().deliveries()) all.push_back(expected.of(each));
    for (const auto& each : desk.doses().consignments()) all.push_back(expected.of(each));
    for (const Offer& each : desk.doses().offers())
        if (each.state == OfferState::offered) all.push_back(expected.of(each));
    std::ranges::stable_sort(all, [&](const Coming& a, const Coming& b) {
        const std::string& left = desk.world().at(a.participant).id;
        const std::string& right = desk.world().at(b.participant).id;
        return left != right ? left < right : a.stage < b.stage;
    });
    return all;
}

}  // namespace aliquot
