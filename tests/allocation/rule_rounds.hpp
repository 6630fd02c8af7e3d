// Rules beside their rounds, for tests: what a rule proposes, what the check says of a plan, and
// small random rounds with started courses and priorities.
#pragma once

#include <algorithm>
#include <numeric>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/flow.hpp"
#include "aliquot/allocation/rules.hpp"

namespace aliquot::testing {

inline RuleParameters parameters(std::string rule, bool lots) {
    RuleParameters all;
    all.rule.name = std::move(rule);
    all.lots.respect = lots;
    return all;
}

inline Proposal proposed(const Problem& problem, const RuleParameters& p) {
    auto proposal = find_rule(p.rule.name)->propose(problem, p);
    EXPECT_TRUE(proposal.has_value());
    return *std::move(proposal);
}

inline std::vector<Violation> check(const Problem& problem, const Plan& plan,
                                    const RuleParameters& p) {
    return check_plan(problem, plan, p.rule, p.lots);
}

inline std::vector<std::int64_t> given(const Problem& problem, const Plan& plan) {
    std::vector<std::int64_t> courses;
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        courses.push_back(courses_given(problem, plan, i).value());
    return courses;
}

// Whether every claim can have so many courses at once.
inline bool can_all_have(const Problem& problem, const std::vector<std::int64_t>& wanted) {
    const std::size_t n = problem.claims.size();
    const std::size_t m = problem.lines.size();
    FlowNetwork network{2 + m + 4 * n};
    for (std::size_t j = 0; j < m; ++j)
        network.add_arc(0, 2 + j, problem.lines[j].courses().value());
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < m; ++j)
            network.add_arc(2 + j, 2 + m + 4 * i + problem.lines[j].storage_class,
                            problem.limit.at(i, j).value());
        for (std::size_t c = 0; c < 3; ++c)
            network.add_arc(2 + m + 4 * i + c, 2 + m + 4 * i + 3,
                            problem.claims[i].class_room.at(c).value());
        network.add_arc(2 + m + 4 * i + 3, 1, std::min(wanted[i], problem.claims[i].room.value()));
    }
    return network.augment(0, 1) == std::accumulate(wanted.begin(), wanted.end(), std::int64_t{0});
}

// Lines of one product, or of several, with started courses; lots small enough to matter.
inline Problem random_started(std::mt19937_64& random) {
    const auto up_to = [&](std::int64_t top) {
        return std::uniform_int_distribution<std::int64_t>{0, top}(random);
    };
    Problem problem = random_round(random);
    for (std::size_t j = 1; j < problem.lines.size(); ++j) {
        if (up_to(1) == 0) continue;
        const Line& first = problem.lines[j - 1];
        problem.lines[j].product = first.product;
        problem.lines[j].per_course = first.per_course;
        problem.lines[j].storage_class = first.storage_class;
    }
    for (Line& each : problem.lines) {
        each.lot = Doses{1 + static_cast<std::int64_t>(each.product)};
        each.minimum_shipment = Doses{each.product == 1 ? 5 : 0};
        each.priority = up_to(1);
    }
    problem.to_complete = {problem.claims.size(), 3};
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
        for (std::size_t k = 0; k < 3; ++k)
            problem.to_complete.at(i, k) = Doses{up_to(2) == 0 ? 0 : up_to(20)};
    return problem;
}

}  // namespace aliquot::testing
