// Commands about supply, readiness, shipments and stock.
#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/text.hpp"
#include "aliquot/facility/desk/command_handler.hpp"
#include "aliquot/facility/desk/refuse.hpp"

namespace aliquot {

namespace {

tl::unexpected<Refusal> no_doses(const std::string& where) {
    return refuse(RefusalCode::wrong_value, "this takes at least one dose", where, "");
}

}  // namespace

CommandHandler::Done CommandHandler::on(const command::PledgeSupply& command) {
    const auto what = product(command.product);
    if (!what) return tl::unexpected(what.error());
    SupplyLine pledged;
    for (const std::string& id : command.earmark) {
        const auto who = participant(id);
        if (!who) return tl::unexpected(who.error());
        pledged.earmark.push_back(*who);
    }
    std::ranges::sort(pledged.earmark);
    if (command.doses == Doses{0}) return no_doses(command.supply);
    if (command.supply.empty())
        return refuse(RefusalCode::wrong_value, "a supply line has an id", "supply", "");
    if (command.expires && *command.expires < command.available)
        return refuse(RefusalCode::wrong_value, "it expires before it is available", command.supply,
                      "");
    pledged.id = command.supply;
    pledged.product = *what;
    pledged.doses = command.doses;
    pledged.available = command.available;
    pledged.expires = command.expires;
    pledged.donor = command.donor;
    const auto* kind = std::ranges::find(supply_kind_names, command.source);
    if (kind == supply_kind_names.end())
        return refuse(RefusalCode::wrong_value,
                      fmt::format("\"{}\" is no kind of supply", command.source), command.supply,
                      fmt::format("one of {}", fmt::join(supply_kind_names, ", ")));
    pledged.kind = static_cast<SupplyKind>(kind - supply_kind_names.begin());
    if (std::ranges::find(world().supply, command.supply, &SupplyLine::id) != world().supply.end())
        return refuse(RefusalCode::wrong_state, "there is a supply line of this id already",
                      command.supply, "give it another id");
    return happen(WorldEvent{SupplyPledged{order_->happened, order_->who, std::move(pledged)}});
}

CommandHandler::Done CommandHandler::on(const command::ConfirmSupply& command) {
    const SupplyIndex which = line(command.supply).value();
    const Doses pledged = world().at(which).doses;
    const Doses doses = command.doses.value_or(pledged);
    if (doses == Doses{0}) return no_doses(command.supply);
    if (doses > pledged)
        return refuse(RefusalCode::wrong_value,
                      fmt::format("{} doses were pledged, {} are to be confirmed",
                                  grouped(pledged.value()), grouped(doses.value())),
                      command.supply, "pledge the rest as a line of its own");
    if (desk_->doses().confirmed(which))
        return refuse(RefusalCode::wrong_state, "this supply line is confirmed already",
                      command.supply, "");
    const Outlook outlook{world(), desk_->doses()};
    return happen(outlook.confirmation(which, doses, order_->happened));
}

CommandHandler::Done CommandHandler::on(const command::SlipSupply& command) {
    const SupplyIndex which = line(command.supply).value();
    if (desk_->doses().expired(which))
        return refuse(RefusalCode::wrong_state, "this supply line has expired", command.supply, "");
    return happen(SupplySlipped{order_->happened, which, command.available});
}

CommandHandler::Done CommandHandler::on(const command::WithdrawSupply& command) {
    const SupplyIndex which = line(command.supply).value();
    if (command.doses == Doses{0}) return no_doses(command.supply);
    return happen(SupplyWithdrawn{order_->happened, which, command.doses, command.reason});
}

CommandHandler::Done CommandHandler::on(const command::ExpireSupply&) {
    for (std::size_t s = 0; s < world().supply.size(); ++s) {
        const SupplyIndex which{s};
        const auto& expires = world().at(which).expires;
        if (!expires || *expires >= order_->happened) continue;
        if (!desk_->doses().confirmed(which) || desk_->doses().expired(which)) continue;
        happen_surely(SupplyExpired{order_->happened, which});
    }
    if (events_.empty())
        return refuse(RefusalCode::wrong_state, "no supply line is past its last day of use",
                      format_date(order_->happened), "");
    return {};
}

CommandHandler::Done CommandHandler::on(const command::StateReadiness& command) {
    const auto who = participant(command.participant);
    if (!who) return tl::unexpected(who.error());
    ReadinessStep step{*who, command.step, order_->happened, command.until, {}};
    if (!command.product.empty()) {
        const auto which = product(command.product);
        if (!which) return tl::unexpected(which.error());
        step.product = *which;
    }
    if (command.step.empty())
        return refuse(RefusalCode::wrong_value, "which step?", command.participant, "");
    if (command.until && *command.until < order_->happened)
        return refuse(RefusalCode::wrong_value, "the last day is past", format_date(*command.until),
                      "");
    return happen(WorldEvent{ReadinessStated{order_->happened, std::move(step)}});
}

CommandHandler::Done CommandHandler::on(const command::PlanShipment& command) {
    if (auto known = offer(command.offer); !known) return tl::unexpected(known.error());
    if (command.arrives < command.leaves || command.leaves < order_->happened)
        return refuse(RefusalCode::wrong_value,
                      "a shipment leaves today or later, and then arrives",
                      fmt::format("offer {}", command.offer), "");
    const auto found = shipment(command.offer);
    if (!found) return tl::unexpected(found.error());
    if ((*found)->dispatched)
        return refuse(RefusalCode::wrong_state, "these doses have left already",
                      fmt::format("offer {}", command.offer), "");
    return happen(
        ShipmentPlanned{order_->happened, command.offer, command.leaves, command.arrives});
}

CommandHandler::Done CommandHandler::on(const command::DispatchShipment& command) {
    if (auto known = offer(command.offer); !known) return tl::unexpected(known.error());
    const std::string where = fmt::format("offer {}", command.offer);
    if (command.arrives && *command.arrives < order_->happened)
        return refuse(RefusalCode::wrong_value, "it would arrive before it leaves", where,
                      "give the day of arrival");
    const auto found = shipment(command.offer);
    if (!found) return tl::unexpected(found.error());
    const FacilityState::Consignment& each = **found;
    if (each.dispatched)
        return refuse(RefusalCode::wrong_state, "these doses have left already", where, "");
    if (!each.held.empty())
        return refuse(RefusalCode::not_ready, "the shipment is held: " + each.held, where,
                      "plan it anew once that is settled");
    const Outlook outlook{world(), desk_->doses()};
    if (const std::string why = outlook.held_up_by(each, order_->happened); !why.empty())
        return refuse(RefusalCode::not_ready, why, where, "");
    const Date usual = order_->happened + Days{world().settings.delivery.transit_days};
    // A plan that is past says nothing about the arrival any more.
    const bool is_planned = each.arrives && *each.arrives >= order_->happened;
    const Date arrives = command.arrives.value_or(is_planned ? *each.arrives : usual);
    return happen(DosesDispatched{order_->happened, command.offer, arrives});
}

CommandHandler::Done CommandHandler::on(const command::HoldShipment& command) {
    if (auto known = offer(command.offer); !known) return tl::unexpected(known.error());
    if (command.reason.empty())
        return refuse(RefusalCode::wrong_value, "why is it held?",
                      fmt::format("offer {}", command.offer), "give a reason");
    if (auto found = shipment(command.offer); !found) return tl::unexpected(found.error());
    return happen(ShipmentHeld{order_->happened, command.offer, command.reason});
}

CommandHandler::Done CommandHandler::on(const command::ReceiveShipment& command) {
    const auto found = shipment(command.offer);
    if (!found) return tl::unexpected(found.error());
    const std::string where = fmt::format("offer {}", command.offer);
    if (!(*found)->dispatched)
        return refuse(RefusalCode::wrong_state, "these doses have not left", where, "");
    const Doses sent = (*found)->doses;
    const Doses received = command.doses.value_or(sent);
    if (received > sent)
        return refuse(RefusalCode::wrong_value,
                      fmt::format("{} doses were sent, {} are said to have arrived",
                                  grouped(sent.value()), grouped(received.value())),
                      where, "");
    if (received < sent && command.reason.empty())
        return refuse(RefusalCode::wrong_value, "why are some missing?", where, "give a reason");
    return happen(DosesReceived{order_->happened, command.offer, received, command.reason});
}

CommandHandler::Done CommandHandler::on(const command::ReturnDoses& command) {
    const auto who = participant(command.participant);
    if (!who) return tl::unexpected(who.error());
    const auto which = line(command.supply);
    if (!which) return tl::unexpected(which.error());
    if (command.doses == Doses{0}) return no_doses(command.supply);
    return happen(DosesReturned{order_->happened, *who, *which, command.doses});
}

CommandHandler::Done CommandHandler::on(const command::RecordStock& command) {
    const auto who = participant(command.participant);
    if (!who) return tl::unexpected(who.error());
    const auto which = line(command.supply);
    if (!which) return tl::unexpected(which.error());
    const bool adjusts = command.how == StockUse::lost || command.how == StockUse::destroyed;
    if (adjusts && desk_->has_received(order_->who, *who, *which))
        return refuse(RefusalCode::same_person,
                      "recorded the receipt of these doses, and may not write them off",
                      order_->who, "somebody else who saw them may");
    if (command.doses == Doses{0}) return no_doses(command.supply);
    if (adjusts && command.reason.empty())
        return refuse(RefusalCode::wrong_value, "what happened to them?", command.supply,
                      "give a reason");
    return happen(
        StockLeft{order_->happened, *who, *which, command.doses, command.how, command.reason});
}

}  // namespace aliquot
