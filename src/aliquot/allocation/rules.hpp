// The rules by name: each takes one round's problem and proposes who gets what.
//
// A rule is one file in this folder, one entry in this registry, one page in docs/methods/, one
// golden case; its name and words stand in domain/rule_words.hpp. How to add one: CONTRIBUTING.md.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/core/result.hpp"
#include "aliquot/domain/lots_outcome.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

struct RuleParameters {
    RuleSettings rule;
    LotSettings lots;
};

// What `severity_weighted` makes of a claim at each end of the interval of deaths.
struct SeverityOutcome {
    bool known = false;  // false: no deaths reported, so that it has the median of the others
    std::array<std::int64_t, 3> factor{1000, 1000, 1000};  // in thousandths
    std::array<Courses, 3> courses;                        // given
};

struct Proposal {
    Grid<Courses> exact;  // the rule's answer in whole courses, before lots
    Plan plan;
    std::vector<bool> above_threshold;  // claims the rule leaves out; empty: none
    // Said by one rule each, for every claim; empty under the others.
    std::vector<Courses> completing;        // `second_doses`: of the plan, for started courses
    std::vector<Courses> carried_over;      // `demand_pull`: demand that stays unmet
    std::vector<SeverityOutcome> severity;  // `severity_weighted`
    std::vector<LivesOutcome> lives;        // `most_deaths_averted`
    // The answer in whole courses as if everybody took every product; empty where the rule does
    // not even out.
    Grid<Courses> without_product_limit;
    std::optional<LotsOutcome> lots;  // what lots and product limits cost against that
};

struct Rule {
    std::string_view name;
    std::string_view summary;     // one line, for people
    std::string_view parameters;  // settings of [rule] that it uses
    using Propose = Result<Proposal> (*)(const Problem&, const RuleParameters&);
    Propose propose;
};

// Equal coverage of the round as it is, in lots if they count: what most rules do in the end.
[[nodiscard]] Proposal share_evenly(const Problem& problem, const LotSettings& lots);

[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] const Rule* find_rule(std::string_view name);  // null if there is none

}  // namespace aliquot
