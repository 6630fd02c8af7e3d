// The rules by which a facility may share, each by its name and in words.
//
// The one place where the names stand: settings accept them, the registry of rules gives each its
// computation, and the reports say them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace aliquot {

struct RuleWords {
    std::string_view name;
    std::string_view summary;     // one line, for `aliquot rules`
    std::string_view parameters;  // settings of [rule] that it uses
    std::string_view sentence;    // for readers of the report
};

inline constexpr std::array rule_words{
    RuleWords{
        "equal_coverage",
        "raises the least covered first, as evenly as supply lines, earmarks and limits allow",
        "counts, ceiling, tie",
        "The next course of vaccine always goes to the participant with the lowest coverage "
        "that can still receive one."},
    RuleWords{"proportional",
              "COVAX phase 1: each product, or all pooled, in proportion to population",
              "ceiling, rate_doses_per_head, pooled",
              "Every participant gets the same number of doses per head of population, in whole "
              "lots and shipments, up to a ceiling."},
    RuleWords{"least_covered",
              "COVAX October 2021: equal coverage among participants below a threshold of coverage",
              "threshold, counts, ceiling, tie",
              "Only participants below a set coverage take part; among them, the least covered "
              "come first."},
    RuleWords{"second_doses",
              "COVAX round 4: completes started courses with the same product, then equal coverage",
              "counts, ceiling, tie",
              "Courses already begun are completed first, with the same product; what is left "
              "goes to the least covered."},
    RuleWords{"severity_weighted",
              "equal coverage, where deaths per head make a participant owed more, within stated "
              "bounds",
              "robust, severity_*, counts, ceiling, tie",
              "The least covered come first, and those the epidemic hits harder are owed more."},
    RuleWords{"demand_pull",
              "COVAX 2022: evens out the share of demand met, source by source; the rest is "
              "carried over",
              "counts, ceiling, tie",
              "Participants get what they ask for, as far as they can use it, and the rest is "
              "carried over."},
    RuleWords{"most_deaths_averted",
              "what an epidemic model sees avert the most deaths, above a floor of equal shares",
              "floor, lives_*, counts, ceiling, tie",
              "Everybody keeps a set part of its equal share; the rest goes where the epidemic "
              "model sees it avert the most deaths."},
    RuleWords{"recorded",
              "what was in fact given, from recorded.csv; gates and lots are not applied", "none",
              "Doses go where they in fact went; nothing is decided anew."},
};

// The names in the same order.
inline constexpr auto rule_names = [] {
    std::array<std::string_view, rule_words.size()> names;
    std::ranges::transform(rule_words, names.begin(), &RuleWords::name);
    return names;
}();

}  // namespace aliquot
