// Supply, readiness, shipments and stock, worked out a second time.
#include <algorithm>

#include "simulation/model.hpp"

namespace aliquot::simulation {

namespace {

Number number(Doses doses) {
    return doses.value();
}

std::string of(const char* kind, const std::string& participant) {
    return std::string{kind} + ":" + participant;
}

}  // namespace

Model::Reasons Model::against(const Order&, const command::PledgeSupply& c) const {
    Reasons reasons;
    if (!product(c.product)) reasons.insert(RefusalCode::unknown_object);
    for (const std::string& id : c.earmark)
        if (!participant(id)) reasons.insert(RefusalCode::unknown_object);
    if (number(c.doses) == 0 || c.supply.empty() || (c.expires && *c.expires < c.available))
        reasons.insert(RefusalCode::wrong_value);
    if (c.source != "purchase_agreement" && c.source != "donation" && c.source != "reallocation")
        reasons.insert(RefusalCode::wrong_value);
    if (line(c.supply)) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::ConfirmSupply& c) const {
    const Line* found = line(c.supply);
    if (found == nullptr) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (c.doses && (number(*c.doses) == 0 || number(*c.doses) > found->doses))
        reasons.insert(RefusalCode::wrong_value);
    if (found->confirmed) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::SlipSupply& c) const {
    const Line* found = line(c.supply);
    if (found == nullptr) return {RefusalCode::unknown_object};
    if (found->expired) return {RefusalCode::wrong_state};
    return {};
}

Model::Reasons Model::against(const Order&, const command::WithdrawSupply& c) const {
    if (!line(c.supply)) return {RefusalCode::unknown_object};
    if (number(c.doses) == 0) return {RefusalCode::wrong_value};
    if (number(c.doses) > held("pool", c.supply)) return {RefusalCode::not_enough_doses};
    return {};
}

Model::Reasons Model::against(const Order& order, const command::ExpireSupply&) const {
    for (const Line& each : world_.lines)
        if (each.confirmed && !each.expired && each.expires && *each.expires < order.day) return {};
    return {RefusalCode::wrong_state};
}

Model::Reasons Model::against(const Order& order, const command::StateReadiness& c) const {
    Reasons reasons;
    if (!participant(c.participant)) reasons.insert(RefusalCode::unknown_object);
    if (!c.product.empty() && !product(c.product)) reasons.insert(RefusalCode::unknown_object);
    if (c.step.empty() || (c.until && *c.until < order.day))
        reasons.insert(RefusalCode::wrong_value);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::PlanShipment& c) const {
    if (!offer(c.offer)) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (c.arrives < c.leaves || c.leaves < order.day) reasons.insert(RefusalCode::wrong_value);
    const auto found = shipments_.find(c.offer);
    if (found == shipments_.end() || found->second.dispatched)
        reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order& order, const command::DispatchShipment& c) const {
    if (!offer(c.offer)) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (c.arrives && *c.arrives < order.day) reasons.insert(RefusalCode::wrong_value);
    const auto found = shipments_.find(c.offer);
    if (found == shipments_.end() || found->second.dispatched)
        reasons.insert(RefusalCode::wrong_state);
    else if (found->second.held || is_held_up(found->second, order.day))
        reasons.insert(RefusalCode::not_ready);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::HoldShipment& c) const {
    if (!offer(c.offer)) return {RefusalCode::unknown_object};
    Reasons reasons;
    if (c.reason.empty()) reasons.insert(RefusalCode::wrong_value);
    if (!shipments_.contains(c.offer)) reasons.insert(RefusalCode::wrong_state);
    return reasons;
}

Model::Reasons Model::against(const Order&, const command::ReceiveShipment& c) const {
    if (!offer(c.offer)) return {RefusalCode::unknown_object};
    const auto found = shipments_.find(c.offer);
    if (found == shipments_.end() || !found->second.dispatched) return {RefusalCode::wrong_state};
    const Number sent = found->second.doses;
    const Number received = c.doses ? number(*c.doses) : sent;
    if (received > sent || (received < sent && c.reason.empty())) return {RefusalCode::wrong_value};
    return {};
}

Model::Reasons Model::against(const Order&, const command::ReturnDoses& c) const {
    if (!participant(c.participant) || !line(c.supply)) return {RefusalCode::unknown_object};
    if (number(c.doses) == 0) return {RefusalCode::wrong_value};
    if (number(c.doses) > held(of("custody", c.participant), c.supply))
        return {RefusalCode::not_enough_doses};
    return {};
}

Model::Reasons Model::against(const Order& order, const command::RecordStock& c) const {
    if (!participant(c.participant) || !line(c.supply)) return {RefusalCode::unknown_object};
    Reasons reasons;
    const bool is_written_off = c.how == StockUse::lost || c.how == StockUse::destroyed;
    if (is_written_off && received_.contains({order.who, c.participant, c.supply}))
        reasons.insert(RefusalCode::same_person);
    if (number(c.doses) == 0 || (is_written_off && c.reason.empty()))
        reasons.insert(RefusalCode::wrong_value);
    if (number(c.doses) > held(of("custody", c.participant), c.supply))
        reasons.insert(RefusalCode::not_enough_doses);
    return reasons;
}

void Model::effect(const Order& order, const command::PledgeSupply& c) {
    Line added;
    added.id = c.supply;
    added.product = c.product;
    added.donor = c.donor;
    added.doses = number(c.doses);
    added.available = c.available;
    added.expires = c.expires;
    added.earmark = {c.earmark.begin(), c.earmark.end()};
    added.stated_by = {order.who};
    world_.lines.push_back(added);
}

void Model::effect(const Order& order, const command::ConfirmSupply& c) {
    Line& each = line_to_change(c.supply);
    const Number doses = c.doses ? number(*c.doses) : each.doses;
    each.confirmed = true;
    each.stated_by.insert(order.who);
    move(each.id, of("supply", each.id), "pool", doses);
    move(each.id, "pool", "buffer", doses * world_.buffer_percent / 100);
}

void Model::effect(const Order& order, const command::SlipSupply& c) {
    Line& each = line_to_change(c.supply);
    each.available = c.available;
    each.stated_by.insert(order.who);
}

void Model::effect(const Order& order, const command::WithdrawSupply& c) {
    line_to_change(c.supply).stated_by.insert(order.who);
    move(c.supply, "pool", of("supply", c.supply), number(c.doses));
}

void Model::effect(const Order& order, const command::ExpireSupply&) {
    for (Line& each : world_.lines) {
        if (!each.confirmed || each.expired || !each.expires || *each.expires >= order.day)
            continue;
        each.expired = true;
        for (OfferRow& open : offers_) {
            if (open.line != each.id || open.state != "offered") continue;
            open.state = "lapsed";
            move(each.id, of("offered", open.participant), "pool", open.doses);
        }
        move(each.id, "pool", "expired", held("pool", each.id));
        move(each.id, "buffer", "expired", held("buffer", each.id));
        for (auto at = shipments_.begin(); at != shipments_.end();) {
            const Shipment& waiting = at->second;
            if (waiting.line == each.id && !waiting.dispatched) {
                move(each.id, of("title", waiting.participant), "expired", waiting.doses);
                at = shipments_.erase(at);
            } else {
                ++at;
            }
        }
    }
}

void Model::effect(const Order& order, const command::StateReadiness& c) {
    world_.steps.push_back({c.participant, c.step, c.product, {order.day, c.until}});
    readiness_stated_.insert({order.who, c.participant});
}

void Model::effect(const Order&, const command::PlanShipment& c) {
    shipments_.at(c.offer).held = false;
}

void Model::effect(const Order& order, const command::DispatchShipment& c) {
    Shipment& each = shipments_.at(c.offer);
    each.dispatched = order.day;
    move(each.line, of("title", each.participant), of("transit", each.participant), each.doses);
}

void Model::effect(const Order&, const command::HoldShipment& c) {
    shipments_.at(c.offer).held = true;
}

void Model::effect(const Order& order, const command::ReceiveShipment& c) {
    const Shipment each = shipments_.at(c.offer);
    const Number received = c.doses ? number(*c.doses) : each.doses;
    move(each.line, of("transit", each.participant), of("custody", each.participant), received);
    move(each.line, of("transit", each.participant), of("lost", each.participant),
         each.doses - received);
    received_.insert({order.who, each.participant, each.line});
    shipments_.erase(c.offer);
}

void Model::effect(const Order&, const command::ReturnDoses& c) {
    const Line& each = *line(c.supply);
    move(c.supply, of("custody", c.participant), each.expired ? "expired" : "pool",
         number(c.doses));
    if (!each.expired) did_not_take_.insert({c.participant, each.product, latest_decided_});
}

void Model::effect(const Order&, const command::RecordStock& c) {
    std::string to = of("used", c.participant);
    if (c.how == StockUse::expired) to = "expired";
    if (c.how == StockUse::destroyed) to = of("destroyed", c.participant);
    if (c.how == StockUse::lost) to = of("lost", c.participant);
    move(c.supply, of("custody", c.participant), to, number(c.doses));
}

// What a participant was promised of a line and has not lost.
Number Model::promised(const std::string& participant, const std::string& line) const {
    Number sum = 0;
    for (const char* kind : {"offered", "title", "transit", "custody", "used"})
        sum += held(of(kind, participant), line);
    return sum;
}

bool Model::lacks(const std::vector<std::string>& steps, const std::string& participant,
                  const std::string& product, Date day) const {
    return std::ranges::any_of(steps, [&](const std::string& step) {
        return std::ranges::none_of(world_.steps, [&](const Fact& each) {
            return each.participant == participant && each.step == step &&
                   (each.product.empty() || each.product == product) && each.window.covers(day);
        });
    });
}

bool Model::is_closed(const std::string& participant, Date day) const {
    return std::ranges::any_of(world_.closures, [&](const Fact& each) {
        return each.participant == participant && each.window.covers(day);
    });
}

bool Model::is_shut_out(const std::string& who, const Line& line, Date day) const {
    for (const Fact& each : world_.opt_outs)
        if (each.participant == who && (each.product.empty() || each.product == line.product) &&
            each.window.covers(day))
            return true;
    if (lacks(world_.offer_steps, who, line.product, day)) return true;
    const Date arrival =
        std::max(day + Days{world_.answer_days}, line.available) + Days{world_.transit_days};
    if (is_closed(who, arrival)) return true;
    if (line.expires && *line.expires < arrival + Days{world_.shelf_life_days}) return true;
    if (!line.earmark.empty() && !line.earmark.contains(who)) return true;
    if (const auto limit = world_.limits.find({who, line.id}); limit != world_.limits.end()) {
        const Number left = std::max<Number>(limit->second - promised(who, line.id), 0);
        if (left / product(line.product)->doses_per_course == 0) return true;
    }
    const auto most = participant(who)->max_products;
    if (!most) return false;
    std::set<std::string> products;
    for (const Line& each : world_.lines)
        if (promised(who, each.id) > 0) products.insert(each.product);
    return !products.contains(line.product) && std::ssize(products) >= *most;
}

bool Model::is_held_up(const Shipment& shipment, Date day) const {
    const Line& what = *line(shipment.line);
    const Date arrival = day + Days{world_.transit_days};
    return what.available > day || (what.expires && *what.expires < arrival) ||
           lacks(world_.delivery_steps, shipment.participant, what.product, day) ||
           is_closed(shipment.participant, arrival);
}

}  // namespace aliquot::simulation
