// Living a year, and finding the shortest way to what went wrong.
#include "simulation/facility_years.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aliquot/core/check.hpp"

namespace aliquot::simulation {

namespace {

// What goes wrong when these moves are made; empty: nothing.
std::string relive(std::uint64_t seed, const std::vector<Move>& moves) {
    Tally nobody_counts;
    try {
        Chance chance{seed};
        Trial trial{random_world(chance), nobody_counts};
        for (const Move& move : moves)
            if (std::string wrong = trial.make(move); !wrong.empty()) return wrong;
        return trial.finish();
    } catch (const std::exception& broken) {
        return broken.what();
    }
}

// Leaves out ever smaller pieces, as long as something still goes wrong.
std::vector<Move> shortened(std::uint64_t seed, std::vector<Move> moves) {
    for (std::size_t piece = std::max<std::size_t>(moves.size() / 2, 1);; piece = piece / 2) {
        for (std::size_t from = 0; from < moves.size();) {
            std::vector<Move> fewer = moves;
            const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(from);
            fewer.erase(first,
                        first + static_cast<std::ptrdiff_t>(std::min(piece, fewer.size() - from)));
            if (relive(seed, fewer).empty())
                from += piece;
            else
                moves = std::move(fewer);
        }
        if (piece <= 1) return moves;
    }
}

}  // namespace

std::optional<Failure> live_a_year(std::uint64_t seed, int moves, Tally& tally) {
    std::vector<Move> made;
    std::string wrong;
    try {
        Chance chance{seed};
        Trial trial{random_world(chance), tally};
        Mover mover{chance, trial.model()};
        for (int i = 0; i < moves && wrong.empty(); ++i) {
            made.push_back(mover.next());
            wrong = trial.make(made.back());
        }
        if (wrong.empty()) wrong = trial.finish();
    } catch (const std::exception& broken) {
        wrong = broken.what();
    }
    if (wrong.empty()) return std::nullopt;
    Failure failure{seed, std::move(wrong), shortened(seed, std::move(made))};
    if (std::string again = relive(seed, failure.moves); !again.empty()) failure.what = again;
    return failure;
}

std::string text_of(const Failure& failure) {
    std::string text = fmt::format("seed {}: {}\nthe shortest history that leads to it:\n",
                                   failure.seed, failure.what);
    for (const Move& move : failure.moves) text += "  " + text_of(move) + "\n";
    return text;
}

std::string text_of(const Tally& tally) {
    std::string text = fmt::format(
        "{} facility years, {} orders, {} done, {} sent again, {} not proven, {} records, "
        "opened anew {} times\n",
        tally.years, tally.orders, tally.done, tally.sent_again, tally.unproven, tally.records,
        tally.opened_anew);
    text += "mishaps:";
    for (std::size_t i = 1; i < mishap_names.size(); ++i)
        text += fmt::format(" {} {},", mishap_names.at(i), tally.mishaps.at(i));
    text.back() = '\n';
    text += "refused:";
    for (std::size_t i = 0; i < refusal_names.size(); ++i)
        text += fmt::format(" {} {},", refusal_names.at(i), tally.refused.at(i));
    text.back() = '\n';
    return text;
}

}  // namespace aliquot::simulation
