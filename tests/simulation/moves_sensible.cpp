// Drawing orders: such as make sense where the facility stands, with a slip of the pen now and
// then.
#include "simulation/moves.hpp"
#include <fmt/format.h>

namespace aliquot::simulation {

std::optional<Command> Mover::sensible() {
    for (int attempt = 0; attempt < 8; ++attempt)
        if (auto command = such_as_is_due()) return command;
    return std::nullopt;
}

std::optional<Command> Mover::such_as_is_due() {
    // So often out of a hundred.
    const std::int64_t which = chance_->between(1, 100);
    if (which <= 8) return of_people();
    if (which <= 13) return of_credentials();
    if (which <= 30) return of_supply();
    if (which <= 52) return of_rounds();
    if (which <= 70) return of_offers();
    if (which <= 88) return of_shipments();
    return of_stock();
}

std::optional<Command> Mover::of_people() {
    switch (chance_->between(1, 8)) {
        case 1:
            return command::AddPerson{
                chance_->percent(10) ? "not an id" : fmt::format("p{}", ++people_), "Somebody"};
        case 2: {
            const auto& grants = model_->grants();
            const Grant& held =
                grants[static_cast<std::size_t>(chance_->between(0, std::ssize(grants) - 1))];
            if (held.role == Role::administrator && !chance_->percent(10)) return std::nullopt;
            if (!chance_->percent(30)) return std::nullopt;
            return command::RevokeRole{held.person, held.role, held.scope};
        }
        case 3:
            return command::RecordFinding{"offer 1", chance_->percent(10) ? "" : "looked at"};
        default: {
            command::GrantRole grant;
            grant.person = some_person();
            grant.role = static_cast<Role>(chance_->between(0, role_names.size() - 1));
            if (has_scope(grant.role) != chance_->percent(3)) {
                grant.scope = some_participant();
                if (grant.role == Role::donor_officer) grant.scope = "Utopia";
                if (grant.role == Role::manufacturer_officer)
                    grant.scope = chance_->percent(50) ? "V1" : "V2";
            }
            grant.until = maybe_soon(grant.role == Role::break_glass ? 90 : 20,
                                     grant.role == Role::break_glass ? 4 : 120);
            grant.reason = chance_->percent(80) ? "needed" : "";
            return grant;
        }
    }
}

std::optional<Command> Mover::of_supply() {
    switch (chance_->between(1, 8)) {
        case 1: {
            command::PledgeSupply pledge;
            pledge.supply = chance_->percent(90) ? fmt::format("N{}", ++keys_) : some_line();
            pledge.product = chance_->percent(50) ? "V2" : "V1";
            pledge.doses = some_doses(400);
            pledge.available = soon(60);
            pledge.expires = maybe_soon(60, 200);
            if (chance_->percent(50)) {
                pledge.donor = "Utopia";
                pledge.source = "donation";
            }
            if (chance_->percent(3)) pledge.source = "theft";
            if (chance_->percent(20)) pledge.earmark = {some_participant()};
            return pledge;
        }
        case 2:
        case 3:
        case 4: {
            for (const Line& each : model_->world().lines)
                if (!each.confirmed && chance_->percent(60)) {
                    command::ConfirmSupply confirm{each.id, {}};
                    if (chance_->percent(25)) confirm.doses = some_doses(each.doses);
                    return confirm;
                }
            return std::nullopt;
        }
        case 5:
            return command::SlipSupply{some_line(), soon(60)};
        case 6: {
            const std::string line = some_line();
            const auto pool = model_->balances().find({"pool", line});
            const Number free = pool == model_->balances().end() ? 0 : pool->second;
            return command::WithdrawSupply{line, some_doses(std::max<Number>(free / 4, 1)), "home"};
        }
        case 7:
            return command::ExpireSupply{};
        default:
            return command::StateReadiness{some_participant(),
                                           chance_->percent(50) ? "permit" : "customs",
                                           maybe_soon(30, 90), chance_->percent(20) ? "V1" : ""};
    }
}

std::optional<Command> Mover::of_rounds() {
    const auto open = model_->open_round();
    const auto& proposals = model_->proposals();
    std::vector<int> waiting;
    for (std::size_t i = 0; i < proposals.size(); ++i)
        if (!proposals[i].rejected && !proposals[i].offered)
            waiting.push_back(static_cast<int>(i) + 1);
    const int proposal = !waiting.empty() && !chance_->percent(5)
                             ? chance_->pick(waiting)
                             : static_cast<int>(chance_->between(0, std::ssize(proposals) + 1));
    const std::int64_t which = chance_->between(1, 11);
    if (which > 3 && which < 11 && waiting.empty()) return std::nullopt;
    switch (which) {
        case 1:
            if (!open) return command::OpenRound{};
            if (!chance_->percent(40)) return std::nullopt;
            return command::CloseRound{static_cast<int>(*open - chance_->between(0, 10) / 10)};
        case 2:
        case 3: {
            if (!open) return command::OpenRound{};
            const std::vector<std::string> rules{
                "",       "equal_coverage", "proportional", "least_covered", "severity_weighted",
                "fairest"};
            return command::Propose{*open, chance_->pick(rules)};
        }
        case 11: {
            const std::string line = some_line();
            const auto pool = model_->balances().find({"pool", line});
            if (!open || pool == model_->balances().end()) return std::nullopt;
            return command::ProposeOffer{some_participant(), line, some_doses(pool->second / 2),
                                         chance_->percent(90) ? "promised" : ""};
        }
        case 4:
            return command::Reject{proposal, chance_->percent(80) ? "too few" : ""};
        case 5:
        case 6:
        case 7:
            return command::Approve{proposal, chance_->percent(92) ? on_file : "f00d"};
        default:
            return command::IssueOffers{proposal};
    }
}

std::optional<Command> Mover::of_offers() {
    std::vector<int> open;
    std::vector<int> left;
    const auto& offers = model_->offers();
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (offers[i].state == "offered") open.push_back(static_cast<int>(i) + 1);
        if (offers[i].state != "offered" && offers[i].accepted < offers[i].doses)
            left.push_back(static_cast<int>(i) + 1);
    }
    if (open.empty() && left.empty()) return std::nullopt;
    switch (chance_->between(1, 12)) {
        case 1:
            return command::LapseOffers{};
        case 2:
        case 3:
            if (left.empty()) return std::nullopt;
            return command::Reallocate{some_offer(left)};
        default: {
            if (open.empty()) return std::nullopt;
            command::AnswerOffer answer{some_offer(open), Answer::accept, {}, "", ""};
            const std::int64_t how = chance_->between(1, 100);
            if (how > 55) answer.answer = Answer::partial;
            if (how > 70) answer.answer = Answer::decline;
            if (how > 88) answer.answer = Answer::defer;
            if (how > 98) answer.answer = Answer::silent;
            if ((answer.answer == Answer::partial) != chance_->percent(3)) {
                Number doses = 50;
                if (answer.offer >= 1 && answer.offer <= std::ssize(offers))
                    doses = offers[static_cast<std::size_t>(answer.offer) - 1].doses;
                answer.doses = some_doses(doses);
            }
            return answer;
        }
    }
}

std::optional<Command> Mover::of_shipments() {
    std::vector<int> waiting;
    std::vector<int> on_the_way;
    for (const auto& [offer, each] : model_->shipments())
        (each.dispatched ? on_the_way : waiting).push_back(offer);
    if (waiting.empty() && on_the_way.empty()) return std::nullopt;
    switch (chance_->between(1, 8)) {
        case 1: {
            const Date leaves = soon(10);
            return command::PlanShipment{some_offer(waiting), leaves,
                                         leaves + Days{chance_->between(-1, 10)}};
        }
        case 2:
            return command::HoldShipment{some_offer(waiting.empty() ? on_the_way : waiting),
                                         chance_->percent(90) ? "fog" : ""};
        case 3:
        case 4:
        case 5:
            return command::DispatchShipment{some_offer(waiting), maybe_soon(30, 12)};
        default: {
            command::ReceiveShipment receive{some_offer(on_the_way), {}, ""};
            const auto found = model_->shipments().find(receive.offer);
            if (chance_->percent(30) && found != model_->shipments().end())
                receive.doses = some_doses(found->second.doses);
            if (chance_->percent(80)) receive.reason = "thawed";
            return receive;
        }
    }
}

std::optional<Command> Mover::of_stock() {
    std::vector<std::pair<std::string, std::string>> stock;
    for (const auto& [place, doses] : model_->balances())
        if (doses > 0 && place.first.starts_with("custody:"))
            stock.emplace_back(place.first.substr(8), place.second);
    std::string participant = some_participant();
    std::string line = some_line();
    if (stock.empty() && !chance_->percent(3)) return std::nullopt;
    if (!stock.empty() && !chance_->percent(5)) std::tie(participant, line) = chance_->pick(stock);
    const auto held = model_->balances().find({"custody:" + participant, line});
    const Number doses = held == model_->balances().end() ? 10 : held->second;
    if (chance_->percent(25)) return command::ReturnDoses{participant, line, some_doses(doses / 2)};
    return command::RecordStock{participant, line, some_doses(doses / 2),
                                static_cast<StockUse>(chance_->between(0, 3)),
                                chance_->percent(80) ? "seen" : ""};
}

// Any command about anything.
Command Mover::senseless() {
    const auto any = [&] { return static_cast<int>(chance_->between(-1, 12)); };
    switch (chance_->between(1, 15)) {
        case 15:
            return command::ProposeOffer{some_participant(), some_line(), some_doses(5), "why not"};
        case 1:
            return command::OpenRound{};
        case 2:
            return command::CloseRound{any()};
        case 3:
            return command::Propose{any(), ""};
        case 4:
            return command::Reallocate{any()};
        case 5:
            return command::Approve{any(), on_file};
        case 6:
            return command::Reject{any(), "no"};
        case 7:
            return command::IssueOffers{any()};
        case 8:
            return command::AnswerOffer{any(), Answer::accept, {}, "", ""};
        case 9:
            return command::DispatchShipment{any(), {}};
        case 10:
            return command::ReceiveShipment{any(), {}, ""};
        case 11:
            return command::ConfirmSupply{some_line(), {}};
        case 12:
            return command::WithdrawSupply{some_line(), some_doses(5), ""};
        case 13:
            return command::StateReadiness{some_participant(), "", {}, "V9"};
        default:
            return command::RecordStock{some_participant(), some_line(), some_doses(3),
                                        StockUse::lost, ""};
    }
}

}  // namespace aliquot::simulation
