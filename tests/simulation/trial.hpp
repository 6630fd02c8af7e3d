// A facility and its model side by side: each move is made on both, and they must agree.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>

#include "simulation/moves.hpp"
#include "simulation/random_world.hpp"
#include "simulation/unsteady_store.hpp"

#include "aliquot/live/live_facility.hpp"

namespace aliquot::simulation {

// What happened in the simulation, for its report.
struct Tally {
    std::int64_t years = 0;
    std::int64_t orders = 0;
    std::int64_t done = 0;
    std::array<std::int64_t, refusal_names.size()> refused{};
    std::array<std::int64_t, mishap_names.size()> mishaps{};
    std::int64_t sent_again = 0;
    std::int64_t unproven = 0;  // did not show to be the person
    std::int64_t opened_anew = 0;
    std::int64_t records = 0;
};

class Trial {
public:
    Trial(Start start, Tally& tally);

    // What the facility did and the model did not expect; empty: they agree.
    [[nodiscard]] std::string make(const Move& move);
    // What is wrong with the whole at the end.
    [[nodiscard]] std::string finish();

    [[nodiscard]] const Model& model() const { return model_; }

private:
    struct Reply {
        std::string words;  // the code of a refusal with its reason, or what was recorded where
        std::string asked;
    };

    [[nodiscard]] std::string begin(const Folder& folder);
    [[nodiscard]] Order as_given(Order order) const;
    void look_at_the_clock(const Order& order);
    // Who has shown to be the person, or nobody. What is wrong with it; empty: nothing.
    [[nodiscard]] std::string prove(LiveFacility& live, const Order& order,
                                    std::optional<Proven>& who);
    [[nodiscard]] std::string guess(LiveFacility& live, const Move& move);
    [[nodiscard]] std::string give(LiveFacility& live, const Instruction& instruction,
                                   const Order& order);
    [[nodiscard]] std::string give_new(LiveFacility& live, const Move& move, const Order& order,
                                       const Proven& who);
    [[nodiscard]] std::string give_again(LiveFacility& live, const Move& move, const Order& order,
                                         const Proven& who);
    [[nodiscard]] std::string give_insisting(LiveFacility& live, const Move& move,
                                             const Order& order, const Proven& who);
    [[nodiscard]] std::string give_first(const Move& move);
    [[nodiscard]] std::string judge(const Allowed<LiveFacility::Done>& done, const Order& order,
                                    const Prediction& expected);
    [[nodiscard]] Instruction instruction_of(const std::string& key, const Order& order,
                                             const Proven& who) const;
    void remember(const std::string& key, const Order& order,
                  const Allowed<LiveFacility::Done>& done);
    [[nodiscard]] std::string compare(const LiveFacility& live) const;
    [[nodiscard]] std::string open_anew(int program);
    [[nodiscard]] std::int64_t length();

    Tally* tally_;
    Model model_;
    std::unique_ptr<ledger::Store> store_;
    UnsteadyStore unsteady_;
    std::array<std::unique_ptr<LiveFacility>, 2> programs_;
    std::map<std::string, Reply> replies_;  // by key, of what was recorded
    std::int64_t clock_ = 1'600'000'000'000'000;
    int moves_ = 0;
};

}  // namespace aliquot::simulation
