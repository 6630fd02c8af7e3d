// The rules by name: each takes one round's problem and proposes who gets what.
//
// A rule is one file in this folder, one entry in this registry, one page in docs/methods/, one
// golden case. How to add one: CONTRIBUTING.md.
#pragma once

#include <span>
#include <string_view>

#include "aliquot/allocation/problem.hpp"
#include "aliquot/core/result.hpp"
#include "aliquot/domain/scenario.hpp"

namespace aliquot {

struct RuleParameters {
    RuleSettings rule;
    LotSettings lots;
};

struct Proposal {
    Grid<Courses> exact;  // the rule's answer in whole courses, before lots
    Plan plan;
    std::vector<bool> above_threshold;  // claims the rule leaves out; empty: none
};

struct Rule {
    std::string_view name;
    std::string_view summary;     // one line, for people
    std::string_view parameters;  // settings of [rule] that it uses
    Result<Proposal> (*propose)(const Problem&, const RuleParameters&);
};

[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] const Rule* find_rule(std::string_view name);  // null if there is none

}  // namespace aliquot
