// Events handed to the part of the desk that they change.
#include "aliquot/facility/desk/desk_state.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aliquot {

namespace {

constexpr Doses most_supplied{1'000'000'000'000'000};

Date day_of(const Event& event) {
    const auto of_fact = [](const auto& fact) {
        if constexpr (requires { fact.date; })
            return fact.date;
        else
            return fact.grant.from;
    };
    return std::visit([&](const auto& group) { return std::visit(of_fact, group); }, event);
}

}  // namespace

// So that every later sum stays within a count.
bool is_too_much(const Scenario& world, Doses pledged) {
    Doses sum;
    for (const SupplyLine& line : world.supply) sum += line.doses;
    return pledged > most_supplied || sum + pledged > most_supplied;
}

DeskState::DeskState(Scenario start)
    : world_{std::make_unique<Scenario>(std::move(start))}, doses_{*world_} {}

Result<void> DeskState::apply(const Event& event, const std::string& who) {
    struct Hand {
        DeskState& desk;
        Result<void> operator()(const DoseEvent& fact) const { return desk.doses_.apply(fact); }
        Result<void> operator()(const PeopleEvent& fact) const { return desk.staff_.apply(fact); }
        Result<void> operator()(const RoundEvent& fact) const { return desk.rounds_.apply(fact); }
        Result<void> operator()(const WorldEvent& fact) const {
            return std::visit([&](const auto& each) { return desk.on(each); }, fact);
        }
    };
    const Date day = day_of(event);
    if (day < last_day_)
        return tl::unexpected(Error{ErrorCode::conflict,
                                    fmt::format("happened on {}, after something of {}",
                                                format_date(day), format_date(last_day_)),
                                    who, ""});
    // A receipt is remembered by what is still on its way.
    if (const auto* dose = std::get_if<DoseEvent>(&event))
        if (const auto* receipt = std::get_if<DosesReceived>(dose))
            if (const auto* each = doses_.consignment(receipt->offer))
                received_[{each->participant, each->line}].insert(who);
    auto applied = std::visit(Hand{*this}, event);
    if (applied) {
        last_day_ = day;
        remember_who(event, who);
    }
    return applied;
}

Result<void> DeskState::on(const SupplyPledged& event) {
    if (std::ranges::find(world_->supply, event.line.id, &SupplyLine::id) != world_->supply.end())
        return tl::unexpected(Error{
            ErrorCode::conflict, "there is a supply line of this id already", event.line.id, ""});
    if (is_too_much(*world_, event.line.doses))
        return tl::unexpected(
            Error{ErrorCode::conflict, "all supply lines together come to more than 10^15 doses",
                  event.line.id, "check the unit: doses, not thousands of doses"});
    world_->supply.push_back(event.line);
    doses_.learn_of_new_lines();
    return {};
}

Result<void> DeskState::on(const ReadinessStated& event) {
    world_->readiness.push_back(event.step);
    return {};
}

void DeskState::remember_who(const Event& event, const std::string& who) {
    if (const auto* dose = std::get_if<DoseEvent>(&event)) {
        if (const auto* fact = std::get_if<SupplyConfirmed>(dose))
            edited_line_[fact->supply].insert(who);
        if (const auto* fact = std::get_if<SupplySlipped>(dose))
            edited_line_[fact->supply].insert(who);
        if (const auto* fact = std::get_if<SupplyWithdrawn>(dose))
            edited_line_[fact->supply].insert(who);
    }
    if (const auto* world = std::get_if<WorldEvent>(&event)) {
        if (std::holds_alternative<SupplyPledged>(*world))
            edited_line_[SupplyIndex{world_->supply.size() - 1}].insert(who);
        if (const auto* fact = std::get_if<ReadinessStated>(world))
            edited_participant_[fact->step.participant].insert(who);
    }
}

bool DeskState::has_edited(const std::string& person, const ProposalMade& proposal) const {
    const auto edited = [&](const auto& by, const auto& key) {
        const auto found = by.find(key);
        return found != by.end() && found->second.contains(person);
    };
    return std::ranges::any_of(proposal.awards, [&](const ProposalMade::Award& award) {
        return edited(edited_line_, award.supply) || edited(edited_participant_, award.participant);
    });
}

bool DeskState::has_received(const std::string& person, ParticipantIndex participant,
                             SupplyIndex line) const {
    const auto found = received_.find({participant, line});
    return found != received_.end() && found->second.contains(person);
}

}  // namespace aliquot
