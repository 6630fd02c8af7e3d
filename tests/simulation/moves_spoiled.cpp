// Orders in which something is not as it should be: an unknown id, no doses, no reason, a wrong
// day.
#include "simulation/moves.hpp"

namespace aliquot::simulation {

void Mover::spoil(Command& command) {
    const auto spoil_one = [this](auto& c) {
        std::vector<std::function<void()>> ways;
        const auto way = [&](auto change) { ways.emplace_back(change); };
        if constexpr (requires { c.supply = std::string{}; }) {
            way([&] { c.supply = "L0"; });
            way([&] { c.supply = ""; });
            way([&] { c.supply = some_line(); });
        }
        if constexpr (requires { c.participant = std::string{}; }) {
            way([&] { c.participant = "ZZZ"; });
            way([&] { c.participant = some_participant(); });
        }
        if constexpr (requires { c.product = std::string{}; }) way([&] { c.product = "V9"; });
        if constexpr (requires { c.person = std::string{}; }) {
            way([&] { c.person = "nobody"; });
            way([&] { c.person = some_person(); });
        }
        if constexpr (requires { c.scope = std::string{}; }) {
            way([&] { c.scope = "Q9"; });
            way([&] { c.scope = ""; });
        }
        if constexpr (requires { c.step = std::string{}; }) way([&] { c.step = ""; });
        if constexpr (requires { c.words = std::string{}; }) way([&] { c.words = ""; });
        if constexpr (requires { c.reason = std::string{}; }) way([&] { c.reason = ""; });
        if constexpr (requires { c.sha256 = std::string{}; }) way([&] { c.sha256 = "f00d"; });
        if constexpr (requires { c.rule = std::string{}; }) {
            way([&] { c.rule = "fairest"; });
            way([&] { c.rule = "recorded"; });
        }
        if constexpr (requires { c.doses = Doses{}; }) {
            way([&] { c.doses = Doses{0}; });
            way([&] { c.doses = Doses{1'000'000}; });
        }
        if constexpr (requires { c.doses = std::optional<Doses>{}; })
            way([&] { c.doses = std::optional{Doses{5}}; });
        if constexpr (requires { c.until = std::optional<Date>{}; })
            way([&] { c.until = day_ - Days{chance_->between(1, 40)}; });
        if constexpr (requires { c.expires = std::optional<Date>{}; })
            way([&] { c.expires = c.available - Days{1}; });
        if constexpr (requires { c.leaves = Date{}; }) way([&] { c.leaves = day_ - Days{1}; });
        if constexpr (requires { c.arrives = day_; }) way([&] { c.arrives = day_ - Days{2}; });
        if constexpr (requires { c.earmark.clear(); }) way([&] { c.earmark = {"ZZZ"}; });
        if constexpr (requires { c.source = std::string{}; }) way([&] { c.source = "theft"; });
        const auto any_of = [this](std::ptrdiff_t many) {
            return static_cast<int>(chance_->between(0, many + 1));
        };
        if constexpr (requires { c.offer = 0; })
            way([&, any_of] { c.offer = any_of(std::ssize(model_->offers())); });
        if constexpr (requires { c.proposal = 0; }) {
            way([&, any_of] { c.proposal = any_of(std::ssize(model_->proposals())); });
            way([&, any_of] { c.proposal = any_of(std::ssize(model_->proposals())); });
        }
        if constexpr (requires { c.round = 0; })
            way([&, any_of] { c.round = any_of(model_->rounds()); });
        if (!ways.empty()) chance_->pick(ways)();
    };
    std::visit(spoil_one, command);
}

}  // namespace aliquot::simulation
