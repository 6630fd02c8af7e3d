// Drawing moves: mishaps, repetitions and delays around an order.
#include "simulation/moves.hpp"

#include <fmt/format.h>

#include "aliquot/io/desk/event_json.hpp"

namespace aliquot::simulation {

std::string text_of(const Order& order) {
    return fmt::format("{} on {}: {} {}", order.who, format_date(order.day), kind_of(order.command),
                       command_json(order.command));
}

std::string text_of(const Move& move) {
    std::string text =
        fmt::format("[{}, program {}] {}", move.key, move.program, text_of(move.order));
    const auto by = [](const Order& order) {
        if (order.shown.by == Shown::By::word) return std::string{};
        return fmt::format(", showing \"{}\"", order.shown.secret);
    };
    text += by(move.order);
    if (move.guesses > 0) text += fmt::format(", after {} guesses", move.guesses);
    if (move.mishap != Mishap::none)
        text += fmt::format(", {}", mishap_names.at(static_cast<std::size_t>(move.mishap)));
    if (move.first)
        text += fmt::format(" by [{}] {}", move.first_key, text_of(*move.first)) + by(*move.first);
    if (move.insists == Insists::rightly) text += ", insisting rightly";
    if (move.insists == Insists::wrongly) text += ", insisting wrongly";
    return text;
}

Move Mover::next() {
    if (day_ == Date{}) day_ = model_->last_day();
    if (chance_->percent(35)) day_ += Days{chance_->between(1, 4)};
    if (chance_->percent(3)) day_ += Days{chance_->between(5, 25)};
    // What was sent earlier comes now, or once more.
    if (!delayed_.empty() && chance_->percent(20)) {
        Move late = delayed_.back();
        delayed_.pop_back();
        made_.push_back(late);
        return late;
    }
    if (!made_.empty() && chance_->percent(5)) {
        Move again = chance_->pick(made_);
        again.mishap = Mishap::none;
        again.first.reset();
        again.insists = Insists::no;
        again.guesses = 0;
        again.program = static_cast<int>(chance_->between(0, 1));
        if (chance_->percent(25)) again.order = order();  // another order under the same key
        return again;
    }
    Move move;
    move.key = fmt::format("k{}", ++keys_);
    move.order = order();
    move.program = chance_->percent(85) ? 0 : 1;
    if (chance_->percent(12)) move.mishap = static_cast<Mishap>(chance_->between(1, 6));
    if (move.mishap == Mishap::overtaken) {
        move.first_key = fmt::format("k{}", ++keys_);
        move.first = order();
    }
    if (chance_->percent(6))
        move.insists = chance_->percent(50) ? Insists::rightly : Insists::wrongly;
    if (chance_->percent(1) && model_->password_of(move.order.who) != nullptr)
        move.guesses = static_cast<int>(chance_->between(1, 12));
    if (chance_->percent(3)) {
        delayed_.push_back(move);
        return next();
    }
    made_.push_back(move);
    return move;
}

Order Mover::order() {
    std::optional<Command> wanted;
    if (!chance_->percent(8)) wanted = sensible();
    Command command = wanted ? *std::move(wanted) : senseless();
    if (chance_->percent(12)) spoil(command);
    Date day = day_;
    if (chance_->percent(2)) day -= Days{chance_->between(1, 20)};  // a clock that went wrong
    const std::string who = chance_->percent(8) ? some_person() : giver_of(command, day);
    return {who, day, command, shown_by(who, command)};
}

std::string Mover::giver_of(const Command& command, Date day) {
    if (auto giver = giver_of_credential(command)) return *giver;
    std::vector<std::string> able;
    std::vector<std::string> the_wrong_ones;  // who hold the role, and still may not
    for (const std::string& person : model_->people()) {
        const Prediction expected = model_->predict({person, day, command, {}});
        // Those whom nothing that is about the person speaks against.
        if (expected.may_happen || *expected.refusals.begin() > RefusalCode::same_person)
            able.push_back(person);
        else if (*expected.refusals.begin() == RefusalCode::same_person ||
                 *expected.refusals.begin() == RefusalCode::not_theirs)
            the_wrong_ones.push_back(person);
    }
    if (!the_wrong_ones.empty() && chance_->percent(8)) return chance_->pick(the_wrong_ones);
    return able.empty() ? some_person() : chance_->pick(able);
}

std::string Mover::some_person() {
    std::vector<std::string> people{model_->people().begin(), model_->people().end()};
    if (chance_->percent(3)) people = {"nobody"};
    return chance_->pick(people);
}

std::string Mover::some_participant() {
    if (chance_->percent(2)) return "ZZZ";
    return chance_->pick(model_->world().participants).id;
}

std::string Mover::some_line() {
    if (chance_->percent(2)) return "L0";
    return chance_->pick(model_->world().lines).id;
}

Doses Mover::some_doses(Number about) {
    if (chance_->percent(4)) return Doses{0};
    if (chance_->percent(4)) return Doses{about + 1};
    if (chance_->percent(30)) return Doses{std::max<Number>(about, 0)};
    return Doses{chance_->between(1, std::max<Number>(about, 1))};
}

Date Mover::soon(int most) {
    return day_ + Days{chance_->between(chance_->percent(4) ? -3 : 0, most)};
}

std::optional<Date> Mover::maybe_soon(int percent, int most) {
    if (!chance_->percent(percent)) return std::nullopt;
    return soon(most);
}

int Mover::some_offer(const std::vector<int>& rather) {
    if (!rather.empty() && !chance_->percent(5)) return chance_->pick(rather);
    return static_cast<int>(chance_->between(0, std::ssize(model_->offers()) + 1));
}

}  // namespace aliquot::simulation
