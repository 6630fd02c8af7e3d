// The round as a program: what is written, what a solver may propose, and that it is checked.
#include <algorithm>

#include "allocation/round_builder.hpp"
#include <gtest/gtest.h>

#include "aliquot/allocation/certificate.hpp"
#include "aliquot/allocation/equal_coverage.hpp"
#include "aliquot/allocation/lorenz_gap.hpp"
#include "aliquot/allocation/mip/lot_model.hpp"
#include "aliquot/allocation/mip/model_text.hpp"
#include "aliquot/allocation/mip/polish.hpp"
#include "aliquot/allocation/mip/solver.hpp"
#include "aliquot/allocation/rounding.hpp"

namespace aliquot {
namespace {

using testing::claim;
using testing::line;
using testing::round_of;

Problem two_for_three_lots() {
    Problem problem =
        round_of({claim("A", 1000, 0, 1000), claim("B", 500, 0, 500)}, {line("L", 30)});
    problem.lines[0].lot = Doses{10};
    return problem;
}

TEST(Mip, TheProgramIsWrittenAsTheSmallTextThatItIs) {
    const Problem problem = two_for_three_lots();
    const auto made = mip::lot_model(problem, equal_coverage(problem));
    EXPECT_EQ(mip::lp_text(made.model),
              "\\ participant 1: A\n\\ participant 2: B\n\\ supply line 1: L, steps of 10 doses\n"
              "Minimize\n cost: 1 t\nSubject To\n"
              " near_1: 100 x_1_1 + 1 t >= 200\n room_1: 10 x_1_1 <= 1000\n"
              " near_2: 200 x_2_1 + 1 t >= 200\n room_2: 10 x_2_1 <= 500\n"
              " supply_1: 1 x_1_1 + 1 x_2_1 <= 3\n"
              "Bounds\n t >= 0\n 0 <= x_1_1 <= 3\n 0 <= x_2_1 <= 3\n"
              "Generals\n x_1_1\n x_2_1\nEnd\n");
    EXPECT_EQ(mip::mps_text(made.model),
              "* participant 1: A\n* participant 2: B\n* supply line 1: L, steps of 10 doses\n"
              "NAME  lots\nROWS\n N  cost\n G  near_1\n L  room_1\n G  near_2\n L  room_2\n"
              " L  supply_1\nCOLUMNS\n    t  cost  1\n    t  near_1  1\n    t  near_2  1\n"
              "    M1  'MARKER'  'INTORG'\n    x_1_1  near_1  100\n    x_1_1  room_1  10\n"
              "    x_1_1  supply_1  1\n    x_2_1  near_2  200\n    x_2_1  room_2  10\n"
              "    x_2_1  supply_1  1\n    MEND  'MARKER'  'INTEND'\nRHS\n"
              "    rhs  near_1  200\n    rhs  room_1  1000\n    rhs  near_2  200\n"
              "    rhs  room_2  500\n    rhs  supply_1  3\nBOUNDS\n UP bnd  x_1_1  3\n"
              " UP bnd  x_2_1  3\nENDATA\n");
}

TEST(Mip, ValuesFarFromWholeStepsAreNoPlan) {
    const Problem problem = two_for_three_lots();
    const auto made = mip::lot_model(problem, equal_coverage(problem));
    const auto plan = mip::plan_of(problem, made, {0, 2.0000001, 1});
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->at(0, 0), Doses{20});
    EXPECT_FALSE(mip::plan_of(problem, made, {0, 1.5, 1}).has_value());
    EXPECT_FALSE(mip::plan_of(problem, made, {0, -1, 1}).has_value());
    EXPECT_FALSE(mip::plan_of(problem, made, {0, 4, 1}).has_value());
}

TEST(Mip, WithoutASolverThePlanStaysAndThisIsSaid) {
    if (!mip::solver_name().empty()) GTEST_SKIP() << "this build has " << mip::solver_name();
    const Problem problem = two_for_three_lots();
    const Grid<Courses> exact = equal_coverage(problem);
    const auto polished =
        mip::polish(problem, exact, round_to_lots(problem, exact, Rounding::webster), {}, {});
    EXPECT_FALSE(polished.plan.has_value());
    EXPECT_FALSE(polished.notice.empty());
}

TEST(Mip, ASolverThatIsUsedAnswersTheCanary) {
    if (mip::solver_name().empty()) GTEST_SKIP() << "this build has no solver";
    EXPECT_TRUE(mip::answers_the_canary());
}

TEST(Mip, WhatASolverProposesIsKeptOnlyCheckedAndNearerToTheExactAnswer) {
    if (mip::solver_name().empty()) GTEST_SKIP() << "this build has no solver";
    std::mt19937_64 random{20210101};
    int kept = 0;
    for (int trial = 0; trial < 60; ++trial) {
        std::vector<Claim> claims;
        std::vector<Line> lines;
        for (int i = 0; i < 8; ++i)
            claims.push_back(claim(std::string(1, static_cast<char>('A' + i)),
                                   100 + static_cast<std::int64_t>(random() % 900), 0, 1000));
        for (int j = 0; j < 3; ++j) {
            lines.push_back(
                line("L" + std::to_string(j), 200 + static_cast<std::int64_t>(random() % 800)));
            lines.back().lot = Doses{10 + static_cast<std::int64_t>(random() % 40)};
            lines.back().minimum_shipment =
                Doses{static_cast<std::int64_t>(random() % 4) * lines.back().lot.value()};
        }
        Problem problem = round_of(std::move(claims), std::move(lines));
        for (std::size_t i = 0; i < 8; ++i)
            for (std::size_t j = 0; j < 3; ++j)
                if (random() % 3 == 0) problem.limit.at(i, j) = Courses{0};
        for (Claim& each : problem.claims)
            if (random() % 3 == 0) each.new_products = 1;
        const Grid<Courses> exact = equal_coverage(problem);
        const Plan start{problem.claims.size(), problem.lines.size()};
        const Plan rounded = settle_in_lots(problem, start, Rounding::webster);
        const auto polished = mip::polish(problem, exact, rounded, {}, {});
        if (!polished.plan) continue;
        ++kept;
        EXPECT_TRUE(check_plan(problem, *polished.plan, {}, {}).empty());
        EXPECT_LT(against_exact(problem, exact, *polished.plan).gap,
                  against_exact(problem, exact, rounded).gap);
    }
    EXPECT_GT(kept, 0);
}

}  // namespace
}  // namespace aliquot
