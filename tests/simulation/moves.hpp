// What may happen to a facility: orders that make sense, orders that do not, and mishaps.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "simulation/chance.hpp"
#include "simulation/model.hpp"

namespace aliquot::simulation {

enum class Mishap {
    none,
    request_lost,      // the store fails before it has written anything
    reply_lost,        // it has written, and fails to say so
    reply_lost_blind,  // the same, and then it cannot be read either
    blind,             // it cannot be read
    overtaken,         // another program's order comes between decision and record
    restarted,         // the program was started anew before the order
};
inline constexpr std::array<std::string_view, 7> mishap_names{
    "none",  "request lost", "reply lost", "reply lost and blind",
    "blind", "overtaken",    "restarted"};

enum class Insists { no, rightly, wrongly };  // on the last record that it saw

struct Move {
    std::string key;
    Order order;      // an approval of `on_file` names the hash of the proposal as it is on file
    int program = 0;  // of two that have the same store open
    Mishap mishap = Mishap::none;
    Insists insists = Insists::no;
    std::string first_key;  // of the order that comes between
    std::optional<Order> first;
    int guesses = 0;  // wrong passwords that somebody tried for the person before
};
inline const std::string on_file = "as on file";

// As a person would read it.
[[nodiscard]] std::string text_of(const Move& move);
[[nodiscard]] std::string text_of(const Order& order);

// Draws one move after another, looking at what the model knows.
class Mover {
public:
    Mover(Chance& chance, const Model& model) : chance_{&chance}, model_{&model} {}
    [[nodiscard]] Move next();

private:
    [[nodiscard]] Order order();
    [[nodiscard]] std::optional<Command> sensible();
    [[nodiscard]] std::optional<Command> such_as_is_due();
    [[nodiscard]] std::optional<Command> of_people();
    [[nodiscard]] std::optional<Command> of_credentials();
    [[nodiscard]] std::optional<Command> of_supply();
    [[nodiscard]] std::optional<Command> of_rounds();
    [[nodiscard]] std::optional<Command> of_offers();
    [[nodiscard]] std::optional<Command> of_shipments();
    [[nodiscard]] std::optional<Command> of_stock();
    [[nodiscard]] Command senseless();
    // Something in it is not as it should be.
    void spoil(Command& command);
    // Somebody who may give the command, if anybody may.
    [[nodiscard]] std::string giver_of(const Command& command, Date day);

    [[nodiscard]] std::optional<std::string> giver_of_credential(const Command& command);
    [[nodiscard]] std::vector<std::string> people_with_password() const;
    [[nodiscard]] Shown shown_by(const std::string& who, const Command& command);

    [[nodiscard]] std::string some_person();
    [[nodiscard]] std::string some_participant();
    [[nodiscard]] std::string some_line();
    [[nodiscard]] Doses some_doses(Number about);
    [[nodiscard]] Date soon(int most);
    [[nodiscard]] std::optional<Date> maybe_soon(int percent, int most);
    [[nodiscard]] int some_offer(const std::vector<int>& rather);

    Chance* chance_;
    const Model* model_;
    std::vector<Move> made_;
    std::vector<Move> delayed_;
    Date day_ = Date{};
    int keys_ = 0;
    int people_ = 0;
    int tokens_ = 0;
};

}  // namespace aliquot::simulation
