// Looking up what a command names, whether the person may, and commands about people.
#include "aliquot/facility/desk/command_handler.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"
#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

constexpr std::size_t longest_id = 100;

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '@';
    });
}

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
    const auto held = grants_for(desk_->staff(), order.who, order.happened, kind);
    if (!held) return tl::unexpected(held.error());
    if (order.happened < desk_->last_day())
        return refuse(
            RefusalCode::out_of_order,
            fmt::format("something happened on {} already", format_date(desk_->last_day())),
            format_date(order.happened), "give commands in the order of their days");
    const auto concern = concern_of(order.command);
    if (!concern) return tl::unexpected(concern.error());
    const auto role = authorise(desk_->staff(), order.who, order.happened, kind, *concern);
    if (!role) return tl::unexpected(role.error());
    return {};
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

CommandHandler::Done CommandHandler::on(const command::AddPerson& command) {
    if (!is_id(command.person))
        return refuse(RefusalCode::wrong_value, "an id is of letters, digits and -_.@",
                      command.person, "");
    if (desk_->staff().knows(command.person))
        return refuse(RefusalCode::wrong_state, "there is a person of this id already",
                      command.person, "");
    return happen(PeopleEvent{PersonAdded{order_->happened, command.person, command.name}});
}

CommandHandler::Done CommandHandler::on(const command::GrantRole& command) {
    const std::string role{role_names.at(static_cast<std::size_t>(command.role))};
    if (command.person == order_->who)
        return refuse(RefusalCode::same_person, "nobody grants roles to themselves", order_->who,
                      "another administrator may");
    if (!desk_->staff().knows(command.person))
        return refuse(RefusalCode::unknown_object, "nobody has this id", command.person,
                      "add the person first");
    if (has_scope(command.role) && !command.scope.empty())
        if (auto found = scope(command); !found) return found;
    if (has_scope(command.role) == command.scope.empty())
        return refuse(RefusalCode::wrong_value,
                      has_scope(command.role) ? "this role is held for somebody: a scope is needed"
                                              : "this role has no scope",
                      role, "");
    if (command.until && *command.until < order_->happened)
        return refuse(RefusalCode::wrong_value, "the last day is past", format_date(*command.until),
                      "");
    if (command.role == Role::break_glass &&
        (!command.until || *command.until > order_->happened + Days{longest_break_glass_days} ||
         command.reason.empty()))
        return refuse(RefusalCode::wrong_value,
                      fmt::format("an emergency has a reason and lasts at most {} days",
                                  longest_break_glass_days),
                      role, "give a reason and a last day");
    return happen(PeopleEvent{RoleGranted{{command.person, command.role, command.scope, order_->who,
                                           order_->happened, command.until, command.reason}}});
}

CommandHandler::Done CommandHandler::scope(const command::GrantRole& command) const {
    if (command.role == Role::participant_officer)
        if (auto found = participant(command.scope); !found) return tl::unexpected(found.error());
    if (command.role == Role::manufacturer_officer)
        if (auto found = product(command.scope); !found) return tl::unexpected(found.error());
    return {};  // a donor is known by its name only
}

CommandHandler::Done CommandHandler::on(const command::RevokeRole& command) {
    const auto& grants = desk_->staff().grants();
    const bool held = std::ranges::any_of(grants, [&](const Grant& grant) {
        return grant.person == command.person && grant.role == command.role &&
               grant.scope == command.scope;
    });
    if (!held) return refuse(RefusalCode::wrong_state, "the role is not held", command.person, "");
    return happen(
        PeopleEvent{RoleRevoked{order_->happened, command.person, command.role, command.scope}});
}

CommandHandler::Done CommandHandler::on(const command::RecordFinding& command) {
    if (command.words.empty())
        return refuse(RefusalCode::wrong_value, "a finding has words", command.about, "");
    return happen(
        PeopleEvent{FindingRecorded{order_->happened, order_->who, command.about, command.words}});
}

}  // namespace aliquot
