// Between the fairest sharing and the one that averts most deaths: what each choice is worth, and
// which of them can be told apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/domain/scenario.hpp"
#include "aliquot/domain/spread.hpp"
#include "aliquot/io/epidemic/over_members.hpp"
#include "aliquot/io/folder.hpp"
#include "aliquot/replay/lived_again.hpp"

namespace aliquot {

// A way of sharing: a floor of `most_deaths_averted` under one foresight, or another rule.
struct FrontierChoice {
    std::string name;  // as it is called in tables: "floor 0.5, alike"
    std::string rule;
    std::optional<Share> floor;
    std::optional<Foresight> foresight;

    // The settings that make it, over those of the scenario.
    [[nodiscard]] std::vector<std::string> overrides() const;
};

// Equal coverage first, then every foresight with its floors falling, then `proportional`, and
// `recorded` where the scenario knows what happened.
[[nodiscard]] std::vector<FrontierChoice> frontier_choices(const Scenario& scenario,
                                                           std::vector<Share> floors,
                                                           const std::vector<Foresight>& views);

struct FrontierPoint {
    FrontierChoice choice;
    Spread coverage;            // on the last day
    std::string least_covered;  // id
    OverMembers deaths;
    OverMembers averted;            // against equal coverage
    OverMembers life_years_gained;  // likewise
    // Against the choice before it on its curve, the next higher floor.
    std::optional<OverMembers> averted_against_last;

    // Whether nine of ten members agree which of the two costs fewer lives.
    [[nodiscard]] bool told_apart_from_last() const {
        return averted_against_last &&
               (averted_against_last->low > 0 || averted_against_last->high < 0);
    }
};

// Requires: the runs are of the choices, in their order, and compared in that order.
[[nodiscard]] std::vector<FrontierPoint> frontier_points(const std::vector<FrontierChoice>& choices,
                                                         const std::vector<LivedAgain>& runs,
                                                         const ComparedRuns& compared);

// frontier.csv, pairs.csv, frontier.json, frontier.svg and frontier.html.
[[nodiscard]] Folder frontier_files(const std::string& title,
                                    const std::vector<FrontierPoint>& points,
                                    const ComparedRuns& compared);

// In words, for people.
[[nodiscard]] std::string frontier_text(const std::vector<FrontierPoint>& points,
                                        const ComparedRuns& compared);

// The curve as a drawing: evenness from right to left, deaths averted upwards.
[[nodiscard]] std::string frontier_picture(const std::vector<FrontierPoint>& points);

}  // namespace aliquot
