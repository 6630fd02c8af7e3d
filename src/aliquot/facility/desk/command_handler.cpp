// Looking up what a command names, and whether the person may.
#include "aliquot/facility/desk/command_handler.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

// The place of the record of this id, or a refusal that names the nearest.
template <class Place, class Records>
Allowed<Place> find_by_id(const Records& records, const std::string& id, std::string_view kind) {
    std::vector<std::string> known;
    for (std::size_t k = 0; k < records.size(); ++k) {
        if (records[k].id == id) return Place{k};
        known.push_back(records[k].id);
    }
    const std::string nearest = nearest_word(id, known);
    return refuse(RefusalCode::unknown_object, fmt::format("there is no {} \"{}\"", kind, id), id,
                  nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest));
}

}  // namespace

Allowed<std::vector<Event>> CommandHandler::run(const Order& order) {
    events_.clear();
    torn_ = false;
    if (order.happened < desk_->last_day())
        return refuse(
            RefusalCode::wrong_value,
            fmt::format("something happened on {} already", format_date(desk_->last_day())),
            format_date(order.happened), "give commands in the order of their days");
    order_ = &order;
    const Done done = std::visit([&](const auto& command) { return on(command); }, order.command);
    order_ = nullptr;
    if (!done) {
        torn_ = !events_.empty();
        return tl::unexpected(done.error());
    }
    return std::move(events_);
}

CommandHandler::Done CommandHandler::may(const Concern& concern) {
    return authorise(desk_->staff(), order_->who, order_->happened, kind_of(order_->command),
                     concern);
}

CommandHandler::Done CommandHandler::may_about_line(SupplyIndex line) {
    const SupplyLine& supply = world().at(line);
    return may({{}, supply.donor, world().at(supply.product).id});
}

CommandHandler::Done CommandHandler::record(Event event) {
    if (auto applied = desk_->apply(event, order_->who); !applied) {
        Error error = applied.error();
        return refuse(RefusalCode::not_enough_doses, std::move(error.what), std::move(error.where),
                      std::move(error.hint));
    }
    events_.push_back(std::move(event));
    return {};
}

Allowed<ParticipantIndex> CommandHandler::participant(const std::string& id) const {
    return find_by_id<ParticipantIndex>(world().participants, id, "participant");
}

Allowed<ProductIndex> CommandHandler::product(const std::string& id) const {
    return find_by_id<ProductIndex>(world().products, id, "product");
}

Allowed<SupplyIndex> CommandHandler::line(const std::string& id) const {
    return find_by_id<SupplyIndex>(world().supply, id, "supply line");
}

Allowed<const Offer*> CommandHandler::offer(int id) const {
    const auto& offers = desk_->doses().offers();
    if (id < 1 || id > std::ssize(offers))
        return refuse(RefusalCode::unknown_object, "there is no such offer",
                      fmt::format("offer {}", id),
                      fmt::format("offers are numbered from 1 to {}", offers.size()));
    return &offers[static_cast<std::size_t>(id) - 1];
}

Allowed<const FacilityState::Consignment*> CommandHandler::shipment(int id) const {
    if (auto known = offer(id); !known) return tl::unexpected(known.error());
    const auto& all = desk_->doses().consignments();
    const auto found = std::ranges::find(all, id, &FacilityState::Consignment::offer);
    if (found == all.end())
        return refuse(RefusalCode::wrong_state,
                      "nothing of this offer is waiting to leave or on its way",
                      fmt::format("offer {}", id), "doses leave once their offer is accepted");
    return &*found;
}

Allowed<const ProposalOnFile*> CommandHandler::proposal(int id) const {
    if (const ProposalOnFile* found = desk_->rounds().proposal(id)) return found;
    return refuse(RefusalCode::unknown_object, "there is no such proposal",
                  fmt::format("proposal {}", id), "");
}

}  // namespace aliquot
