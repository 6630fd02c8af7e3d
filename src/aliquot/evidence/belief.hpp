// What is believed of a supply event on a day: a small Bayesian update over the independent voices
// that speak of it. See docs/methods/evidence.md, section 5.
#pragma once

#include <array>

#include "aliquot/evidence/statement_terms.hpp"

namespace aliquot {

// The one table of likelihoods, as judged by us and written in docs/methods/evidence.md.
//
// How often, of a hundred times, a source of this reliability says that something is so when it
// is, and when it is not. The odds are multiplied by the first over the second, or divided where
// the source says that it is not so.
struct SaysSo {
    int when_it_is;
    int when_it_is_not;

    [[nodiscard]] constexpr double factor() const {
        return static_cast<double>(when_it_is) / when_it_is_not;
    }
};
inline constexpr std::array<SaysSo, 6> says_so{{
    {96, 4},   // A completely reliable
    {90, 10},  // B usually reliable
    {75, 25},  // C fairly reliable
    {60, 40},  // D not usually reliable
    {50, 50},  // E unreliable: it tells nothing
    {55, 45},  // F cannot be judged
}};

// The second factor, for what is said and not for who says it. It is weaker than the first,
// because statements that confirm each other are counted by themselves as well.
struct Times {
    int numerator;
    int denominator;

    [[nodiscard]] constexpr double factor() const {
        return static_cast<double>(numerator) / denominator;
    }
};
inline constexpr std::array<Times, 6> credibility_times{{
    {2, 1},  // 1 confirmed by others
    {3, 2},  // 2 probably true
    {1, 1},  // 3 possibly true
    {2, 3},  // 4 doubtful
    {1, 5},  // 5 improbable
    {1, 1},  // 6 cannot be judged
}};

// Before anyone speaks, an event is as likely as not.
inline constexpr double odds_before = 1;

// A belief holds from this probability upwards; below the last it is refuted.
struct BeliefFrom {
    Belief belief;
    double probability;
};
inline constexpr std::array<BeliefFrom, 4> belief_from{{{Belief::confirmed, 0.95},
                                                        {Belief::probable, 0.80},
                                                        {Belief::possible, 0.20},
                                                        {Belief::doubtful, 0.05}}};
[[nodiscard]] Belief belief_of(double probability);

// Every event that some statement about the participant speaks of, in order.
[[nodiscard]] std::vector<SupplyEvent> events_of(const StatementBook& book,
                                                 const std::string& participant);

[[nodiscard]] EventBelief belief_on(const StatementBook& book, const SupplyEvent& event, Date on);

}  // namespace aliquot
