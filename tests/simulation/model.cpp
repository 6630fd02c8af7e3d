// Who may, what an order comes to, and where doses are.
#include "simulation/model.hpp"

#include <algorithm>

namespace aliquot::simulation {

namespace {

// docs/reference/authority.md, once more.
const std::map<Role, std::set<std::string_view>> may{
    {Role::analyst,
     {"confirm_supply", "slip_supply", "expire_supply", "open_round", "propose", "propose_offer",
      "reallocate", "issue_offers", "close_round", "lapse_offers"}},
    {Role::reviewer, {"approve", "reject"}},
    {Role::participant_officer,
     {"answer_offer", "state_readiness", "receive_shipment", "return_doses", "record_stock"}},
    {Role::donor_officer, {"pledge_supply", "confirm_supply", "slip_supply", "withdraw_supply"}},
    {Role::manufacturer_officer,
     {"pledge_supply", "confirm_supply", "slip_supply", "withdraw_supply"}},
    {Role::logistics_officer,
     {"plan_shipment", "dispatch_shipment", "hold_shipment", "receive_shipment", "return_doses"}},
    {Role::auditor, {"record_finding"}},
    {Role::administrator,
     {"add_person", "grant_role", "revoke_role", "set_password", "revoke_token",
      "require_credentials"}},
    {Role::break_glass,
     {"slip_supply", "withdraw_supply", "expire_supply", "state_readiness", "plan_shipment",
      "dispatch_shipment", "hold_shipment", "receive_shipment", "return_doses"}}};

}  // namespace

Model::Model(World world, const std::string& administrator, Date opened)
    : world_{std::move(world)}, last_day_{opened}, people_{administrator} {
    grants_.push_back({administrator, Role::administrator, "", "", opened, {}, ""});
}

Prediction Model::predict(const Order& order, std::optional<std::int64_t> now) const {
    Reasons reasons = against_person(order);
    if (now) reasons.merge(against_shown(order, *now));
    if (order.day < last_day_) reasons.insert(RefusalCode::out_of_order);
    reasons.merge(std::visit([&](const auto& c) { return against(order, c); }, order.command));
    Prediction expected;
    if (!reasons.empty()) {
        expected.may_happen = false;
        expected.refusals = {*reasons.begin()};
    } else if (std::holds_alternative<command::Propose>(order.command)) {
        if (world_.rate_percent > 0) expected.refusals = {RefusalCode::infeasible};
    } else if (std::holds_alternative<command::Reallocate>(order.command)) {
        expected.refusals = {RefusalCode::not_ready};  // less than a lot is left
    }
    return expected;
}

Model::Reasons Model::against_person(const Order& order) const {
    if (!people_.contains(order.who)) return {RefusalCode::unknown_person};
    if (person_concerned(order) == order.who) return {};
    const std::string_view kind = kind_of(order.command);
    const bool is_about_people = may.at(Role::administrator).contains(kind);
    bool administers = false;
    bool holds_role = false;
    bool from_another = false;
    bool for_this = false;
    for (const Grant& each : grants_) {
        if (each.person != order.who) continue;
        if (!Window{each.from, each.until}.covers(order.day)) continue;
        administers = administers || each.role == Role::administrator;
        if (!may.at(each.role).contains(kind)) continue;
        holds_role = true;
        if (each.by == order.who) continue;
        from_another = true;
        for_this = for_this || in_scope(each, order.command);
    }
    Reasons reasons;
    if (administers && !is_about_people) reasons.insert(RefusalCode::administrator);
    if (!holds_role) reasons.insert(RefusalCode::no_role);
    if (holds_role && !from_another) reasons.insert(RefusalCode::self_granted);
    if (from_another && !for_this && !is_about_nothing(order.command))
        reasons.insert(RefusalCode::not_theirs);
    return reasons;
}

// Of an offer or a line that does not exist nobody is the owner.
bool Model::is_about_nothing(const Command& command) const {
    const auto none = [this]<class C>(const C& c) {
        using namespace command;  // NOLINT(google-build-using-namespace)
        if constexpr (std::is_same_v<C, ConfirmSupply> || std::is_same_v<C, SlipSupply> ||
                      std::is_same_v<C, WithdrawSupply>)
            return line(c.supply) == nullptr;
        else if constexpr (std::is_same_v<C, AnswerOffer> || std::is_same_v<C, ReceiveShipment>)
            return offer(c.offer) == nullptr;
        else
            return false;
    };
    return std::visit(none, command);
}

bool Model::in_scope(const Grant& grant, const Command& command) const {
    std::string theirs;   // of which participant
    std::string donor;    // whose gift
    std::string product;  // or of which product
    const auto of_line = [&](const std::string& id) {
        const Line* found = line(id);
        if (found == nullptr) return;
        donor = found->donor;
        product = found->product;
    };
    const auto of_offer = [&](int id) {
        if (const OfferRow* found = offer(id)) theirs = found->participant;
    };
    if (const auto* c = std::get_if<command::PledgeSupply>(&command)) {
        donor = c->donor;
        product = c->product;
    }
    if (const auto* c = std::get_if<command::ConfirmSupply>(&command)) of_line(c->supply);
    if (const auto* c = std::get_if<command::SlipSupply>(&command)) of_line(c->supply);
    if (const auto* c = std::get_if<command::WithdrawSupply>(&command)) of_line(c->supply);
    if (const auto* c = std::get_if<command::StateReadiness>(&command)) theirs = c->participant;
    if (const auto* c = std::get_if<command::ReturnDoses>(&command)) theirs = c->participant;
    if (const auto* c = std::get_if<command::RecordStock>(&command)) theirs = c->participant;
    if (const auto* c = std::get_if<command::AnswerOffer>(&command)) of_offer(c->offer);
    if (const auto* c = std::get_if<command::ReceiveShipment>(&command)) of_offer(c->offer);
    if (grant.role == Role::participant_officer) return grant.scope == theirs;
    if (grant.role == Role::donor_officer) return !donor.empty() && grant.scope == donor;
    if (grant.role == Role::manufacturer_officer) return donor.empty() && grant.scope == product;
    return true;
}

std::string Model::happened(const Order& order, const ProposalRow* made) {
    if (made != nullptr) {
        if (std::string fault = fault_of(*made, order); !fault.empty()) return fault;
        proposals_.push_back(*made);
    }
    std::visit([&](const auto& c) { effect(order, c); }, order.command);
    last_day_ = order.day;
    return {};
}

std::optional<int> Model::open_round() const {
    if (rounds_.empty() || rounds_.back()) return std::nullopt;
    return rounds();
}

namespace {

template <class Rows>
auto* find_id(Rows& rows, const std::string& id) {
    const auto found = std::ranges::find_if(rows, [&](const auto& each) { return each.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const Line* Model::line(const std::string& id) const {
    return find_id(world_.lines, id);
}
Line& Model::line_to_change(const std::string& id) {
    return *find_id(world_.lines, id);
}
const Product* Model::product(const std::string& id) const {
    return find_id(world_.products, id);
}
const Participant* Model::participant(const std::string& id) const {
    return find_id(world_.participants, id);
}
const OfferRow* Model::offer(int id) const {
    return id < 1 || id > std::ssize(offers_) ? nullptr
                                              : &offers_[static_cast<std::size_t>(id) - 1];
}
const ProposalRow* Model::proposal(int id) const {
    return id < 1 || id > std::ssize(proposals_) ? nullptr
                                                 : &proposals_[static_cast<std::size_t>(id) - 1];
}

Number Model::held(const std::string& account, const std::string& line) const {
    const auto found = balances_.find({account, line});
    return found == balances_.end() ? 0 : found->second;
}

void Model::move(const std::string& line, const std::string& from, const std::string& to,
                 Number doses) {
    if (doses == 0) return;
    balances_[{from, line}] -= doses;
    balances_[{to, line}] += doses;
}

// People.

Model::Reasons Model::against(const Order&, const command::AddPerson& c) const {
    Reasons reasons;
    const auto is_good = [](char x) {
        return std::isalnum(static_cast<unsigned char>(x)) != 0 ||
               std::string_view{"-_.@"}.find(x) != std::string_view::npos;
    };
    if (c.person.empty() || c.person.size() > 100 || !std::ranges::all_of(c.person, is_good))
        reasons.insert(RefusalCode::wrong_value);
    if (people_.contains(c.person)) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::GrantRole& c) const {
    Reasons reasons;
    if (c.person == order.who) reasons.insert(RefusalCode::same_person);
    if (!people_.contains(c.person)) reasons.insert(RefusalCode::unknown_object);
    const bool of_participant = c.role == Role::participant_officer;
    const bool of_product = c.role == Role::manufacturer_officer;
    const bool scoped = of_participant || of_product || c.role == Role::donor_officer;
    if (scoped == c.scope.empty()) reasons.insert(RefusalCode::wrong_value);
    if (scoped && !c.scope.empty() &&
        ((of_participant && !participant(c.scope)) || (of_product && !product(c.scope))))
        reasons.insert(RefusalCode::unknown_object);
    if (c.until && *c.until < order.day) reasons.insert(RefusalCode::wrong_value);
    if (c.role == Role::break_glass &&
        (c.reason.empty() || !c.until || (*c.until - order.day).count() > 3))
        reasons.insert(RefusalCode::wrong_value);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::RevokeRole& c) const {
    for (const Grant& each : grants_)
        if (each.person == c.person && each.role == c.role && each.scope == c.scope) return {};
    return {RefusalCode::wrong_state};
}

Model::Reasons Model::against(const Order&, const command::RecordFinding& c) const {
    if (c.words.empty()) return {RefusalCode::wrong_value};
    return {};
}

void Model::effect(const Order&, const command::AddPerson& c) {
    people_.insert(c.person);
}

void Model::effect(const Order& order, const command::GrantRole& c) {
    grants_.push_back({c.person, c.role, c.scope, order.who, order.day, c.until, c.reason});
}

void Model::effect(const Order&, const command::RevokeRole& c) {
    std::erase_if(grants_, [&](const Grant& each) {
        return each.person == c.person && each.role == c.role && each.scope == c.scope;
    });
}

}  // namespace aliquot::simulation
