// Looking up what a command names, and whether the person may.
#include "aliquot/facility/desk/command_handler.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"
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

// Whose password or token the command is about.
std::optional<std::string> person_concerned(const Order& order) {
    if (const auto* password = std::get_if<command::SetPassword>(&order.command))
        return password->person;
    if (const auto* token = std::get_if<command::RevokeToken>(&order.command)) return token->person;
    if (std::holds_alternative<command::IssueToken>(order.command)) return order.who;
    return std::nullopt;
}

}  // namespace

Allowed<std::vector<Event>> CommandHandler::run(const Order& order) {
    events_.clear();
    if (const Done allowed = may(order); !allowed) return tl::unexpected(allowed.error());
    order_ = &order;
    const Done done = std::visit([&](const auto& command) { return on(command); }, order.command);
    order_ = nullptr;
    if (!done) {
        ALIQUOT_CHECK(events_.empty());
        return tl::unexpected(done.error());
    }
    return std::move(events_);
}

CommandHandler::Done CommandHandler::may(const Order& order) const {
    const std::string_view kind = kind_of(order.command);
    const auto held =
        grants_for(desk_->staff(), order.who, order.happened, kind, person_concerned(order));
    if (!held) return tl::unexpected(held.error());
    if (order.happened < desk_->last_day())
        return refuse(
            RefusalCode::out_of_order,
            fmt::format("something happened on {} already", format_date(desk_->last_day())),
            format_date(order.happened), "give commands in the order of their days");
    auto concern = concern_of(order.command);
    if (!concern) return tl::unexpected(concern.error());
    concern->person = person_concerned(order);
    return authorise(desk_->staff(), order.who, order.happened, kind, *concern);
}

Allowed<Concern> CommandHandler::concern_of(const Command& command) const {
    using namespace command;  // NOLINT(google-build-using-namespace)
    const auto of = [this]<class C>(const C& each) -> Allowed<Concern> {
        constexpr bool is_of_line = std::is_same_v<C, ConfirmSupply> ||
                                    std::is_same_v<C, SlipSupply> ||
                                    std::is_same_v<C, WithdrawSupply>;
        constexpr bool is_of_offer =
            std::is_same_v<C, AnswerOffer> || std::is_same_v<C, ReceiveShipment>;
        if constexpr (std::is_same_v<C, PledgeSupply>)
            return Concern{{}, each.donor, each.product};
        else if constexpr (is_of_line)
            return concern_of_line(each.supply);
        else if constexpr (is_of_offer)
            return concern_of_offer(each.offer);
        else if constexpr (requires { each.participant; })
            return Concern{each.participant, {}, {}};
        else
            return Concern{};
    };
    return std::visit(of, command);
}

Allowed<Concern> CommandHandler::concern_of_line(const std::string& id) const {
    const auto which = line(id);
    if (!which) return tl::unexpected(which.error());
    const SupplyLine& supply = world().at(*which);
    return Concern{{}, supply.donor, world().at(supply.product).id};
}

Allowed<Concern> CommandHandler::concern_of_offer(int id) const {
    const auto found = offer(id);
    if (!found) return tl::unexpected(found.error());
    return Concern{world().at((*found)->participant).id, {}, {}};
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

void CommandHandler::happen_surely(DoseEvent event) {
    ALIQUOT_CHECK(record(std::move(event)).has_value());
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
    if (const auto* found = desk_->doses().consignment(id)) return found;
    return refuse(RefusalCode::wrong_state,
                  "nothing of this offer is waiting to leave or on its way",
                  fmt::format("offer {}", id), "doses leave once their offer is accepted");
}

Allowed<const ProposalOnFile*> CommandHandler::proposal(int id) const {
    if (const ProposalOnFile* found = desk_->rounds().proposal(id)) return found;
    return refuse(RefusalCode::unknown_object, "there is no such proposal",
                  fmt::format("proposal {}", id), "");
}

}  // namespace aliquot
